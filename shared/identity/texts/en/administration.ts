/** What is said when an account is changed, on screen and on the command line. */
export const administration = {
  actions: 'Change this account',
  disable: {
    open: 'Disable',
    title: (username: string) => `Disable ${username}`,
    reason: 'Reason for disabling',
    submit: 'Disable the Account',
    submitting: 'Disabling…',
    done: 'Disabled',
    doneText: (username: string) => `${username} is signed out everywhere and cannot sign in any more.`,
    failed: 'The account was not disabled',
    identify:
      'For somebody who leaves. Every session ends at once, and no password opens the account until it is enabled.',
  },
  enable: {
    open: 'Enable',
    title: (username: string) => `Enable ${username}`,
    reason: 'Reason for enabling',
    submit: 'Enable the Account',
    submitting: 'Enabling…',
    done: 'Enabled',
    doneText: (username: string) => `${username} can sign in again, with the password from before.`,
    failed: 'The account was not enabled',
    identify: 'The password from before opens the account again. Reset it too if somebody else may know that password.',
  },
  roles: {
    open: 'Roles',
    title: (username: string) => `Roles of ${username}`,
    legend: 'Roles',
    missing: 'Choose one role or more.',
    reason: 'Reason for the roles',
    submit: 'Set the Roles',
    submitting: 'Setting…',
    done: 'Roles set',
    doneText: (username: string) =>
      `${username} has these roles from the next sign-in on, and is signed out everywhere.`,
    failed: 'The roles were not set',
    identify: 'They decide which applications open. Whoever is signed in is signed out, so that they hold at once.',
  },
  sites: {
    open: 'Sites',
    title: (username: string) => `Sites of ${username}`,
    label: 'Sites, one in a line',
    hint: 'Each as id:name, for example 0042:North Clinic. Leading zeros count. Nothing, for none.',
    problem: (why: string) => `This list ${why}.`,
    reason: 'Reason for the sites',
    submit: 'Set the Sites',
    submitting: 'Setting…',
    done: 'Sites set',
    doneText: (username: string) =>
      `${username} has these sites from the next sign-in on, and is signed out everywhere.`,
    failed: 'The sites were not set',
    identify: 'Applications show what belongs to them. Whoever is signed in is signed out, so that they hold at once.',
  },
  email: {
    open: 'Email',
    title: (username: string) => `Email address of ${username}`,
    label: 'Email address',
    problem: (why: string) => `The address ${why}.`,
    reason: 'Reason for the address',
    submit: 'Set the Address',
    submitting: 'Setting…',
    done: 'Address set',
    doneText: (username: string) =>
      `Codes for ${username} go to the new address. A notice was mailed to the old one and the new one.`,
    failed: 'The address was not set',
    identify: 'Codes to reset the password go there. Change it only when you know that the address is the owner’s.',
  },
  reset: {
    open: 'Reset',
    title: (username: string) => `Reset ${username}`,
    how: 'How the owner gets the one-time code',
    mailed: 'By mail, to the address of the account',
    shown: 'From me, after the owner has read me a verification code from their mail',
    reason: 'Reason for the reset',
    submit: 'Reset the Account',
    submitting: 'Resetting…',
    done: 'Reset',
    doneText: (to: string, until: string) => `A one-time code was mailed to ${to}. It works until ${until}.`,
    failed: 'The account was not reset',
    identify:
      'The code stands for the password once, at the sign-in page, and a new password has to be chosen then. A locked account is unlocked.',
    verification: {
      send: 'Mail the Verification Code',
      sending: 'Mailing…',
      sent: (to: string, until: string) => `It was mailed to ${to}. Ask the owner to read it to you by ${until}.`,
      label: 'Verification code that the owner reads to you',
      missing: 'Mail the code, and enter what the owner reads to you.',
      failed: 'The verification code was not mailed',
    },
    code: {
      title: 'The one-time code',
      text: (username: string, until: string) =>
        `Read it to the owner now; it is not shown again. It is entered in place of the password of ${username}, once, until ${until}.`,
      close: 'Done',
    },
  },
  refused: {
    'not found': 'There is no account with this username.',
    disabled: 'The account is disabled. Enable it first.',
    'no mail': 'No mail can leave this server: its settings name no mail server (mail.smtp).',
    'last administrator':
      'This is the last administrator who can sign in. Give another account that role first, and see that its owner can sign in.',
    'not verified':
      'The verification code is wrong, used or too old, or somebody else asked for it. Ask the owner again, or mail a new code.',
    'too many verifications': (when: string) =>
      `Too many verification codes were mailed. The next is possible at ${when}.`,
    'name and email missing': 'There is no account with this username; give --name and --email to make it.',
    'not needed': (usernames: readonly string[]) =>
      `An administrator can sign in already: ${usernames.join(', ')}. Reset that account if its owner cannot (accounts reset), or give another account the role (accounts set-roles).`,
  },
} as const;

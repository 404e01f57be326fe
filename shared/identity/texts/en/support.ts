/** What ImmTrac2 Customer Support's screen says. */
export const support = {
  title: 'Accounts',
  refused: {
    title: 'Your account does not have access to this',
    text: 'ImmTrac2 Customer Support and administrators look after accounts; a Point of Contact sees the people of their sites.',
  },
  find: {
    title: 'Find an account',
    label: 'Name, username, email or site',
    hint: 'A part of each is enough, with or without accents. Of employee numbers the first digits, zeros included.',
    missing: 'Enter two letters or digits, or more.',
    submit: 'Find',
    submitting: 'Finding…',
    none: 'Nobody was found',
    noneText: 'Check the spelling with the caller. Employee numbers have 11 digits, with their leading zeros.',
    failed: 'The account was not looked up',
    found: (count: number, more: boolean) =>
      more ? `The first ${count}. Type more of the name, or look further.` : `${count} people`,
    people: 'People who were found',
    open: 'Open',
    openOne: (name: string) => `Open ${name}`,
    state: 'Account',
    more: 'Look Further',
    ownSites: 'You see the people of your own sites. Leave the field empty to see all of them.',
  },
  account: {
    result: 'Account',
    status: 'Account is',
    statuses: { active: 'Active', disabled: 'Disabled' },
    opens: 'Opened by',
    password: 'Its password',
    resetOnly: 'A reset only',
    nothing: 'Nothing while it is disabled',
    code: (until: string) => `A one-time code until ${until}`,
    signingIn: 'Signing in',
    open: 'Not locked',
    locked: 'Locked',
    failures: 'Failed tries in a row',
    lastSignIns: 'Last sign-ins',
    noSignIns: 'None known',
    signedIn: 'Signed in now',
    signedInAt: (count: number) => (count === 0 ? 'No' : count === 1 ? 'At 1 workstation' : `At ${count} workstations`),
    questions: 'Security questions',
    questionsSet: 'Set up',
    questionsMissing: 'Not set up',
  },
  states: {
    title: 'What stands in the way',
    disabled: { is: 'The account is disabled.', do: 'An administrator enables it, if the person still works here.' },
    locked: {
      is: (since: string, failures: number, from: string, until: string | undefined) =>
        `Locked since ${since} after ${failures === 1 ? '1 wrong password' : `${failures} wrong passwords`}${from}; ${
          until === undefined ? 'it opens by a reset, or by you alone.' : `it opens by itself at ${until}.`
        }`,
      from: (names: readonly string[], elsewhere: boolean) =>
        [...names, ...(elsewhere ? ['a browser that is not enrolled'] : [])]
          .map((name, at) => `${at === 0 ? ' from' : ' and'} ${name}`)
          .join(''),
      do: 'Ask whether it was them. If so, they wait, or you unlock it; if not, unlock nothing and tell an administrator.',
    },
    unopened: { is: 'No password opens it.', do: 'Verify the caller, then reset the account.' },
    code: {
      is: (until: string) => `A one-time code opens it until ${until}.`,
      do: 'They enter the code in place of the password, and choose a new one then.',
    },
    expired: {
      is: 'The password has expired.',
      do: 'They sign in with it all the same; the portal asks for a new one right then.',
    },
    agreement: {
      is: 'The Acceptable Use Agreement is not accepted.',
      do: 'They sign in, read it to its end and sign it with their name.',
    },
    questions: {
      is: 'No security questions are set up.',
      do: 'They sign in and choose them in the profile. Until then only a code by mail, or you, can reset the password.',
    },
    fine: {
      is: 'Nothing stands in the way.',
      do: 'They check username and Caps Lock and try again. If it fails, verify the caller and reset the account.',
    },
  },
  verify: {
    open: 'Verify the Caller…',
    title: 'Is the caller the owner?',
    text: 'Mail a code to the address of the account and have the caller read it to you. Never ask for a password.',
    submit: 'Check the Code',
    submitting: 'Checking…',
    right: 'The caller is the owner',
    rightText: 'They read the code that was mailed to the owner. It is used up now.',
    wrong: 'That is not the code',
    wrongText: 'Ask again, or mail a new code. After five wrong ones only a new code helps.',
    failed: 'The code was not checked',
  },
  sessions: {
    title: 'Signed in now',
    workstation: 'Workstation',
    unknown: 'A browser that is not enrolled',
    since: 'Since',
    end: 'End',
    endOne: (where: string, since: string) => `End the session at ${where} since ${since}`,
  },
  unlock: {
    reason: 'Reason for unlocking',
    submit: 'Unlock',
    submitting: 'Unlocking…',
    done: 'Unlocked',
    doneText: (username: string) => `${username} can sign in again.`,
    failed: 'The account was not unlocked',
    identify: 'Unlock only when you know that the caller is the owner. Never ask for a password.',
  },
  endSession: {
    reason: 'Reason for ending the session',
    submit: 'End the Session',
    submitting: 'Ending…',
    done: 'Session ended',
    doneText: (username: string) => `${username} is signed out there. Other sessions go on.`,
    failed: 'The session was not ended',
    identify:
      'Ends this one session at once, in every application. What they typed in an application is kept for a day.',
  },
  signOut: {
    reason: 'Reason for signing out',
    submit: 'Sign Out Everywhere',
    submitting: 'Signing out…',
    done: 'Signed out',
    doneText: (username: string) => `${username} is signed out at every workstation.`,
    failed: 'The account was not signed out',
    identify: 'Ends every session of this account at once. What they typed in an application is kept for a day.',
  },
} as const;

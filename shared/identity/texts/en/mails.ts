import type { Contact } from '../../../contract/problems.ts';

const whom = ({ name, email, phone }: Contact) => `${name}: ${email} or ${phone}`;

/** What owners of accounts are told by mail. Times are given in words; servers alone read this. */
export const mails = {
  recoveryCode: {
    subject: 'Your one-time security code for the Enterprise Portal',
    text: (name: string, code: string, until: string, support: Contact) => `${name},

your one-time security code is

${code}

Enter it on the page on which you asked for it. It works once, only there, and until ${until}. A code that you asked for before no longer works.

If you did not ask for it, somebody else gave your username and your answer to a security question. Your password still holds. Tell ${whom(support)}.

Nobody will ever ask you for this code.`,
  },
  passwordChanged: {
    subject: 'Your Enterprise Portal password was changed',
    text: (name: string, when: string, support: Contact) => `${name},

the password of your Enterprise Portal account was changed on ${when}. You are signed out everywhere else.

If that was you, there is nothing to do. If it was not, contact ${support.name} at once: ${support.email} or ${support.phone}.

Nobody will ever ask you for your password.`,
  },
  questionsChanged: {
    subject: 'Your Enterprise Portal security questions were changed',
    text: (name: string, when: string, support: Contact) => `${name},

the security questions of your Enterprise Portal account were changed on ${when}.

If that was you, there is nothing to do. If it was not, change your password, and contact ${support.name} at once: ${support.email} or ${support.phone}.

Nobody will ever ask you for your answers, except the portal itself when you have forgotten your password.`,
  },
  emailChanged: {
    subject: 'The email address of your Enterprise Portal account was changed',
    text: (name: string, support: Contact) => `${name},

the email address of your Enterprise Portal account was changed by an administrator. Codes and notices go to the new address from now on.

If you do not know of this, contact ${whom(support)}.`,
  },
  reset: {
    subject: 'Your one-time code to sign in to the Enterprise Portal',
    text: (name: string, username: string, code: string, until: string, support: Contact) => `${name},

your Enterprise Portal account was reset. Sign in with

username: ${username}
password: ${code}

The code takes the place of your password once, until ${until}. You choose a new password then, before anything else. A code that you were given before no longer works.

If you did not ask for this, contact ${whom(support)}.

Nobody will ever ask you for this code.`,
  },
  firstUse: {
    subject: 'Your account for the Enterprise Portal',
    text: (name: string, username: string, address: string, until: string, support: Contact) => `${name},

an account for the Enterprise Portal was made for you. Your username is ${username}. Open this address to choose your password:

${address}

It opens the account once, until ${until}. Nobody else has a password of yours, and nobody will ever ask you for it.

If you do not know of this, contact ${whom(support)}.`,
    /** At a kiosk with a server of its own, which no address leads to. */
    atKiosk: (name: string, username: string, code: string, until: string, support: Contact) => `${name},

an account for the Enterprise Portal was made for you. Sign in at the workstation of your clinic with

username: ${username}
password: ${code}

The code takes the place of a password once, until ${until}. You choose your own password then, before anything else. Nobody will ever ask you for this code.

If you do not know of this, contact ${whom(support)}.`,
  },
  notice: {
    subject: (application: string, title: string) => `Notice from ${application}: ${title}`,
    text: (name: string, application: string, title: string, text: string) => `${name},

${application} has a notice for you:

${title}

${text}

It is on the home page of the Enterprise Portal, too. Open the portal as you always do: this mail has no link.`,
  },
  verification: {
    subject: 'Your verification code for help with the Enterprise Portal',
    text: (name: string, code: string, until: string, support: Contact) => `${name},

somebody who helps with the Enterprise Portal is asked to reset your account. If it was you who asked, read them this code:

${code}

It shows that it is you, once and until ${until}, and opens nothing by itself.

If you are not speaking with anybody about your account now, keep the code to yourself and contact ${whom(support)}.`,
  },
  test: {
    subject: 'A test of the Enterprise Portal’s mail',
    text: (
      server: string,
    ) => `Somebody who looks after the Enterprise Portal on ${server} sent this to see whether its mail arrives. It did.

There is nothing to do.`,
  },
} as const;

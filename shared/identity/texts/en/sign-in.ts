import type { Contact } from '../../../contract/problems.ts';

/** What the pages say on which one proves who one is. */
export const signIn = {
  title: 'Sign In',
  username: 'Username',
  usernameHint: 'HHS and DSHS employees: your 11-digit employee number, with its leading zeros.',
  /** Said of what was typed alone, whether or not there is such an account [S5]. */
  tooFewDigits: 'An employee number has 11 digits. Include the leading zeros.',
  usernameMissing: 'Enter your username.',
  password: 'Password',
  passwordMissing: 'Enter your password.',
  submit: 'Sign In',
  submitting: 'Signing in…',
  refused: 'The username or password is incorrect',
  failed: 'You are not signed in',
  noCookies: 'This browser does not keep cookies',
  firstUse: {
    title: 'Welcome',
    text: 'Press Sign In. You choose your own password right then; the link is used up by that.',
  },
  /** In a kiosk with a server of its own, until somebody has signed in. */
  firstAdministrator: {
    title: 'The first administrator',
    text: (username: string) =>
      `Sign in as ${username}. In place of a password, once, this code holds; you choose a password then. The kiosk shows it on this screen alone, until somebody has signed in.`,
  },
  oneSignIn: 'One sign-in opens ImmTrac2, VAOS and Syntropi. You do not need an organization code.',
  forgot: 'Forgot Password',
  enrol: 'Enroll this workstation',
  help: ({ name, email, phone }: Contact) => `Trouble signing in? Contact ${name}: ${email}, or ${phone}.`,
  training: {
    title: 'Training accounts',
    explanation: 'Every training account has the password',
    use: (username: string) => `Fill in ${username}`,
    /** By username. */
    who: {
      'maria.garcia': 'Primary Vaccine Coordinator, Point of Contact for two sites',
      'john.smith': 'Clinic staff',
      '00001234567': 'DSHS employee, signs in with the employee number',
      'robin.signer': 'Authorized Signer, enrolls two new sites',
      'sam.reviewer': 'State reviewer of enrollments and orders',
      'support.lee': 'ImmTrac2 Customer Support',
      'it.admin': 'Administrator',
    },
  },
} as const;

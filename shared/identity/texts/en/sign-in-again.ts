/** What the page says on which somebody who is signed in proves it once more. */
export const signInAgain = {
  title: 'Verify your identity',
  samePerson: (name: string) =>
    `You are signed in as ${name}. The application you are opening asks for your password again.`,
  otherPerson: (name: string) =>
    `You are signed in as ${name}, but the application was opened for someone else. To go on, that person signs in here.`,
  submit: 'Continue',
  failed: 'Your identity was not verified',
  someoneElse: 'Sign in as someone else',
  someoneElseHint: 'You are first signed out of the Enterprise Portal and all applications.',
} as const;

/** What stands around the pages of a bundled application, whatever they show. */
export const application = {
  /** Where it leads back to sign-in. */
  signIn: 'Sign-in',
  accessRefused: (name: string) => `Your account does not have access to ${name}`,
  signInFailed: {
    title: 'Sign-in did not complete',
    text: 'Nothing is wrong with your account. It may have taken too long, or the page was opened twice.',
    again: 'Start again',
  },
  notFound: { step: 'Not found', title: 'There is nothing at this address', to: (name: string) => `Go to ${name}` },
  signOutFailed: 'Signing out did not work. Try again.',
  notPermitted: 'If you need it for your work, ask the Point of Contact of your site.',
  freshPage: {
    under: 'Signing you in again…',
    title: 'Your session has ended',
    again: 'Sign in again',
  },
} as const;

/** What stands on every page, whatever it shows. */
export const frame = {
  portal: 'Enterprise Portal',
  roadmap: 'Roadmap',
  language: 'Language',
  signOut: 'Sign Out',
  training: {
    /** Before a page's title. */
    inTitle: '[Training]',
    band: 'TRAINING',
    text: 'Synthetic data only. Nothing entered here is reported to the State.',
  },
  show: 'Show',
  capsLock: 'Caps Lock is on.',
  /** To the content, past what stands above it on every page. */
  skip: 'Skip to main content',
  help: 'Help',
  printed: (when: string, by: string | undefined) =>
    by === undefined ? `Printed ${when}` : `Printed ${when} by ${by}`,
  form: {
    /** Before a page's title. */
    inTitle: 'Error:',
    wrong: 'Please fix these errors',
  },
  loading: 'Loading…',
  tryAgain: 'Try again',
  unreachable: {
    title: 'The Enterprise Portal cannot be reached',
    text: 'Check the network connection of this workstation. This page tries again by itself.',
  },
  notFound: { title: 'Page not found', text: 'There is nothing at this address.' },
} as const;

/** What the kiosk's bar says. */
export const barTexts = {
  portal: 'Enterprise Portal',
  help: 'Help',
  signOut: 'Sign Out',
  training: 'TRAINING',
  origin: 'Where this page comes from',
  sites: (count: number) => `${count} sites`,
  zoom: (percent: number) => `${percent} %`,
  resetZoom: (percent: number) => `Zoom ${percent} %. Show the page at 100 % again.`,
  print: 'Print',
  /** A window that a page opened has it. */
  closePage: 'Close This Page',
  find: {
    name: 'Find in this page',
    next: 'Next',
    previous: 'Previous',
    close: 'Close',
    found: (current: number, matches: number) => `${current} of ${matches}`,
    nothing: 'Not found',
  },
  closeNotice: 'Close this notice',
  /** By what happened, with what each is about. */
  notices: {
    saved: (name: string, folder: string) => `Kept until sign-out: ${name} (in ${folder})`,
    refused: (name: string) => `${name} was refused: a file of this kind could run on the workstation.`,
    failed: (name: string) => `${name} could not be saved.`,
    noFiles: 'This workstation keeps no files from pages. Your IT decides that.',
    missing: (origin: string) =>
      origin === ''
        ? 'This page wanted to open something that the kiosk does not show.'
        : `This page wanted to go to ${origin}, which is not on the list for this application. Tell your IT.`,
    tooManyWindows: 'This page has too many windows open. Close one, and then try again.',
    notPrinted: 'The page could not be printed.',
  },
  /** The name of a page without a title, when it is saved. */
  page: 'Page',
} as const;

export type NoticeName = keyof typeof barTexts.notices;

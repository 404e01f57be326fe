/** What the workstation says between two people. */
export const deskTexts = {
  title: 'Enterprise Portal',
  clearing: 'This workstation is being cleared for the next person.',
  failed: {
    title: 'This workstation is not clear yet',
    text: 'Nobody can sign in before it is. It is tried again every few seconds.',
    call: 'If this stays, call your IT and read this list to them:',
  },
  /** What was left behind, by the name of the step that clears it. */
  steps: {
    windows: 'Windows or pages of the last person are still open.',
    downloads: 'Files that were saved are still there. Close the programs that have one of them open.',
    clipboard: 'Something is still in the clipboard.',
    cookies: 'Sign-in data (cookies) of the last person is still there.',
    storage: 'Stored data of a page is still there.',
    tab: 'Stored data of the portal’s own page is still there.',
    'service workers': 'A background program of a page is still running.',
    cache: 'Copies of pages (cache) are still there.',
    credentials: 'Remembered names and passwords could not be cleared.',
    connections: 'Connections of the last person could not be closed.',
  },
  unreachable: 'The server cannot be reached. This page goes on by itself as soon as the server answers.',
} as const;

export type DeskStep = keyof typeof deskTexts.steps;

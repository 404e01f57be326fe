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
  /** What stands in for an application's page that never came. */
  missing: {
    title: 'This page cannot be shown',
    text: (origin: string) => `The application leads to ${origin}, which is not on the list for it.`,
    call: 'Tell your IT. When the address is on the list, choose the application in the portal again.',
  },
  unreachable: {
    title: 'The server cannot be reached',
    goesOn: 'This page goes on by itself as soon as the server answers. Nothing that was saved is lost.',
    server: (host: string) => `Server: ${host}`,
    /** What the workstation met, for whoever is called about it. */
    why: {
      'name not found': 'The name of the server is not known on this network.',
      refused: 'Nothing answers at the address of the server.',
      timeout: 'The server takes too long to answer, or the network does not lead there.',
      certificate: 'The server cannot prove that it is the right one. Do not work around this: call your IT.',
      other: 'Something answers at the address of the server, but not as the server does.',
    },
  },
} as const;

export type DeskStep = keyof typeof deskTexts.steps;

/** What a kiosk says about itself: to support on the command line, and to people whose window has trouble. */
export const diagnosticsTexts = {
  labels: {
    kiosk: 'Enterprise Portal Kiosk',
    electron: 'Electron',
    node: 'Node.js',
    platform: 'System',
    policySources: 'Policy comes from',
    policyProblems: 'Problems with policy',
    vault: 'Key is kept in',
    data: 'Data folder',
    logs: 'Log folder',
    free: 'Free disk space',
    locking: 'Locking the workstation',
    missingOrigins: 'Pages wanted to go to',
    none: 'nowhere else',
  },
  problems: {
    policy: 'Something is wrong with the policy; --print-policy says what.',
    'nothing starts': 'Because of its policy this kiosk starts nothing until that is mended.',
    key: 'The data of this kiosk is here, but its key is not.',
    data: 'The data folder cannot be written.',
    logs: 'The log folder cannot be written.',
    disk: 'There is too little free disk space, or it is not known how much there is.',
  },
  locking: {
    seen: 'ends the session, unless WhenLocked keeps it',
    'not seen': 'is not seen on this system: only the time without activity ends a session',
  },
  sound: 'No problems.',
  unknown: 'not known',
  saved: (file: string) => `Saved for support: ${file}`,
  alreadyThere: (file: string) => `${file} is already there and was left as it is. Give another name.`,
  notSaved: (file: string, code: string) => `${file} could not be written${code === '' ? '' : ` (${code})`}.`,
  /** What the window says, by what happened to it. */
  trouble: {
    crashed: 'This page stopped working. It is opened again.',
    hangs: 'This page does not respond. If it stays like that, it is opened again.',
    'name not found': 'The address of this page is not known on this network. It is tried again.',
    refused: 'The server of this page does not answer. It is tried again.',
    timeout: 'The server of this page takes too long to answer. It is tried again.',
    other: 'This page could not be loaded. It is tried again.',
    certificate: 'The server of this page cannot prove that it is the right one. The page was not opened.',
  },
  givenUp: 'This page stopped working several times and is not opened again by itself. Call your IT if it stays so.',
} as const;

export type TroubleKind = keyof typeof diagnosticsTexts.trouble;

/** @param comesBack whether it is tried again by itself */
export function troubleText(kind: TroubleKind, comesBack: boolean): string {
  const { trouble, givenUp } = diagnosticsTexts;
  return comesBack || kind === 'certificate' ? trouble[kind] : givenUp;
}

import type { AgreementFault } from '../../api/agreement-versions.ts';

/** What the page of the agreement says. */
export const agreementPagesEn = {
  people: 'Who has not accepted',
  peopleText:
    'Of the accounts that can be used, those that have not signed the version that holds now. Each look is in the audit trail.',
  show: 'Show Them',
  counted: (count: number, people: number, version: string) =>
    count === 0
      ? `Everybody has accepted version ${version}.`
      : `${count} of ${people} people have not accepted version ${version}.`,
  cut: (shown: number) => `The first ${shown} are listed.`,
  nobody: 'Everybody has accepted.',
  personColumns: { name: 'Name', username: 'Username', email: 'Email', sites: 'Sites' },
  versions: 'Versions',
  none: 'There are no versions.',
  columns: { version: 'Version', effective: 'Holds from', state: 'State', by: 'Written by', actions: 'Actions' },
  states: { past: 'Past', current: 'Holds now', upcoming: 'Upcoming' },
  commandLine: 'The command line',
  product: 'Part of this product',
  read: 'Read',
  withdraw: 'Withdraw',
  ofThis: (version: string) => ` version ${version}`,
  reading: (version: string) => `Version ${version}`,
  close: 'Close',
  onlyEnglish: 'It is written in English alone.',
  withdrawTitle: (version: string) => `Withdraw version ${version}?`,
  withdrawText: 'Nobody is asked for it. Its text is not kept.',
  cancel: 'Cancel',
  withdrawn: 'The version is withdrawn.',
  write: 'Write another version',
  writeText:
    'It begins with the text that holds now. On its day everybody is asked to read and sign it before anything else; until then they are told of it for 14 days.',
  open: 'Write a Version…',
  effective: 'Holds from',
  effectiveHint: 'From the beginning of this day on the clinic’s clock: tomorrow or later.',
  titles: { en: 'Title in English', es: 'Title in Spanish' },
  texts: { en: 'Text in English', es: 'Text in Spanish' },
  textHint: 'A line that begins with # is a heading. Blank lines part paragraphs. Both languages have as many of each.',
  preview: 'How it will look',
  keep: 'Keep the Version',
  keeping: 'Keeping…',
  failed: 'The version was not kept',
  kept: (day: string) => `The version is kept. It holds from ${day} on.`,
  missing: 'Enter this.',
  faults: {
    missing: 'Enter this.',
    'not-plain': 'It has a character that nobody sees. Delete it and type the text anew.',
    'no-heading': 'Begin with a heading: a line that begins with #.',
    'empty-section': 'Each heading needs a paragraph.',
    'other-sections': 'Both languages need as many headings and paragraphs.',
    'not-later': 'Choose a day after today.',
    taken: 'Another version begins on this day.',
  } satisfies Record<AgreementFault, string>,
} as const;

/** What the commands around the audit trail say. */
export const auditTexts = {
  good: (entries: number, seals: number) =>
    `The audit trail is whole: ${entries} entries, ${seals} seals. Nothing was changed, removed, inserted or reordered.`,
  cutUnseen: 'Whether entries at the end are missing is only shown by a seal that was kept elsewhere (--seal FILE).',
  damage: {
    changed: (n: number) =>
      n === 0 ? 'the trail from before the chain was changed or removed' : `entry ${n} was changed`,
    removed: (n: number) => `entry ${n} was removed; another stands in its place`,
    inserted: (n: number) => `a line was inserted that does not belong here (as entry ${n})`,
    reordered: (n: number) => `the entries are not in their order; entry ${n} is not where it was written`,
    truncated: (n: number) =>
      `the trail was cut; entry ${n} and what followed are known to have been there and are missing`,
    incomplete: (n: number) =>
      `entry ${n} is incomplete: the server crashed while it wrote, or the trail was cut. Its next start keeps the rest aside`,
    'not as sealed': (n: number) => `entry ${n} is not the one that was sealed under this number`,
    'seal changed': () => 'the seal was changed, or is from another server',
  },
  first: 'First bad entry:',
  others: 'After that:',
  sealed: (sequence: number, day: string, file: string) =>
    `Sealed up to entry ${sequence} of ${day}: ${file}\nKeep a copy of it where this server cannot reach.`,
  empty: 'There are no entries to seal yet.',
  inDatabase: (directory: string) =>
    `The audit trail of ${directory} goes on in a database; name the settings that say which, with --settings FILE.`,
  notYet: (database: string) => `There is no audit trail in the database ${database} yet; its first server begins it.`,
  exported: (entries: number, file: string) => `Exported ${entries} entries to ${file}.`,
} as const;

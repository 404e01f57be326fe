/** What the commands for backup and restore say. */
export const backupTexts = {
  made: (files: number, file: string) =>
    `Backed up ${files} files to ${file}.\nIt holds the keys too, encrypted under the passphrase: keep both, apart from each other.`,
  noted: 'Noted: administrators see on the page of the server that the data was backed up now.',
  notNoted: (data: string) =>
    `${data} cannot be written by this user, so administrators do not see that a backup was made. Run it as the server’s user.`,
  restored: (made: string, data: string, aside: string | undefined) =>
    [
      `Restored the backup of ${made} to ${data}. Everybody signs in again.`,
      ...(aside === undefined ? [] : [`What was there before is in ${aside}.`]),
    ].join('\n'),
} as const;

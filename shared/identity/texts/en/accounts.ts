/** What the screen for importing accounts says. */
export const accounts = {
  import: {
    title: 'Import accounts',
    explanation:
      'A CSV file in UTF-8 with the columns username, name, email, roles, sites and password_hash. Accounts that are here are left as they are, unless you say otherwise; their passwords always are.',
    file: 'CSV file',
    fileMissing: 'Choose a CSV file.',
    fileTooLarge: (megabytes: number) => `The file is larger than ${megabytes} MB. Divide it.`,
    fileUnreadable: 'The file cannot be read. Choose it again.',
    fileEncoding: (line: number) =>
      `The file is not in UTF-8: line ${line} has a letter that cannot be read. Save it as “CSV UTF-8” and choose it again.`,
    update: 'Give accounts that are here the name, email, roles and sites of the file',
    partial: 'Import the other rows when some are refused',
    check: 'Check',
    checking: 'Checking…',
    submit: 'Import',
    importing:
      'Importing… This can take several minutes. You may close this page: the import goes on, and this page tells later how it ended.',
    importingOf: (done: number, total: number) =>
      `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} accounts are ready. Nothing is written before all are.`,
    run: {
      running: 'Your import is running',
      runningText: (since: string, done: number, total: number) =>
        `Since ${since}: ${done} of ${total} accounts are ready. Nothing is written before all are.`,
      written: 'Your last import was written',
      writtenText: (since: string, created: number, updated: number) =>
        `Of ${since}: ${created} created, ${updated} updated.`,
      refused: 'Your last import was refused',
      refusedText: (since: string) => `Of ${since}: nothing was written. Check the file again to see why.`,
      failed: 'Your last import did not end',
      failedText: (since: string) => `Of ${since}: nothing was written. Choose the file again.`,
      failedAmidText: (since: string, created: number, updated: number) =>
        `Of ${since}: ${created} were created and ${updated} updated before it stopped. Choose the file again: what is here already stays, and the rest follows.`,
    },
    failed: 'The file was not imported',
    checkFailed: 'The file was not checked',
    interrupted:
      'No answer came back. The import may still be running: choose the same file again and check it. Importing it twice changes nothing.',
  },
  report: {
    checked: 'The file was checked; nothing was written',
    imported: 'The file was imported',
    toCreate: 'Can be created',
    created: 'Created',
    toUpdate: 'Can be updated',
    updated: 'Updated',
    updatedCaption: 'Accounts that are here, and what of them changes',
    changesCaption: 'Each change, as it is and as the file has it',
    username: 'Username',
    before: 'Before',
    after: 'After',
    unchanged: 'Here already, unchanged',
    refused: 'Refused',
    refusedCaption: 'Refused rows',
    hintsCaption: 'Worth a look',
    line: 'Line',
    field: 'Field',
    reason: 'Why',
    more: (shown: number, all: number) => `The first ${shown} of ${all} are shown.`,
  },
} as const;

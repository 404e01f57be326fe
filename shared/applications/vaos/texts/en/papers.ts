/** What is read from files, and what is printed. */
export const papers = {
  file: {
    label: 'Fill in from a CSV file',
    countHint: 'With the columns lot, doses and, where they differ, reason.',
    receiptHint: 'With the columns NDC, lot, expiration and doses.',
    reading: 'Reading the file…',
    filled: (rows: number) =>
      rows === 1
        ? '1 row is filled in. Look at it before you save.'
        : `${rows} rows are filled in. Look at them before you save.`,
    refused: 'Not used',
    line: (line: number, field: string, message: string) => `Line ${line}: ${field} ${message}`,
    tooLarge: 'The file is too large for one count or receipt; divide it.',
    tooMany: (most: number) => `A receipt has at most ${most} lots; the rest of the file was left out.`,
  },
  downtime: {
    title: 'Downtime forms',
    text: 'Print these beforehand and keep them at the workstation. When the server cannot be reached, write down each dose here; nobody signs in with another’s password, then or later.',
    steps: [
      'Look at the client’s own record card, and ask about allergies and earlier reactions: what is due cannot be looked up.',
      'Write one line for each dose, with the lot from the list or from the vial.',
      'When the server is back, those who gave the doses sign in to ImmTrac2. They record each dose with the day on which it was given.',
      'Check each line when it is recorded, and keep the sheet as your site keeps other records of patients.',
    ],
    onHand: (day: string) => `Vaccine on hand on ${day}`,
    lines: 'Doses given without the server',
    columns: [
      'Date',
      'Client’s name',
      'Date of birth',
      'Vaccine and lot',
      'Site and route',
      'Given by',
      'VIS dates',
      'Recorded',
    ],
    print: 'Print',
  },
  papers: {
    loss: 'Vaccine loss report',
    lossText: 'The doses below cannot be used. Keep this report with the records of the site.',
    transfer: 'Vaccine transfer confirmation',
    transferText: 'Both sites keep one copy.',
    site: 'Site',
    reported: 'Written down by',
    signature: 'Signing clinician',
    signHere: 'Signature and date',
    print: 'Print',
    cannot: 'This line is no report of waste.',
  },
} as const;

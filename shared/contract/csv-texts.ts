/** What is wrong with a file that a spreadsheet wrote, or with one of its cells, by code. It goes on after a field's name. */

export const remedy = 'enter it again in a cell that is formatted as text, or write it as ="01234567"';

export const traceTexts = {
  'trace-of-number': `is a number such as 1.2E+10, of which a spreadsheet has dropped digits; ${remedy}`,
  'trace-of-groups': `is a number in groups of three digits; ${remedy}`,
  'trace-of-point': `is a number with a point or comma, as a spreadsheet writes it; ${remedy}`,
  'trace-of-date': `is a date, as a spreadsheet makes it of digits; ${remedy}`,
  'trace-of-error': 'is an error that a spreadsheet shows',
} as const;

export type SpreadsheetTrace = keyof typeof traceTexts;

export const unreadableTexts = {
  'delimiter-unknown': 'parts its cells with a character that is not known here',
  'quote-not-closed': 'has a quote here that is never closed',
  'no-csv': 'is no CSV file from here on',
} as const;

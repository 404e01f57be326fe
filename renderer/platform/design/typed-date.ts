import type { CalendarDate } from '../../../shared/contract/time.ts';

/** Month first, as in Texas, or year first, as in files; each with any of the usual marks between. */
const monthFirst = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/;
const yearFirst = /^(\d{4})[/.\-\s](\d{1,2})[/.\-\s](\d{1,2})$/;
/** Without marks: keyed in quickly, or read by a scanner, whose codes begin with the year. */
const plainMonthFirst = /^(\d{2})(\d{2})(\d{4})$/;
const plainYearFirst = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;

/**
 * The date that a person typed, pasted or scanned. Two digits for a year are not guessed at: a birth date may be of either
 * century.
 * @returns undefined where it is no date, or none of a calendar
 */
export function typedDate(text: string): CalendarDate | undefined {
  const typed = text.trim().replaceAll(/\s*([/.-])\s*/g, '$1');
  const [, y = '', m = '', d = ''] = yearFirst.exec(typed) ?? [];
  const [, mm = m, dd = d, yyyy = y] = monthFirst.exec(typed) ?? [];
  if (yyyy !== '') return realDate(yyyy, mm, dd);
  const [, month = '', day = '', year = ''] = plainMonthFirst.exec(typed) ?? [];
  const read = realDate(year, month, day);
  if (read !== undefined) return read;
  const [, scannedYear = '', scannedMonth = '', scannedDay = ''] = plainYearFirst.exec(typed) ?? [];
  return realDate(scannedYear, scannedMonth, scannedDay);
}

function realDate(year: string, month: string, day: string): CalendarDate | undefined {
  if (year === '' || Number(year) < 1800) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

import type { CalendarDate } from '../../../../shared/contract/time.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { refusal } from '../refused.ts';

/** Numbers and dates as spreadsheets write them. */

/** @returns a whole number, or what is wrong */
export function dosesOfCell(written: string, least: number): number | FieldProblem {
  // `1,000` and `10.0` are what a spreadsheet shows of 1000 and 10.
  const plain = written.replaceAll(/(?<=^\d{1,3}|,\d{3}),(?=\d{3}(?!\d))/g, '').replace(/\.0+$/, '');
  if (!/^\d{1,9}$/.test(plain)) return refusal('doses', 'no-whole-number', least);
  const doses = Number(plain);
  if (doses < least) return refusal('doses', 'no-whole-number', least);
  return doses <= limits.stock.doses ? doses : refusal('doses', 'more-than', limits.stock.doses);
}

/** Days from the first day of the calendar that spreadsheets count by to 1970. */
const serialOf1970 = 25_569;

/** `3/4/2027`, `3/4/27`, `2027-03-04`, `20270304`, and the number of days by which a spreadsheet keeps it. */
export function dateOfCell(written: string): CalendarDate | undefined {
  const text = written.trim().replace(/[ T]00:00(:00)?$/, '');
  const american = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(text);
  if (american) {
    const [, month, day, year] = american;
    return real(year!.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day));
  }
  const sorted = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (sorted) return real(Number(sorted[1]), Number(sorted[2]), Number(sorted[3]));
  if (!/^\d{5}$/.test(text)) return undefined;
  return new Date((Number(text) - serialOf1970) * 86_400_000).toISOString().slice(0, 10);
}

/** Only a day that there is. */
function real(year: number, month: number, day: number): CalendarDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isThere ? date.toISOString().slice(0, 10) : undefined;
}

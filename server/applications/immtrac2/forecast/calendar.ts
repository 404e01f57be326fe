import type { CalendarDate } from '../../../../shared/contract/time.ts';

/**
 * CDSi's own arithmetic with calendar dates [I6]: years, then months, then weeks and days; a day that does not exist
 * moves on to the first of the next month (CALCDT-1 to 6). `plusMonths` in shared/contract/time.ts moves back instead.
 */

/** Days since 1970-01-01, so that comparing and adding days costs nothing. */
export type Day = number;

/** An age or an interval: `6m-4d` is six months, less four days. */
export interface Span {
  readonly months: number;
  readonly days: number;
}

export function dayOf(date: CalendarDate): Day {
  return dayFrom(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

export function dateOf(day: Day): CalendarDate {
  const { year, month, date } = partsOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Whether it is written as a date and there is such a day. */
export function isCalendarDate(text: string): text is CalendarDate {
  return /^\d{4}-\d\d-\d\d$/.test(text) && dateOf(dayOf(text)) === text;
}

export function plus(day: Day, { months, days }: Span): Day {
  if (months === 0) return day + days;
  const { year, month, date } = partsOf(day);
  const count = year * 12 + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const exists = date <= lengthOf(inYear, inMonth);
  return (exists ? dayFrom(inYear, inMonth, date) : dayFrom(inYear, inMonth, lengthOf(inYear, inMonth)) + 1) + days;
}

/** @throws where it is not one */
export function spanOf(text: string): Span {
  let [months, days] = [0, 0];
  if (!/^\d+[ymwd](?:[+-]\d+[ymwd])*$/.test(text)) throw new Error(`not an age or interval: ${text}`);
  for (const [, sign, count, unit] of text.matchAll(/([+-]?)(\d+)([ymwd])/g)) {
    const number = (sign === '-' ? -1 : 1) * Number(count);
    if (unit === 'y' || unit === 'm') months += unit === 'y' ? number * 12 : number;
    else days += unit === 'w' ? number * 7 : number;
  }
  return { months, days };
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// The Gregorian calendar in whole numbers, with years that begin in March so that the leap day comes last
// (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
const daysToEpoch = 719_468;
const daysPerEra = 146_097;

function dayFrom(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return (
    era * daysPerEra +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    daysToEpoch
  );
}

function partsOf(day: Day): { year: number; month: number; date: number } {
  const z = day + daysToEpoch;
  const era = Math.floor(z / daysPerEra);
  const dayOfEra = z - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

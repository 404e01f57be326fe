import type { Clock } from '../clock.ts';

/** A day without a time of day, as `YYYY-MM-DD`; such dates compare as text. */
export type CalendarDate = string;

/** The day it is where the server stands, which is where the clinic is. */
export function today(clock: Clock): CalendarDate {
  const now = new Date(clock.now());
  return dateOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

export function plusDays(date: CalendarDate, days: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The same day so many months on; the last day of the month where that month is shorter. */
export function plusMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  return lastOfMonth.getUTCDate() < day
    ? lastOfMonth.toISOString().slice(0, 10)
    : new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
}

/** Completed months between two dates. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const [fromYear, fromMonth, fromDay] = partsOf(from);
  const [year, month, day] = partsOf(to);
  return (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0);
}

function partsOf(date: CalendarDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function dateOf(year: number, month: number, day: number): CalendarDate {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

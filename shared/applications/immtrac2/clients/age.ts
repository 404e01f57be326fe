import { type CalendarDate, monthsBetween } from '../../../contract/time.ts';

export interface Age {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

const day = 86_400_000;

/**
 * Completed years, months and days. A month that lacks the day goes over into the next, as CDC's schedule counts (CDSi, date
 * rules): born on February 29, a child is a year older on March 1. Added to the birth date it gives the day again.
 */
export function ageOf(birthDate: CalendarDate, on: CalendarDate): Age {
  const months = monthsBetween(birthDate, on);
  const [year, month, date] = birthDate.split('-').map(Number) as [number, number, number];
  // A day that a month lacks is one of the next: at most its first, since nobody is born on a later one.
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const anchor = date > last ? Date.UTC(year, month + months, 1) : Date.UTC(year, month - 1 + months, date);
  const days = Math.round((Date.parse(`${on}T00:00:00Z`) - anchor) / day);
  return { years: Math.floor(months / 12), months: months % 12, days };
}

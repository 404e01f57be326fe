import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateOf,
  dayOf,
  isCalendarDate,
  plus,
  spanOf,
} from '../../../server/applications/immtrac2/forecast/calendar.ts';

describe('[I6] calendar dates as CDSi counts them', () => {
  test.each([
    ['2000-01-01', '3y', '2003-01-01', 'years keep month and day'],
    ['2000-11-01', '6m', '2001-05-01', 'months go on into the next year'],
    ['2000-02-01', '5w', '2000-03-07', 'weeks in a leap year'],
    ['2001-02-01', '5w', '2001-03-08', 'weeks in another year'],
    ['2000-01-15', '0d-4d', '2000-01-11', 'days are taken off'],
    ['2000-03-31', '6m', '2000-10-01', 'September 31 is October 1'],
    ['2010-08-31', '6m', '2011-03-01', 'February 31 is March 1'],
    ['2000-01-31', '6m-4d', '2000-07-27', 'months before days'],
    ['2024-02-29', '1y', '2025-03-01', 'a birthday on the leap day comes on March 1'],
    ['2024-02-29', '4y', '2028-02-29', 'or on the leap day'],
    ['2023-08-29', '6m', '2024-02-29', 'that exists in a leap year'],
    ['2023-08-30', '6m', '2024-03-01', 'February 30 does not'],
    ['2024-12-31', '2m', '2025-03-01', 'over the end of a year'],
    ['2024-01-30', '1m', '2024-03-01', 'January 30 and a month'],
    ['2024-10-31', '16y-4m', '2040-07-01', 'June 31 is July 1, also when months are taken off'],
    ['2025-01-15', '19m+4w', '2026-09-12', 'months and weeks'],
    ['2026-03-08', '1d', '2026-03-09', 'a day on which clocks change is a day'],
    ['1899-12-31', '120y', '2019-12-31', 'before 1900'],
    ['2024-02-29', '100y', '2124-02-29', 'far ahead'],
    ['1896-02-29', '4y', '1900-03-01', '1900 had no leap day'],
  ])('%s and %s are %s: %s', (date, span, expected) => {
    expect(dateOf(plus(dayOf(date), spanOf(span)))).toBe(expected);
  });

  test('every day is found again, and follows the one before', () => {
    const day = fc.integer({ min: dayOf('1880-01-01'), max: dayOf('2200-12-31') });
    fc.assert(
      fc.property(day, (on) => {
        expect(dayOf(dateOf(on))).toBe(on);
        expect(Date.parse(`${dateOf(on)}T00:00:00Z`)).toBe(on * 86_400_000);
      }),
    );
  });

  test('more months never lead to an earlier day', () => {
    const day = fc.integer({ min: dayOf('1900-01-01'), max: dayOf('2100-12-31') });
    fc.assert(
      fc.property(day, fc.nat(600), (on, months) => {
        const [sooner, later] = [months, months + 1].map((count) => plus(on, { months: count, days: 0 }));
        expect(later).toBeGreaterThanOrEqual(sooner!);
      }),
    );
  });

  test('a day that does not exist is no date', () => {
    expect(['2025-02-29', '2024-02-30', '2025-13-01', '2025-1-1', '20250101', ''].some(isCalendarDate)).toBe(false);
    expect(isCalendarDate('2024-02-29')).toBe(true);
  });

  test.each(['', '6', 'm', '6 months', '6m-', '6q'])('"%s" is no age', (text) => {
    expect(() => spanOf(text)).toThrow(/not an age/);
  });
});

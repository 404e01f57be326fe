import { expect, test } from 'vitest';
import { countingOf } from '../../../server/applications/vaos/counts/counting.ts';
import { dosesOf } from '../../../server/applications/vaos/orders/orders.ts';

test.each([
  [undefined, '2026-11-05', false, '2026-11-05'],
  [undefined, '2026-11-06', true, '2026-11-05'],
  ['2026-11-01', '2026-11-30', false, '2026-12-05'],
  ['2025-11-30', '2026-11-30', true, '2026-11-05'],
  ['2026-12-02', '2026-12-31', false, '2027-01-05'],
] as const)('[V2] with a count of %s, on %s ordering is locked: %s', (lastCount, day, isLate, dueBy) => {
  expect(countingOf(lastCount ? { lastCount } : {}, day)).toMatchObject({ isLate, dueBy });
});

test('[V2] a site that began here has nothing to count in its first month', () => {
  const openedOn = '2026-11-17';
  expect(countingOf({ openedOn }, '2026-11-30')).toEqual({ isLate: false, dueBy: '2026-12-05' });
  expect(countingOf({ openedOn }, '2026-12-06').isLate).toBe(true);
  expect(countingOf({ openedOn, lastCount: '2026-12-03' }, '2026-12-06').isLate).toBe(false);
});

test.each([
  ['CARTON, 10 SYRINGE', 10],
  ['CARTON OF 10 SINGLE-DOSE SYRINGES', 10],
  ['PACKAGE, 10-SYRINGE', 10],
  ['PACKAGE OF 10', 10],
  ['CARTON, 1 KIT, 10 DOSES', 10],
  ['CARTON, 10 KIT', 1],
  ['VIAL, 1 MULTI-DOSE', 1],
  ['.5 mL in 1 SYRINGE', 1],
  ['CARTON', 1],
])('[V2] of %s a package has %i doses, and nothing is guessed', (packed, doses) => {
  expect(dosesOf(packed)).toBe(doses);
});

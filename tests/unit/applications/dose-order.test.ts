import { expect, test } from 'vitest';
import { eventsOf, history } from '../../../server/applications/immtrac2/doses/doses.ts';
import type { ImmunizationRecord } from '../../../server/applications/immtrac2/shapes.ts';
import type { Dose } from '../../../shared/applications/immtrac2/fields.ts';

const visit: readonly (readonly [date: string, dose: Dose])[] = [
  ['2025-01-02', { cvx: '999' }],
  ['2026-11-20', { cvx: '20', lot: 'A1' }],
  ['2026-11-20', { cvx: '20', lot: 'B2' }],
  ['2026-11-20', { cvx: '120', lot: 'C3' }],
  ['2026-11-20', { cvx: '48', lot: 'H1' }],
  ['2026-11-20', { cvx: '03', lot: 'M1' }],
  ['2026-11-20', { cvx: '21', lot: 'V1' }],
];
const ids = [...visit.keys()];
const recordsWith = (idOf: (at: number) => number): ImmunizationRecord[] =>
  visit
    .map(([date, dose], at) => ({
      id: `d${idOf(at)}`,
      clientId: 'c',
      siteId: 'site-1',
      date,
      month: Number(date.slice(0, 7).replace('-', '')),
      historical: false,
      dose,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('[I4] doses of one date stand by group, vaccine and lot, whichever ids were drawn for them', () => {
  const orders = [(at: number) => at, (at: number) => ids.length - at, (at: number) => (at * 3 + 1) % ids.length];
  const listed = orders.map((idOf) => {
    const events = eventsOf(recordsWith(idOf));
    const shown = history(events, { ownSites: [], siteNames: new Map() });
    return {
      all: events.map(({ record: { date, dose } }) => `${date} ${dose.cvx} ${dose.lot ?? '-'}`),
      groups: shown.map(({ name, immunizations }) => [name, immunizations.map(({ dose }) => dose.lot)]),
    };
  });
  expect(listed[0]!.all).toEqual([
    '2025-01-02 999 -',
    '2026-11-20 20 A1',
    '2026-11-20 20 B2',
    '2026-11-20 120 C3',
    '2026-11-20 48 H1',
    '2026-11-20 03 M1',
    '2026-11-20 21 V1',
  ]);
  expect(listed[0]!.groups).toContainEqual(['Hib', ['C3', 'H1']]);
  expect(listed[1]).toEqual(listed[0]);
  expect(listed[2]).toEqual(listed[0]);
});

import { expect, test } from 'vitest';
import { expiringBars, onHandBars } from '../../../renderer/applications/vaos/overview/stock-bars.ts';
import type { Lot } from '../../../shared/applications/vaos/overview/api.ts';

const lot = (product: string, expires: string, doses: number, condition: Lot['condition'] = 'usable'): Lot => ({
  id: `${product} ${expires}`,
  product,
  vaccine: product,
  manufacturer: 'Maker',
  ndc: '00006-4681-00',
  lot: 'A1',
  expires,
  doses,
  condition,
});
const stock = [
  lot('MMR', '2026-11-21', 5, 'expired'),
  lot('MMR', '2026-11-22', 2, 'expiring'),
  lot('MMR', '2026-12-22', 3, 'expiring'),
  lot('MMR', '2027-01-22', 7),
  lot('Hib', '2027-02-20', 4),
  lot('Hib', '2027-02-21', 9),
];

test('[V1] doses on hand are shown by vaccine, what has expired apart', () => {
  expect(onHandBars(stock)).toEqual([
    { label: 'MMR', values: [12, 5] },
    { label: 'Hib', values: [13, 0] },
  ]);
  expect(onHandBars([])).toEqual([]);
});

test('[V1] what expires is shown within 30, 60 and 90 days, and what has expired is none of it', () => {
  expect(expiringBars(stock, '2026-11-22')).toEqual([
    { label: 'MMR', values: [5, 0, 7] },
    { label: 'Hib', values: [0, 0, 4] },
  ]);
});

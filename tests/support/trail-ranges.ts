import { expect } from 'vitest';
import type { AuditTrail } from '../../server/identity/audit/audit-trail.ts';
import type { TestClock } from './deployment.ts';

const day = 24 * 3600 * 1000;

/** Entries on three days of three months, and that each range has its own of them, however the trail is kept. */
export async function checkRanges(trail: AuditTrail, clock: TestClock): Promise<void> {
  for (const wait of [0, 35 * day, 35 * day]) {
    clock.advance(wait);
    const all = Array.from({ length: 600 }, (_, n) =>
      trail.record({ event: 'notice.posted', detail: { n: String(n) } }),
    );
    await Promise.all(all);
    await trail.record({ event: 'notice.withdrawn' });
  }
  const found = async (from: string, to: string, below?: number) => {
    const numbers: number[] = [];
    const range = { from: `${from}T00:00:00.000Z`, to: `${to}T00:00:00.000Z`, below };
    for await (const { n } of trail.backwards(range)) numbers.push(n);
    return numbers;
  };
  const newestFirst = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => to - n);
  expect(await found('2026-11-22', '2026-11-23')).toEqual(newestFirst(1, 601));
  expect(await found('2026-12-01', '2027-01-10')).toEqual(newestFirst(602, 1202));
  expect(await found('2026-12-01', '2027-01-10', 610)).toEqual(newestFirst(602, 609));
  expect(await found('2026-01-01', '2027-12-31', 1203)).toEqual(newestFirst(1, 1202));
  expect(await found('2027-02-15', '2027-12-31')).toEqual([]);
}

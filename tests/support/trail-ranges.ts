import type { AuditTrail } from '../../server/identity/audit/audit-trail.ts';
import type { TestClock } from './deployment.ts';

const day = 24 * 3600 * 1000;

/** Writes entries on three days of three months. @returns which of them are found in some ranges, beside those that are in them */
export async function rangesOf(trail: AuditTrail, clock: TestClock) {
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
  return {
    found: [
      await found('2026-11-22', '2026-11-23'),
      await found('2026-12-01', '2027-01-10'),
      await found('2026-12-01', '2027-01-10', 610),
      await found('2026-01-01', '2027-12-31', 1203),
      await found('2027-02-15', '2027-12-31'),
    ],
    within: [newestFirst(1, 601), newestFirst(602, 1202), newestFirst(602, 609), newestFirst(1, 1202), []],
  };
}

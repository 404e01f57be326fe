import { expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../shared/contract/limits.ts';
import type { Overview } from '../../../shared/identity/api/overview.ts';
import type { FoundEntry, TrailQuery } from '../../../shared/identity/api/trail-search.ts';
import { noteBackup } from '../../../server/backup/last-backup.ts';
import { AuditTrail } from '../../../server/identity/audit/audit-trail.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { rangesOf } from '../../support/trail-ranges.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const day = 24 * 3600 * 1000;

interface Page {
  entries: FoundEntry[];
  next?: number;
  lookedBackTo: string;
}

const today = { from: '2026-11-22', to: '2026-11-22', limit: 500 };
const ask = (by: Visitor, query: Partial<TrailQuery> = {}) =>
  by.send('POST', '/api/audit/search', { ...today, ...query });
const page = async (by: Visitor, query: Partial<TrailQuery> = {}) => (await (await ask(by, query)).json()) as Page;

test('[R4] an administrator finds entries by day, event and person, with names beside the ids, and the search is one itself', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const admin = await signedInVisitor(portal, 'it.admin');
  const support = await signedInVisitor(portal, 'support.lee');
  await signedInVisitor(portal, 'john.smith');
  await support.send('POST', '/api/support/accounts/find', { username: 'john.smith' });

  const [search, ...ofJohn] = (await page(admin, { person: ' John.Smith ' })).entries;
  expect(search).toMatchObject({ event: 'audit.searched', username: 'it.admin' });
  expect(ofJohn.map(({ event }) => event)).toEqual([
    'account.found-by-support',
    'agreement.accepted',
    'sign-in.succeeded',
  ]);
  expect(ofJohn[0]).toMatchObject({ username: 'john.smith' });
  expect(ofJohn[0]!.detail['by']).toMatch(/ \(support\.lee\)$/);
  const bySupport = (await page(admin, { person: 'support.lee', event: 'account.' })).entries;
  expect(bySupport.map(({ n }) => n)).toEqual([ofJohn[0]!.n]);
  expect((await page(admin, { person: 'nobody.here' })).entries).toEqual([]);

  const searched = (await page(admin, { event: 'audit.searched' })).entries;
  expect(searched.map(({ username, detail }) => [username, detail['event'], detail['person'] !== undefined])).toEqual([
    ['it.admin', 'audit.searched', false],
    ['it.admin', '', true],
    ['it.admin', 'account.', true],
    ['it.admin', '', true],
  ]);
  expect(searched[1]!.detail['person']).toBe('unknown');
  expect(searched[3]!.detail['person']).toMatch(/ \(john\.smith\)$/);

  for (const wrong of [{ from: '2026-11-23' }, { from: '2024-01-01' }, { limit: 501 }, { from: 'today' }]) {
    expect((await ask(admin, wrong)).status).toBe(400);
  }
});

test('[R4] the trail is looked through page by page, each entry once, whatever is written meanwhile', async () => {
  const { portal } = await startTraining({ clock: new TestClock() });
  const admin = await signedInVisitor(portal, 'it.admin');
  for (let n = 0; n < 7; n++) await new Visitor(portal).signIn('maria.garcia');
  const seen: number[] = [];
  for (let below: number | undefined; ; ) {
    const found: Page = await page(admin, { event: 'sign-in.succeeded', limit: 3, ...(below && { below }) });
    seen.push(...found.entries.map(({ n }) => n));
    if (found.next === undefined) break;
    below = found.next;
  }
  expect(seen).toHaveLength(8);
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a));
});

test('[R4] days are found in a trail of several files', async () => {
  const [clock, directory] = [new TestClock(), await temporaryFolder()];
  const trail = await AuditTrail.open({ directory, keys: new Keys(Buffer.alloc(32, 1)), clock });
  onTestFinished(() => trail.close());
  const { found, within } = await rangesOf(trail, clock);
  expect(found).toEqual(within);
});

test('[H1] the overview counts the last fourteen days, those that are over once, and says what needs attention', async () => {
  const [clock, data] = [new TestClock(), await temporaryFolder()];
  const { portal } = await startTraining({ clock, data });
  const overview = async () =>
    (await (await (await signedInVisitor(portal, 'it.admin')).send('GET', '/api/overview')).json()) as Overview;
  await new Visitor(portal).signIn('maria.garcia', 'wrong');
  const first = await overview();
  expect(first.days).toHaveLength(limits.overview.days);
  expect(first.days.at(-1)).toEqual({ day: '2026-11-22', signIns: 1, failures: 1, lockOuts: 0, resets: 0 });
  expect(first.days[0]!.day).toBe('2026-11-09');
  expect(first.sessions).toBe(1);
  expect(first.attention).toEqual({});

  await noteBackup(data, { at: clock.now() });
  for (let n = 0; n < limits.signIn.failuresBeforeLock; n++) await new Visitor(portal).signIn('maria.garcia', 'wrong');
  clock.advance(3 * day);
  const later = await overview();
  expect(later.days.slice(-4)).toEqual([
    { day: '2026-11-22', signIns: 1, failures: expect.any(Number) as number, lockOuts: 1, resets: 0 },
    { day: '2026-11-23', signIns: 0, failures: 0, lockOuts: 0, resets: 0 },
    { day: '2026-11-24', signIns: 0, failures: 0, lockOuts: 0, resets: 0 },
    { day: '2026-11-25', signIns: 1, failures: 0, lockOuts: 0, resets: 0 },
  ]);
  expect(later.attention).toEqual({ backup: { lastAt: clock.now() - 3 * day } });
  expect((await overview()).days.slice(0, -1)).toEqual(later.days.slice(0, -1));
});

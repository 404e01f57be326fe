import { expect, test } from 'vitest';
import { limits } from '../../../shared/contract/limits.ts';
import type { AccountHistory, HistoryEntry } from '../../../shared/identity/api/support.ts';
import { Visitor } from '../../support/visitor.ts';
import { act, reason, startAdministration } from './administration-steps.ts';

const path = '/api/support/accounts/history';

async function history(by: Visitor, below?: number): Promise<AccountHistory> {
  const response = await by.send('POST', path, { username: 'john.smith', ...(below && { below }) });
  expect(response.status).toBe(200);
  return (await response.json()) as AccountHistory;
}

const eventsOf = ({ entries }: AccountHistory) => entries.map(({ event }) => event);

test('[R3] the history of an account says what was done to it and by whom, and support sees what its role may', async () => {
  const { admin, support, portal, trail } = await startAdministration();
  await act(admin, 'roles', 'john.smith', { roles: ['point-of-contact', 'clinic-staff'] });
  const stranger = new Visitor(portal);
  for (let tries = 0; tries < limits.signIn.failuresBeforeLock; tries++) await stranger.signIn('john.smith', 'wrong');
  await support.send('POST', '/api/support/accounts/unlock', {
    username: 'john.smith',
    reason: 'called from Intake-2',
  });
  // About somebody else, and about nothing that changed.
  await act(admin, 'name', 'maria.garcia', { name: 'Maria Lopez' });
  await support.send('POST', '/api/support/accounts/find', { username: 'john.smith' });

  const { entries, next } = await history(admin);
  expect(next).toBeUndefined();
  expect(entries).toMatchObject([
    { event: 'sign-in.unlocked', by: 'support.lee', reason: 'called from Intake-2' },
    { event: 'sign-in.locked' },
    { event: 'account.roles-changed', by: 'it.admin', reason, before: 'clinic-staff' },
  ] satisfies Partial<HistoryEntry>[]);
  expect(entries[1]).not.toHaveProperty('by');
  expect(entries[2]!.after!.split(' ').toSorted()).toEqual(['clinic-staff', 'point-of-contact']);
  expect(eventsOf(await history(support))).toEqual(['sign-in.unlocked', 'sign-in.locked']);

  const looks = (await trail()).filter(({ event }) => event === 'account.history-shown');
  expect(looks.map(({ account, detail }) => [account, detail!['by']])).toEqual([
    [expect.any(String), expect.any(String)],
    [looks[0]!.account, expect.any(String)],
  ]);
  expect(looks[0]!.detail!['by']).not.toBe(looks[1]!.detail!['by']);
  expect((await admin.send('POST', path, { username: 'nobody.here' })).status).toBe(404);
});

test('[R3] a long history comes page by page, each change once, whatever is done meanwhile', async () => {
  const { admin } = await startAdministration();
  const { pageEntries } = limits.accountHistory;
  const rename = (n: number) => act(admin, 'name', 'john.smith', { name: `John Smith ${n}` });
  for (let n = 0; n < pageEntries + 3; n++) await rename(n);
  const first = await history(admin);
  expect(first.entries).toHaveLength(pageEntries);
  expect(first.lookedBackTo).toBeTypeOf('number');
  await rename(99);
  const second = await history(admin, first.next);
  expect(second.entries).toHaveLength(3);
  expect(second.next).toBeUndefined();
  const seen = [...first.entries, ...second.entries].map(({ n }) => n);
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a));
});

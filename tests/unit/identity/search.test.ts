import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Account, accounts } from '../../../server/identity/accounts/account.ts';
import { wordsOf } from '../../../server/identity/accounts/search-keys.ts';
import { searchAccounts, type Scope } from '../../../server/identity/support/search-accounts.ts';
import { defineCollection } from '../../../server/store/contract.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import type { FoundPeople } from '../../../shared/identity/api/support.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';
import { act, startAdministration } from './administration-steps.ts';

const north = { id: '0042', name: 'North Clinic' };
const file = [
  'username,name,email,roles,sites',
  'lucia.pena,Lucía Peña-Muñoz,lucia@clinic.example,clinic-staff,0042:North Clinic',
  "sean,Seán O'Brien,obrien.s@clinic.example,clinic-staff,0042:North Clinic",
  '00009876543,Nora Hall,n.hall@state.example,state-employee,',
  'zoe.zimmer,Zoe Zimmer,zoe@clinic.example,clinic-staff,0777:South Side',
].join('\n');

async function start() {
  const started = await startAdministration();
  await started.admin.send('POST', '/api/accounts/import', { csv: file, dryRun: false, partial: false, update: false });
  return started;
}

async function search(visitor: Visitor, text: string, after?: string): Promise<FoundPeople> {
  const response = await visitor.send('POST', '/api/support/accounts/search', { text, ...(after && { after }) });
  expect(response.status).toBe(200);
  return (await response.json()) as FoundPeople;
}
const found = async (visitor: Visitor, text: string) =>
  (await search(visitor, text)).people.map(({ username }) => username);

test('[S8] support finds people by what they type of names, usernames, addresses and sites, and it is in the audit trail', async () => {
  const { support, trail } = await start();
  const typed: Record<string, string[]> = {
    pena: ['lucia.pena'],
    Peñ: ['lucia.pena'],
    'MUNOZ luc': ['lucia.pena'],
    'lucía peñam': [],
    'o’brien': ['sean'],
    'obri sea': ['sean'],
    'obrien.s@clin': ['sean'],
    'Zoe@clinic.example': ['zoe.zimmer'],
    'clinic.exam lucia': ['lucia.pena'],
    '0000987': ['00009876543'],
    '00009876543': ['00009876543'],
    '0042': ['lucia.pena', 'sean'],
    north: ['lucia.pena', 'sean'],
    'north luc': ['lucia.pena'],
    'sean south': [],
    zimmermann: [],
    zimmer: ['zoe.zimmer'],
  };
  for (const [text, usernames] of Object.entries(typed)) {
    expect((await found(support, text)).toSorted(), text).toEqual(usernames);
  }
  for (const [body, field] of [
    [{ text: ' é ' }, 'text'],
    [{ text: '' }, 'text'],
    [{ text: 'pena', after: '0.bm90aGluZw' }, 'after'],
    [{ text: 'pena', after: '{}' }, 'after'],
  ] as const) {
    const refused = await support.send('POST', '/api/support/accounts/search', body);
    expect([refused.status, await refused.json()]).toMatchObject([400, { fields: [{ field }] }]);
  }
  const entries = (await trail()).filter(({ event }) => event === 'accounts.searched');
  expect(entries).toHaveLength(Object.keys(typed).length);
  expect(entries.at(-1)!.detail).toEqual({
    by: expect.any(String),
    found: '1',
    accounts: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(JSON.stringify(entries)).not.toContain('zimm');
});

test('[S8] a Point of Contact finds the people of their own sites and nobody else, not even by the very username', async () => {
  const { admin, support, portal } = await start();
  const { sites } = (await search(support, 'maria.garcia')).people[0]!;
  await act(admin, 'roles', 'lucia.pena', { roles: ['point-of-contact'] });
  const contact = await signedInVisitor(portal, 'maria.garcia');
  const own = await found(contact, '');
  expect(own).toEqual(expect.arrayContaining(['john.smith', 'maria.garcia']));
  for (const other of ['lucia.pena', 'zoe.zimmer', 'it.admin', 'support.lee']) expect(own).not.toContain(other);
  expect(sites).toHaveLength(2);
  for (const text of ['zoe.zimmer', 'zoe', 'north', 'it.admin']) expect(await found(contact, text)).toEqual([]);
  const one = async (username: string) =>
    (await contact.send('POST', '/api/support/accounts/find', { username })).json() as Promise<{ account: unknown }>;
  expect(await one('zoe.zimmer')).toEqual({ account: null });
  expect(await one('nobody.at.all')).toEqual({ account: null });
  expect(await one('john.smith')).toMatchObject({ account: { username: 'john.smith' } });
  const unlock = { username: 'john.smith', reason: 'ticket 4711' };
  expect((await contact.send('POST', '/api/support/accounts/unlock', unlock)).status).toBe(403);
  const john = await signedInVisitor(portal, 'john.smith');
  expect((await john.send('POST', '/api/support/accounts/search', { text: 'maria' })).status).toBe(403);
});

test('[S8] whoever has another address or other sites is found by those from then on, and not by what was', async () => {
  const { admin, support } = await start();
  await act(admin, 'email', 'zoe.zimmer', { email: 'zz@elsewhere.example' });
  await act(admin, 'sites', 'zoe.zimmer', { sites: [north] });
  expect(await found(support, 'elsewhere')).toEqual(['zoe.zimmer']);
  expect(await found(support, 'south side')).toEqual([]);
  const renamed = 'username,name,email,roles\nzoe.zimmer,Zoe Quandt,zz@elsewhere.example,clinic-staff';
  await admin.send('POST', '/api/accounts/import', { csv: renamed, dryRun: false, partial: false, update: true });
  expect(await found(support, 'quandt')).toEqual(['zoe.zimmer']);
});

async function storeWith(count: number, of: (n: number) => Partial<Account>) {
  const place = { directory: await temporaryFolder(), key: randomBytes(32) };
  const ofBefore = defineCollection<Account>()({ name: 'accounts', lifetime: 'lasting', indexes: ['usernameKey'] });
  const before = await openLowdbStore(place);
  await before.transaction(async (on) => {
    for (let n = 0; n < count; n++) {
      const username = `person.${n}`;
      const facts = { id: `id-${n}`, username, usernameKey: username, email: `${username}@clinic.example` };
      await on.collection(ofBefore).insert({ sites: [], roles: [], status: 'active', ...facts, ...of(n) } as never);
    }
  });
  await before.close();
  const store = await openLowdbStore(place);
  const all = async (text: string, scope: Scope = 'everybody') => {
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await searchAccounts(text, after, scope, { accounts: store.collection(accounts) });
      pages.push(page!.found.map(({ id }) => id));
      after = page!.next;
    } while (after !== undefined);
    return pages;
  };
  return { store, all };
}

test('[S8] accounts that an earlier version wrote are found too, page by page, each once', async () => {
  const { store, all } = await storeWith(120, (n) => ({
    name: n % 2 ? `Ana Ruiz ${n}` : `Ruth Anand ${n}`,
    sites: n % 3 === 0 ? [{ id: '7', name: 'Ruizville' }, north] : [north],
  }));
  const pages = await all('ana ruiz');
  const expected = Array.from({ length: 120 }, (_, n) => n).filter((n) => n % 2 || n % 3 === 0);
  expect(pages.flat().toSorted()).toEqual(expected.map((n) => `id-${n}`).toSorted());
  expect(Math.max(...pages.map((page) => page.length))).toBeLessThan(
    limits.accountSearch.page + limits.accountSearch.readAtOnce,
  );
  const own = (await all('', { sites: ['7', '0042'] })).flat();
  expect(own).toHaveLength(120);
  expect(new Set(own).size).toBe(120);
  expect((await all('ruth', { sites: ['7'] })).flat()).toHaveLength(20);
  await store.close();
});

test('[S8] names are compared without accents, capitals and apostrophes, in composed and decomposed form', () => {
  const words = ['pena', 'munoz', 'dangelo', 'łukasz'.replace('ł', 'l'), 'weiss'];
  expect(wordsOf("PEÑA-Muñoz D'Angelo Łukasz Weiß")).toEqual(words);
  expect(wordsOf('Pen\u0303a\u200B')).toEqual(['pena']);
});

import { randomBytes } from 'node:crypto';
import type { AdapterPayload } from 'oidc-provider';
import { expect, onTestFinished, test } from 'vitest';
import { endOidcSession, type OidcRecord, oidcRecords, OidcRecords } from '../../../server/identity/oidc/adapter.ts';
import { OpenIdSessions } from '../../../server/identity/sessions/openid-sessions.ts';
import { PortalSessions } from '../../../server/identity/sessions/portal-sessions.ts';
import { sessionPolicy } from '../../../server/identity/sessions/session-policy.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { TestClock } from '../../support/test-clock.ts';

async function place() {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const sessions = new PortalSessions(store, clock, sessionPolicy({}));
  const openIdSessions = new OpenIdSessions(store, sessions);
  const records = new OidcRecords(store, clock, openIdSessions);
  const collection = store.collection(oidcRecords);
  return {
    store,
    clock,
    sessions,
    openIdSessions,
    records,
    collection,
    ids: async () => (await collection.list()).map(({ id }) => id),
    codes: records.adapterFor('AuthorizationCode'),
    refreshes: records.adapterFor('RefreshToken'),
    logins: records.adapterFor('Session'),
  };
}

const { usedAgainWithin } = limits.tokens;
const signedOn = (...clients: string[]) =>
  Object.fromEntries(clients.map((id) => [id, { sid: `sid of ${id}`, grantId: `grant of ${id}` }]));

test('[S1] of parallel redemptions of a code that was found by all of them, exactly one is the first', async () => {
  const { codes } = await place();
  await codes.upsert('code', { accountId: 'someone' }, 60);
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => codes.consume('code')));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await codes.find('code')).toMatchObject({ consumed: true });
});

test('[S1] what was used stays so when it is written again, and what the library changes changes nothing that is kept', async () => {
  const { codes, collection } = await place();
  await codes.upsert('code', { accountId: 'someone', grantId: 'g' }, 60);
  expect(await collection.get('AuthorizationCode:code')).toMatchObject({
    consumed: false,
    grant: 'g',
    family: 'AuthorizationCode:code',
    uid: null,
  });
  await codes.consume('code');
  await codes.upsert('code', { accountId: 'someone else' }, 60);
  const found = await codes.find('code');
  expect(found).toEqual({ accountId: 'someone else', consumed: true });
  found!.accountId = 'changed';
  expect(await codes.find('code')).toMatchObject({ accountId: 'someone else' });
});

test('[T1] what has an end is found until then, is deleted after it, and what has none stays', async () => {
  const { clock, codes, records, ids } = await place();
  await codes.upsert('short', {}, 60);
  await codes.upsert('endless', {}, undefined);
  clock.advance(59_999);
  expect(await codes.find('short')).toEqual({});
  await records.deleteExpired();
  expect(await ids()).toHaveLength(2);
  clock.advance(1);
  expect(await codes.find('short')).toBeUndefined();
  await records.deleteExpired();
  expect(await ids()).toEqual(['AuthorizationCode:endless']);
  expect(await codes.find('endless')).toEqual({});
  await codes.destroy('endless');
  expect(await codes.find('endless')).toBeUndefined();
});

test('[S1] a refresh token may come again for a moment, and a code may not', async () => {
  const { clock, codes, refreshes } = await place();
  for (const each of [codes, refreshes]) await each.upsert('x', { grantId: 'g' }, 3600);
  await codes.consume('x');
  await expect(codes.consume('x')).rejects.toThrow('invalid_grant');
  expect(await codes.find('x')).toMatchObject({ consumed: true });
  await refreshes.consume('x');
  clock.advance(usedAgainWithin - 1);
  expect(await refreshes.find('x')).toEqual({ grantId: 'g' });
  await refreshes.consume('x');
  clock.advance(1);
  expect(await refreshes.find('x')).toMatchObject({ consumed: true });
  await expect(refreshes.consume('x')).rejects.toThrow('invalid_grant');
  await expect(refreshes.consume('nothing')).rejects.toThrow('invalid_grant');
});

test('[S1] a refresh token whose successor was used is no use any more, and one of an earlier version neither', async () => {
  const { clock, collection, refreshes } = await place();
  const token = (id: string, rotations: number | undefined, more: Partial<OidcRecord>): OidcRecord => ({
    id: `RefreshToken:${id}`,
    payload: { grantId: 'g', ...(rotations !== undefined && { rotations }) },
    expiresAt: null,
    consumed: true,
    grant: 'g',
    family: 'f',
    uid: null,
    ...more,
  });
  const now = clock.now();
  await collection.put(token('first', undefined, { consumedAt: now }));
  await collection.put(token('same', undefined, { consumedAt: now }));
  await collection.put(token('second', 0, { consumed: false }));
  expect(await refreshes.find('first')).not.toHaveProperty('consumed');
  await collection.put(token('second', 0, { consumedAt: now }));
  expect(await refreshes.find('first')).toMatchObject({ consumed: true });
  expect(await refreshes.find('second')).not.toHaveProperty('consumed');
  await collection.put(token('old', 0, { family: 'another' }));
  expect(await refreshes.find('old')).toMatchObject({ consumed: true });
});

test('[S1] revoking ends what its grant has of that kind, and nothing else', async () => {
  const { codes, ids, refreshes } = await place();
  await refreshes.upsert('mine', { grantId: 'g' }, 60);
  await refreshes.upsert('other', { grantId: 'h' }, 60);
  await codes.upsert('mine', { grantId: 'g' }, 60);
  await refreshes.revokeByGrantId('g');
  expect(await ids()).toEqual(['AuthorizationCode:mine', 'RefreshToken:other']);
});

test('[S1] a sign-on that nobody has is not kept, and nothing is found by what no sign-on has', async () => {
  const { codes, ids, logins } = await place();
  await logins.upsert('nobody', { uid: 'u' }, 60);
  expect(await ids()).toEqual([]);
  await codes.upsert('code', { uid: 'u' }, 60);
  expect(await logins.findByUid('u')).toBeUndefined();
  expect(await codes.findByUid('u')).toBeUndefined();
  expect(await codes.findByUserCode('u')).toBeUndefined();
});

test('[S1] applications that were opened at once are all in the sign-on, under each of its names', async () => {
  const { collection, logins } = await place();
  const write = (id: string, loginTs: number, client: string) => {
    const payload = { uid: 'u', accountId: 'maria', loginTs, authorizations: signedOn(client) } as AdapterPayload;
    return logins.upsert(id, payload, 60);
  };
  // Each has read it as it was.
  await write('a', 1, 'vaos');
  await write('a', 2, 'syntropi');
  await write('b', 3, 'immtrac2');
  const all = (await collection.list()).map(({ id, payload }) => [id, payload['loginTs'], payload.authorizations]);
  const authorizations = signedOn('vaos', 'syntropi', 'immtrac2');
  expect(all).toEqual([
    ['Session:a', 2, authorizations],
    ['Session:b', 3, authorizations],
  ]);
});

test('[S1][T1] a sign-on opens something while its person is signed in, and not after', async () => {
  const { clock, logins, openIdSessions, sessions } = await place();
  const authorizations = signedOn('vaos');
  const payload = { uid: 'u', accountId: 'maria', authorizations } as AdapterPayload;
  await logins.upsert('a', payload, 3600);
  expect([await logins.find('a'), await logins.findByUid('u')]).toEqual([undefined, undefined]);
  const { session } = await sessions.begin('maria', 'desk');
  expect(await openIdSessions.attach('u', session.id)).toBe(true);
  expect([await logins.find('a'), await logins.findByUid('u')]).toEqual([payload, payload]);
  // Destroyed, it opens nothing by its name, and what hangs on it still finds it.
  await logins.destroy('a');
  expect([await logins.find('a'), await logins.findByUid('u')]).toEqual([undefined, { ...payload, consumed: true }]);
  clock.advance(limits.session.idle);
  expect(await logins.findByUid('u')).toBeUndefined();
});

test('[S1] a sign-on has what was opened under its former name, and that name is gone', async () => {
  const { ids, logins, openIdSessions, sessions } = await place();
  const payload = (...clients: string[]) =>
    ({ uid: 'u', accountId: 'maria', authorizations: signedOn(...clients) }) as AdapterPayload;
  await openIdSessions.attach('u', (await sessions.begin('maria', 'desk')).session.id);
  await logins.upsert('a', payload('vaos'), 3600);
  await logins.upsert('b', payload('syntropi'), 3600);
  for (const id of ['a', 'b']) expect(await logins.find(id)).toEqual(payload('vaos', 'syntropi'));
  await logins.destroy('a');
  // Who writes it back after that does not bring it back.
  await logins.upsert('a', payload(), 3600);
  expect(await logins.find('a')).toBeUndefined();
  await logins.upsert('b', payload('immtrac2'), 3600);
  expect(await ids()).toEqual(['Session:b']);
  expect(await logins.find('b')).toEqual(payload('immtrac2', 'syntropi', 'vaos'));
});

test('[S1][T3] with a sign-on all ends that hangs on it, and who is to be told of it is said', async () => {
  const { codes, ids, logins, records, refreshes, store } = await place();
  const grants = records.adapterFor('Grant');
  const authorizations = { ...signedOn('vaos', 'syntropi'), portal: {} };
  await logins.upsert('a', { uid: 'u', accountId: 'maria', authorizations }, 3600);
  for (const client of ['vaos', 'syntropi', 'immtrac2']) {
    await grants.upsert(`grant of ${client}`, { accountId: 'maria' }, 3600);
    await refreshes.upsert(client, { grantId: `grant of ${client}` }, 3600);
  }
  await codes.upsert('code', { uid: 'u', grantId: 'grant of vaos' }, 60);
  const told = await store.transaction((collections) => endOidcSession('u', collections));
  expect(told).toEqual([
    { clientId: 'vaos', accountId: 'maria', sid: 'sid of vaos' },
    { clientId: 'syntropi', accountId: 'maria', sid: 'sid of syntropi' },
  ]);
  expect(await ids()).toEqual(['Grant:grant of immtrac2', 'RefreshToken:immtrac2']);
  expect(await store.transaction((collections) => endOidcSession('u', collections))).toEqual([]);
});

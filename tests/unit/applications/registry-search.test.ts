import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Accesses, Candidate } from '../../../shared/applications/immtrac2/clients/api.ts';
import { practiceClients } from '../../../shared/applications/immtrac2/practice-clients.ts';
import { candidateKeys } from '../../../server/applications/immtrac2/clients/search-keys.ts';
import { clients } from '../../../server/applications/immtrac2/records.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { add, agreed, details, read, search } from './registry-steps.ts';
import { type Started, started } from './started.ts';

let registry: Started;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
});
afterAll(() => registry.close());

const names = (found: readonly Candidate[]) => found.map(({ firstName }) => firstName);

test('[I1] a client of whom all fits is found alone, as an exact match', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Nuñez-Sample', firstName: 'Exact' });
  const id = await add(visitor, who);
  const found = await search(visitor, who);
  expect(found).toMatchObject({ match: 'exact', more: false, clients: [{ id, score: 100 }] });
});

test.each([
  ['accents and capitals', { lastName: 'NUNEZ', firstName: 'jose' }],
  ['an apostrophe and a hyphen', { lastName: 'nu’ñez', firstName: 'Jo-sé' }],
])('[I1] %s tell nobody apart', async (_what, typed) => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Núñez', firstName: 'José', birthDate: '2022-01-31' });
  if ((await search(visitor, who)).match === 'none') await add(visitor, who);
  const found = await search(visitor, who, typed);
  expect(found.match).toBe('exact');
  expect(found.clients[0]).toMatchObject({ lastName: 'Núñez', firstName: 'José' });
});

test.each([
  ['one of two last names', { lastName: 'García' }, 'lastName', 'similar'],
  ['both last names without a hyphen', { lastName: 'Garcia Lopez' }, 'lastName', 'same'],
  ['day and month exchanged', { birthDate: '2021-07-03' }, 'birthDate', 'similar'],
  ['a short form of the first name', { firstName: 'Memo' }, 'firstName', 'similar'],
  ['the English form of the first name', { firstName: 'William' }, 'firstName', 'similar'],
  ['a letter that was left out', { firstName: 'Guilermo' }, 'firstName', 'similar'],
  ['a last name as it sounds', { lastName: 'Garsia-Lopes' }, 'lastName', 'similar'],
  ['another street', { street: '9 Sample Blvd' }, 'street', 'different'],
  ['a street written out', { street: '77 practice court' }, 'street', 'same'],
])('[I1] %s leads to the client, and the field says how well it fits', async (_what, typed, field, fit) => {
  const visitor = await agreed(registry);
  const who = details({
    lastName: 'García-López',
    firstName: 'Guillermo',
    birthDate: '2021-03-07',
    sex: 'male',
    address: { street: '77 Practice Ct', city: 'Austin', state: 'TX', zip: '78702' },
  });
  if ((await search(visitor, who)).match === 'none') await add(visitor, who);
  const { match, clients: found } = await search(visitor, who, typed);
  expect(found[0]).toMatchObject({ firstName: 'Guillermo', fit: { [field]: fit } });
  expect(match).toBe(fit === 'same' ? 'exact' : 'candidates');
});

test('[I1] a twin is another person: same day, place and mother do not make an exact match', async () => {
  const visitor = await agreed(registry);
  const twin = details({
    lastName: 'Mockup-Twin',
    firstName: 'Ana',
    motherFirstName: 'Eva',
    motherMaidenName: 'Prueba',
  });
  await add(visitor, twin);
  const other = { ...twin, firstName: 'Mia', sex: 'female' as const };
  const first = await search(visitor, other);
  expect(first).toMatchObject({
    match: 'candidates',
    clients: [{ firstName: 'Ana', fit: { firstName: 'different' } }],
  });
  // Looked at and found to be another child, the twin is added, and each is found alone.
  await add(visitor, other);
  expect(names((await search(visitor, twin)).clients)).toEqual(['Ana']);
  expect(names((await search(visitor, other)).clients)).toEqual(['Mia']);
});

test('[I1] what is added to a search tells two of one name apart', async () => {
  const visitor = await agreed(registry);
  const one = details({ lastName: 'Doppel-Sample', firstName: 'Ines', motherMaidenName: 'Muestra' });
  await add(visitor, one);
  const address = { ...one.address, street: '900 Rehearsal Rd' };
  await add(visitor, { ...one, address, motherMaidenName: 'Ejemplo' });
  const found = await search(visitor, one, { street: '1 Unknown St', motherMaidenName: 'Ejemplo' });
  expect(found.match).toBe('candidates');
  expect(found.clients.map(({ fit }) => fit.motherMaidenName)).toEqual(['same', 'different']);
});

test('[I1] who has not consented looks as nobody does: the same answer, and the same records read', async () => {
  const visitor = await agreed(registry);
  const morgan = practiceClients[2];
  const asked = { ...morgan, sex: 'female', street: morgan.street } as const;
  const { lastName, firstName, birthDate, street } = asked;
  const hidden = await visitor.post('/api/clients/search', { lastName, firstName, birthDate, sex: 'female', street });
  const absent = await visitor.post('/api/clients/search', {
    lastName: 'Nobody-Here',
    firstName: 'Qwert',
    birthDate,
    sex: 'female',
    street,
  });
  expect(hidden).toEqual({ status: 200, body: { match: 'none', clients: [], more: false } });
  expect(absent).toEqual(hidden);
  // No key that a search reads has such a record, so that there is nothing to take time.
  const records = registry.store.collection(clients);
  const found = await Promise.all(candidateKeys(asked).map((key) => records.find('keys', key)));
  expect(found.flat().filter(({ immtrac2Id }) => immtrac2Id === morgan.immtrac2Id)).toEqual([]);
});

test('[I1] many who may be meant are the best ten, and the answer says that there are more', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Muchos-Sample', birthDate: '2020-02-02' });
  const first = ['Ada', 'Bea', 'Cleo', 'Dora', 'Edda', 'Fee', 'Gilda', 'Hela', 'Ilka', 'Jana', 'Kora', 'Lena'];
  for (const firstName of first) await add(visitor, { ...who, firstName });
  const found = await search(visitor, who, { firstName: 'Zoraya' });
  expect(found).toMatchObject({ match: 'candidates', more: true });
  expect(found.clients).toHaveLength(10);
});

test('[I1] every look-up and every opened record is in the audit trail by opaque id and reason', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Trail-Sample' });
  const id = await add(visitor, who);
  const before = registry.trail.recorded.length;
  await search(visitor, who, { reason: 'outbreak-response' });
  await read(visitor, id);
  const about = { client: id, reason: 'outbreak-response' };
  expect(registry.trail.recorded.slice(before)).toMatchObject([
    { event: 'clients.searched', about: { reason: 'outbreak-response' } },
    { event: 'client.found', about },
    { event: 'client.opened', about },
  ]);
  expect(JSON.stringify(registry.trail.recorded)).not.toMatch(/Trail-Sample|Practice Ct|2023-04-05/);
});

test('[I1] a client’s own record of access says who, where, what and why, the newest first', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Access-Sample' });
  const id = await add(visitor, who);
  await search(visitor, who, { reason: 'record-request' });
  await read(visitor, id);
  const { accesses } = (await visitor.get(`/api/clients/${id}/accesses`)).body as Accesses;
  const sites = ['Bluebonnet Training Clinic'];
  expect(accesses.map(({ what }) => what).toSorted()).toEqual(['consent', 'found', 'opened', 'printed']);
  for (const access of accesses) expect(access).toMatchObject({ name: 'Casey Coordinator', sites });
  expect(accesses.filter(({ reason }) => reason === 'record-request')).toHaveLength(3);
});

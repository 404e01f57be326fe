import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultTimeZone, plusDays } from '../../../shared/contract/time.ts';
import { endConsents } from '../../../server/applications/immtrac2/consent/withdraw-consent.ts';
import { clients, immunizations } from '../../../server/applications/immtrac2/records.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { candidateKeys } from '../../../server/applications/immtrac2/clients/search-keys.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import {
  add,
  agreed,
  consent,
  details,
  dosesIn,
  fieldsOf,
  given,
  read,
  record,
  search,
  siteId,
  today,
} from './registry-steps.ts';
import { type Started, started, stateEmployee } from './started.ts';

let registry: Started;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
});
afterAll(() => registry.close());

const problem = (type: string) => expect.objectContaining({ type: `/problems/${type}` });
const on = (day: string) => ({
  store: registry.store,
  clock: { now: () => Date.parse(`${day}T18:00:00Z`) },
  timeZone: defaultTimeZone,
});

test('[I2] a client is added only after a search for exactly this person found nobody', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Order-Sample' });
  const body = { details: who, consent, siteId };
  expect(await visitor.post('/api/clients', body)).toEqual({ status: 409, body: problem('search-required') });
  await search(visitor, { ...who, firstName: 'Another' });
  expect((await visitor.post('/api/clients', body)).status).toBe(409);
  await search(visitor, who);
  expect((await visitor.post('/api/clients', body)).status).toBe(200);
  // Found now, so not added again; also not by somebody whose search is older.
  await search(visitor, who);
  expect((await visitor.post('/api/clients', body)).status).toBe(409);
});

test('[I2] two who add the same person at the same moment make one client', async () => {
  const who = details({ lastName: 'Race-Sample' });
  const visitors = [await agreed(registry), await agreed(registry)];
  for (const visitor of visitors) await search(visitor, who);
  const answers = await Promise.all(
    visitors.map((visitor) => visitor.post('/api/clients', { details: who, consent, siteId })),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test.each([
  ['a parent’s for an adult', 'minor', '1990-01-01', 'consent.kind'],
  ['an adult’s for a child', 'adult', '2020-01-01', 'consent.kind'],
  ['a first responder’s for a child', 'first-responder', '2020-01-01', 'consent.kind'],
])('[I2] a form that is not for the client’s age is refused: %s', async (_what, kind, birthDate, field) => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Age-Sample', birthDate });
  await search(visitor, who);
  const answer = await visitor.post('/api/clients', { details: who, consent: { ...consent, kind }, siteId });
  expect([answer.status, fieldsOf(answer)]).toEqual([422, [field]]);
});

test('[I2] a consent signed in the future, or by nobody, is refused', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Signed-Sample' });
  await search(visitor, who);
  const signed = { ...consent, signedOn: plusDays(today, 1), signer: ' ' };
  expect(fieldsOf(await visitor.post('/api/clients', { details: who, consent: signed, siteId }))).toEqual([
    'consent.signer',
    'consent.signedOn',
  ]);
});

test('[I2] disaster consent covers doses of a disaster alone, and standard consent opens the rest', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Disaster-Sample' });
  const id = await add(visitor, who, { ...consent, kind: 'disaster' });
  const refused = await record(visitor, id, [given()]);
  expect([refused.status, fieldsOf(refused)]).toEqual([422, ['doses.0.cvx']]);
  expect(JSON.stringify(refused.body)).toContain('standard consent');
  expect((await record(visitor, id, [given({ disaster: true })])).status).toBe(204);
  expect(await read(visitor, id)).toMatchObject({ standing: 'disaster' });
  await visitor.post(`/api/clients/${id}/consents`, consent);
  expect((await record(visitor, id, [given({ cvx: '21', tradeName: 'VARIVAX', lot: 'V1' })])).status).toBe(204);
  expect(dosesIn(await read(visitor, id))).toEqual([`${today} 03`, `${today} 21`]);
});

test('[I2] what withdrawing does is said before, and then nobody finds the record', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Withdrawn-Sample' });
  const id = await add(visitor, who);
  await record(visitor, id, [given(), given({ cvx: '21', tradeName: 'VARIVAX', lot: 'V1', disaster: true })]);
  expect((await visitor.get(`/api/clients/${id}/withdrawal`)).body).toEqual({
    kinds: ['minor'],
    doses: 1,
    disasterDoses: 1,
    keptUntil: plusDays(today, 30),
  });
  const { revision } = await read(visitor, id);
  const withdraw = (seen: number) => visitor.post(`/api/clients/${id}/withdrawal`, { reason: 'asked', revision: seen });
  expect((await withdraw(revision - 1)).status).toBe(409);
  expect((await withdraw(revision)).status).toBe(204);
  expect((await visitor.get(`/api/clients/${id}`)).status).toBe(404);
  expect((await search(visitor, who)).clients.map((client) => client.id)).not.toContain(id);

  // A new consent brings back what was there.
  expect(await add(visitor, who)).toBe(id);
  expect(dosesIn(await read(visitor, id))).toHaveLength(2);
});

test('[I2] what was withdrawn is erased after thirty days; doses of a disaster stay sealed for five years', async () => {
  const visitor = await agreed(registry);
  const id = await add(visitor, details({ lastName: 'Erased-Sample' }));
  await record(visitor, id, [given(), given({ cvx: '21', tradeName: 'VARIVAX', lot: 'V1', disaster: true })]);
  const { revision } = await read(visitor, id);
  await visitor.post(`/api/clients/${id}/withdrawal`, { reason: 'asked', revision });
  const left = async () =>
    (await registry.store.collection(immunizations).find('clientId', id)).map(({ dose }) => dose.cvx);
  await endConsents(on(plusDays(today, 29)));
  expect(await left()).toHaveLength(2);
  await endConsents(on(plusDays(today, 31)));
  expect(await left()).toEqual(['21']);
  expect((await visitor.get(`/api/clients/${id}`)).status).toBe(404);
  await endConsents(on('2031-11-23'));
  expect(await left()).toEqual([]);
  expect(await registry.store.collection(clients).get(id)).toBeUndefined();
});

test('[I2] with the 26th birthday a record of a parent’s consent is found by no key any more', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Grown-Sample', birthDate: '2009-12-01' });
  const id = await add(visitor, who);
  await endConsents(on('2035-12-02'));
  const records = registry.store.collection(clients);
  const found = await Promise.all(candidateKeys(who).map((key) => records.find('keys', key)));
  expect(found.flat().filter((client) => client.id === id)).toEqual([]);
});

test('[O9] who only reads may search and open, and every change is refused', async () => {
  const staff = await agreed(registry);
  const who = details({ lastName: 'Viewed-Sample' });
  const id = await add(staff, who);
  const viewer = await agreed(registry, stateEmployee);
  expect(await read(viewer, id)).toMatchObject({ mayRecord: false });
  const answers = await Promise.all([
    viewer.post('/api/clients', { details: who, consent, siteId }),
    record(viewer, id, [given()]),
    viewer.post(`/api/clients/${id}/consents`, consent),
    viewer.put(`/api/clients/${id}`, { details: who, revision: 1 }),
    viewer.post(`/api/clients/${id}/merges`, { other: id }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
});

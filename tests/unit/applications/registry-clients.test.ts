import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Candidate, Client } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { ClientDetails } from '../../../shared/applications/immtrac2/fields.ts';
import { ageOf } from '../../../shared/applications/immtrac2/clients/age.ts';
import { clients, immunizations } from '../../../server/applications/immtrac2/records.ts';
import { isRecalled } from '../../../server/applications/immtrac2/clients/client-details.ts';
import { clientOfFirstVersion, doseOfOlderVersion } from '../../../server/applications/immtrac2/first-version.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
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
import { trainingSites } from '../../../server/training/sites.ts';
import { monthNumber } from '../../../shared/contract/time.ts';
import { type Started, started, type Visitor } from './started.ts';

let registry: Started;
let visitor: Visitor;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
  visitor = await agreed(registry);
});
afterAll(() => registry.close());

const change = async (id: string, changed: Partial<ClientDetails>) => {
  const client = await read(visitor, id);
  return visitor.put(`/api/clients/${id}`, { details: { ...client.details, ...changed }, revision: client.revision });
};

test.each([
  ['a name of one letter', { firstName: 'X' }, ['firstName']],
  ['BABY for a name', { firstName: 'Baby Boy' }, ['firstName']],
  ['digits in a name', { lastName: 'Sample2' }, ['lastName']],
  ['a birth date in the future', { birthDate: '2026-11-23' }, ['birthDate']],
  ['a birth date of before 1890', { birthDate: '1890-01-01' }, ['birthDate']],
  ['no street', { address: { street: '', city: 'Austin', state: 'TX', zip: '78702' } }, ['address.street']],
  ['a ZIP code of four digits', { address: { street: '1 A', city: 'B', state: 'TX', zip: '7870' } }, ['address.zip']],
  ['a state that is none', { address: { street: '1 A', city: 'B', state: 'XX', zip: '78701' } }, ['address.state']],
  ['a phone number of nine digits', { phone: '(512) 555-013' }, ['phone']],
  ['a phone number that begins with 1', { phone: '112-555-0134' }, ['phone']],
  ['an address without an at sign', { email: 'robin.example.com' }, ['email']],
  ['a date of death without the status', { deathDate: '2026-01-01' }, ['deathDate']],
  ['the status without a date of death', { status: 'deceased' }, ['deathDate']],
] as const)('[I3] a client’s details are refused with the field named: %s', async (_what, changed, fields) => {
  const who = details({ lastName: 'Feld', ...(changed as Partial<ClientDetails>) });
  await search(visitor, { ...who, birthDate: '2023-04-05' });
  const signed = { ...consent, kind: 'family' };
  const answer = await visitor.post('/api/clients', {
    details: who,
    consent: { ...signed, signedOn: '2026-11-22' },
    siteId,
  });
  expect(answer.status).toBe(422);
  expect(fieldsOf(answer).filter((field) => !field.startsWith('consent.'))).toEqual(fields);
});

test('[I3] digits are taken out of a phone number before anything is cut, and names keep their spelling', async () => {
  const id = await add(
    visitor,
    details({ lastName: '  Núñez   Telefon ', phone: '+1 (512) 555-0134', email: ' a@example.com ' }),
  );
  expect((await read(visitor, id)).details).toMatchObject({
    lastName: 'Núñez Telefon',
    phone: '5125550134',
    email: 'a@example.com',
  });
});

test('[I3] all that a person says of a client is kept and shown again', async () => {
  const who = details({
    lastName: 'Complete',
    middleName: 'Ray',
    suffix: 'Jr',
    birthOrder: 2,
    races: ['2028-9', '2106-3'],
    ethnicity: '2186-5',
    phone: '5125550134',
    phoneExtension: '12',
    email: 'robin@example.com',
    guardian: { firstName: 'Pat', lastName: 'Complete', relationship: 'mother' },
    motherFirstName: 'Pat',
    motherMaidenName: 'Muestra',
    contactAllowed: false,
  });
  const client = await read(visitor, await add(visitor, who));
  expect(client.details).toEqual(who);
  expect(client.immtrac2Id).toMatch(/^\d{10}$/);
});

test('[I3] a new address comes first and the old one stays in the history, found by searches', async () => {
  const who = details({ lastName: 'Umzug' });
  const id = await add(visitor, who);
  const address = { street: '900 Rehearsal Rd', city: 'Kyle', state: 'TX', zip: '78640' };
  await change(id, { address });
  await change(id, { phone: '5125550134' });
  expect((await read(visitor, id)).addresses).toMatchObject([
    { street: '900 Rehearsal Rd', from: today, by: 'Bluebonnet Training Clinic' },
    { street: '12 Practice Ct' },
  ]);
  expect((await search(visitor, who)).match).toBe('exact');
});

test('[I3] who changes a record that somebody else has changed meanwhile is told, and changes nothing', async () => {
  const id = await add(visitor, details({ lastName: 'Zugleich' }));
  const seen = await read(visitor, id);
  const send = (phone: string) =>
    visitor.put(`/api/clients/${id}`, { details: { ...seen.details, phone }, revision: seen.revision });
  expect((await send('5125550134')).status).toBe(204);
  expect((await send('5125550199')).status).toBe(409);
  expect((await read(visitor, id)).details.phone).toBe('5125550134');
});

test('[I3] death ends new doses and recall, and neither history nor what is there', async () => {
  const id = await add(visitor, details({ lastName: 'Tod' }));
  await record(visitor, id, [given()], { date: '2026-03-01' });
  expect(fieldsOf(await change(id, { status: 'deceased', deathDate: '2026-02-28' }))).toEqual(['deathDate']);
  expect((await change(id, { status: 'deceased', deathDate: '2026-04-01' })).status).toBe(204);
  const now = await record(visitor, id, [given({ lot: 'NEW1' })]);
  expect(fieldsOf(now)).toEqual(['date']);
  expect(fieldsOf(await record(visitor, id, [{ cvx: '21' }], { historical: 'parent', date: '2026-04-02' }))).toEqual([
    'date',
  ]);
  expect((await record(visitor, id, [{ cvx: '21' }], { historical: 'parent', date: '2026-04-01' })).status).toBe(204);
  const refused = { date: today, siteId, group: 'MMR', reason: 'other' };
  expect(fieldsOf(await visitor.post(`/api/clients/${id}/refusals`, refused))).toEqual(['date']);
  const client = await read(visitor, id);
  expect(dosesIn(client)).toHaveLength(2);
  expect(client.age).toEqual({ years: 2, months: 11, days: 27 });
  expect(isRecalled(client.details, client.details.address)).toBe(false);
  expect(isRecalled({ status: 'active', contactAllowed: true }, { notViable: true })).toBe(false);
  expect(isRecalled({ status: 'active', contactAllowed: true }, {})).toBe(true);
});

test.each([
  ['2003-03-01', '2024-02-29', [20, 11, 28]],
  ['2004-02-29', '2025-02-28', [20, 11, 30]],
  ['2004-02-29', '2025-03-01', [21, 0, 0]],
  ['2026-01-31', '2026-03-01', [0, 1, 0]],
  ['2026-01-31', '2026-02-28', [0, 0, 28]],
  ['2025-09-19', '2026-11-22', [1, 2, 3]],
] as const)('[I3] who was born on %s is on %s so many years, months and days old', (birthDate, on, age) => {
  const { years, months, days } = ageOf(birthDate, on);
  expect([years, months, days]).toEqual(age);
});

const duplicatesOf = async (id: string) =>
  ((await visitor.get(`/api/clients/${id}/duplicates`)).body as { candidates: Candidate[] }).candidates;

test('[I3] two records of one person become one with all doses; one that both have is shown once, with both sources', async () => {
  const who = details({ lastName: 'Verbund', firstName: 'Catherine' });
  const id = await add(visitor, who);
  const other = await add(visitor, { ...who, firstName: 'Katie' });
  await record(visitor, id, [given(), { ...given(), cvx: '20', tradeName: 'INFANRIX', mvx: 'SKB', lot: 'D1' }]);
  await record(visitor, other, [{ cvx: '21' }], { historical: 'parent' });
  for (const each of [id, other]) {
    await record(visitor, each, [{ cvx: '999' }], { historical: 'parent', date: '2024-01-01' });
  }
  // The same dose as another site tells of it.
  const told = { date: today, month: monthNumber(today), historical: true, dose: { cvx: '03' } };
  const pecan = trainingSites.pecan;
  await registry.store
    .collection(immunizations)
    .put({ id: 'told-elsewhere', clientId: other, siteId: pecan.id, ...told });
  const varicellaDue = ({ whatIsDue }: Client) =>
    whatIsDue.groups.find(({ group }) => group === 'Varicella')?.due?.doseNumber;
  expect(varicellaDue(await read(visitor, id))).toBe(1);
  expect((await duplicatesOf(id)).map((candidate) => candidate.id)).toEqual([other]);
  expect((await visitor.post(`/api/clients/${id}/merges`, { other })).status).toBe(204);

  const whole = await read(visitor, id);
  // Nobody knows whether the two unknown ones are one.
  expect(dosesIn(whole).toSorted()).toEqual([
    '2024-01-01 999',
    '2024-01-01 999',
    `${today} 03`,
    `${today} 20`,
    `${today} 21`,
  ]);
  const mmr = whole.history.find(({ name }) => name === 'MMR')!.immunizations;
  expect(mmr.map(({ sites }) => sites)).toEqual([[trainingSites.bluebonnet.name, pecan.name]]);
  expect(varicellaDue(whole)).toBe(2);
  expect(whole.merged).toMatchObject([{ id: other, name: 'Verbund, Katie' }]);
  // Found by both names, opened at both addresses, and nobody's duplicate any more.
  expect((await search(visitor, { ...who, firstName: 'Katie' })).clients.map((client) => client.id)).toEqual([id]);
  expect((await read(visitor, other)).id).toBe(id);
  expect(await duplicatesOf(id)).toEqual([]);
});

test('[I3] a merge is taken back: each record is what it was, with what was recorded since', async () => {
  const who = details({ lastName: 'Trennung', firstName: 'Guillermo' });
  const id = await add(visitor, who, { ...consent, kind: 'disaster' });
  const other = await add(visitor, { ...who, firstName: 'William' });
  await record(visitor, other, [{ cvx: '21' }], { historical: 'parent' });
  await visitor.post(`/api/clients/${id}/merges`, { other });
  expect((await read(visitor, id)).standing).toBe('standard');
  await record(visitor, id, [given({ disaster: true })]);
  expect((await visitor.post(`/api/clients/${id}/merges/undo`, { other })).status).toBe(204);
  const [one, second] = [await read(visitor, id), await read(visitor, other)];
  expect([dosesIn(one), dosesIn(second)]).toEqual([[`${today} 03`], [`${today} 21`]]);
  expect([one.standing, second.standing, second.id]).toEqual(['disaster', 'standard', other]);
  expect((await visitor.post(`/api/clients/${id}/merges/undo`, { other })).status).toBe(409);
});

test('[I3] nothing is merged by itself, and two whom a person keeps apart are asked about no more', async () => {
  const who = details({ lastName: 'Zwilling', firstName: 'Anna' });
  const id = await add(visitor, who);
  const other = await add(visitor, { ...who, firstName: 'Hanna' });
  expect(await duplicatesOf(id)).toMatchObject([{ id: other }]);
  const before = registry.trail.recorded.length;
  await visitor.post(`/api/clients/${id}/kept-apart`, { other });
  // Both are somebody's records.
  expect(registry.trail.recorded.slice(before)).toMatchObject(
    [id, other].map((client) => ({ event: 'client.kept-apart', about: { client } })),
  );
  expect([await duplicatesOf(id), await duplicatesOf(other)]).toEqual([[], []]);
});

test('[I3] records of the version before are read, found and shown as they were', async () => {
  const old = {
    id: 'old-client-1234567',
    immtrac2Id: '9900777001',
    lastName: 'Altbestand',
    firstName: 'Rosa',
    searchKey: 'altbestand|rosa|2019-05-04',
    birthDate: '2019-05-04',
    sex: 'female',
    siteId,
    address: 'Round Rock, TX 78664',
    consent: 'minor',
  };
  const dose = {
    id: 'old-dose-1',
    clientId: old.id,
    siteId,
    date: '2020-05-05',
    cvx: '03',
    historical: false,
    lot: 'A1',
    doseMillilitres: 0.5,
  };
  await registry.store.collection(clients).put(clientOfFirstVersion(old));
  await registry.store.collection(immunizations).put(doseOfOlderVersion(dose, 1));
  const found = await visitor.post('/api/clients/find-by-name', {
    lastName: 'altbestand',
    firstName: 'ROSA',
    birthDate: old.birthDate,
  });
  expect(found.body).toMatchObject({ clients: [{ id: old.id }] });
  const client = await read(visitor, old.id);
  expect(client.details.address).toEqual({ street: '', city: 'Round Rock', state: 'TX', zip: '78664' });
  expect(client.history[0]!.immunizations).toMatchObject([
    { dose: { cvx: '03', lot: 'A1', amount: 0.5, unit: 'mL' }, own: true },
  ]);
  expect(clientOfFirstVersion({ ...old, consent: 'none' }).keys.every((key) => key.startsWith('withheld'))).toBe(true);
});

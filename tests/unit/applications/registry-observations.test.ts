import { afterAll, beforeAll, expect, test } from 'vitest';
import { endConsents } from '../../../server/applications/immtrac2/consent/withdraw-consent.ts';
import schedule from '../../../server/applications/immtrac2/forecast/schedule.json' with { type: 'json' };
import type { ScheduleTables } from '../../../server/applications/immtrac2/forecast/schedule-tables.ts';
import { immunizations, observations } from '../../../server/applications/immtrac2/records.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import type { Client } from '../../../shared/applications/immtrac2/clients/api.ts';
import { observationNames } from '../../../shared/applications/immtrac2/observations/observations.ts';
import { defaultTimeZone, plusDays, plusMonths } from '../../../shared/contract/time.ts';
import { add, agreed, consent, details, fieldsOf, given, read, record, today } from './registry-steps.ts';
import { type Started, started, type Visitor } from './started.ts';

let registry: Started;
let visitor: Visitor;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
  visitor = await agreed(registry);
});
afterAll(() => registry.close());

const observe = (id: string, code: string, since?: string) =>
  visitor.post(`/api/clients/${id}/observations`, { code, ...(since !== undefined && { since }) });
const end = (id: string, observation: string, change: object = {}) =>
  visitor.post(`/api/clients/${id}/observations/${observation}/end`, { on: today, ...change });
const due = ({ whatIsDue }: Client, group: string) => whatIsDue.groups.filter((each) => each.group === group);
const adult = (lastName: string, change: object = {}) =>
  add(visitor, details({ lastName, birthDate: '1990-04-05', ...change }), { ...consent, kind: 'adult' });

test('[I6] a condition that a nurse records shows what is due for it, until it is over', async () => {
  const id = await adult('Diabetes-Sample');
  expect(due(await read(visitor, id), 'Pneumococcal')).toMatchObject([{ urgency: 'none' }]);
  expect((await observe(id, '014', '2020-01-02')).status).toBe(204);
  const found = await read(visitor, id);
  expect(due(found, 'Pneumococcal')).toMatchObject([{ kind: 'risk', urgency: 'due' }]);
  expect(found.observations).toEqual([
    {
      id: expect.any(String) as string,
      code: '014',
      since: '2020-01-02',
      recordedOn: today,
      by: 'Casey Coordinator',
      site: 'Bluebonnet Training Clinic',
      counts: true,
    },
  ]);
  expect((await end(id, found.observations[0]!.id)).status).toBe(204);
  const after = await read(visitor, id);
  expect(due(after, 'Pneumococcal')).toMatchObject([{ urgency: 'none' }]);
  expect(after.observations).toMatchObject([
    { counts: false, ended: { on: today, by: 'Casey Coordinator', mistake: false } },
  ]);
  // It may come back.
  expect((await observe(id, '014')).status).toBe(204);
});

test('[I6] in a pregnancy live vaccines must not be given and Tdap is due from its weeks on, and a forgotten one ends by itself', async () => {
  const id = await adult('Pregnant-Sample');
  expect(fieldsOf(await observe(id, '007'))).toEqual(['since']);
  const begun = plusMonths(today, -7);
  expect((await observe(id, '007', begun)).status).toBe(204);
  const found = await read(visitor, id);
  expect(due(found, 'MMR')).toMatchObject([{ status: 'contraindicated' }]);
  expect(due(found, 'DTaP/Tdap/Td').some(({ kind, urgency }) => kind === 'risk' && urgency !== 'none')).toBe(true);
  expect(found.observations).toMatchObject([{ code: '007', until: plusMonths(begun, 10) }]);

  const earlier = await adult('Forgotten-Sample');
  expect((await observe(earlier, '007', plusMonths(today, -11))).status).toBe(204);
  const later = await read(visitor, earlier);
  expect(due(later, 'MMR')).toMatchObject([{ status: 'not complete' }]);
  expect(later.observations).toMatchObject([{ counts: false }]);
});

test('[I6] what was recorded by mistake counts on no day, and a past illness makes immune', async () => {
  const id = await adult('Mistaken-Sample');
  await observe(id, '024');
  const found = await read(visitor, id);
  expect(due(found, 'Varicella')).toMatchObject([{ status: 'immune' }]);
  const [known] = found.observations;
  expect(fieldsOf(await end(id, known!.id, { on: plusDays(today, 1) }))).toEqual(['on']);
  expect((await end(id, known!.id, { mistake: true })).status).toBe(204);
  expect((await end(id, known!.id)).status).toBe(404);
  expect(due(await read(visitor, id), 'Varicella')).toMatchObject([{ status: 'not complete' }]);
});

test('[I6] what does not fit is refused with its field named, and nothing is kept', async () => {
  const id = await add(visitor, details({ lastName: 'Refused-Sample', sex: 'male' }));
  expect(fieldsOf(await observe(id, '036'))).toEqual(['code']);
  expect(fieldsOf(await observe(id, '007', today))).toEqual(['code']);
  expect(fieldsOf(await observe(id, '014', plusDays(today, 1)))).toEqual(['since']);
  expect(fieldsOf(await observe(id, '014', '2020-01-01'))).toEqual(['since']);
  await observe(id, '014');
  expect(fieldsOf(await observe(id, '014'))).toEqual(['code']);
  expect((await read(visitor, id)).observations).toHaveLength(1);
});

test('[R4] the trail names the client and the observation by opaque ids, and not what was observed', async () => {
  const id = await adult('Trail-Sample');
  const before = registry.trail.recorded.length;
  await observe(id, '186');
  const observation = (await read(visitor, id)).observations[0]!.id;
  await end(id, observation);
  await end(id, 'Doe, Jane has HIV');
  const about = { client: id, reason: 'client-care' };
  const accessToken = 'token';
  expect(registry.trail.recorded.slice(before)).toEqual([
    { event: 'observation.added', accessToken, about: { ...about, observation } },
    { event: 'client.opened', accessToken, about },
    { event: 'observation.ended', accessToken, about: { ...about, observation } },
  ]);
});

test('[I2] consent for a disaster covers no observation, and with the record all are erased', async () => {
  const id = await add(visitor, details({ lastName: 'Covered-Sample' }), { ...consent, kind: 'disaster' });
  expect(fieldsOf(await observe(id, '014'))).toEqual(['code']);
  const other = await adult('Gone-Sample');
  await observe(other, '014');
  const { revision } = await read(visitor, other);
  await visitor.post(`/api/clients/${other}/withdrawal`, { reason: 'asked', revision });
  const clock = { now: () => Date.parse(`${plusDays(today, 31)}T18:00:00Z`) };
  await endConsents({ store: registry.store, clock, timeZone: defaultTimeZone });
  expect(await registry.store.collection(observations).find('clientId', other)).toEqual([]);
});

test('[I3] after a merge what is known of both counts, and taken apart each has its own again', async () => {
  const [one, other] = [await adult('Both-Sample'), await adult('Both-Sample', { firstName: 'Robyn' })];
  await observe(other, '014');
  await visitor.post(`/api/clients/${one}/merges`, { other });
  const merged = await read(visitor, one);
  expect(due(merged, 'Pneumococcal')).toMatchObject([{ kind: 'risk' }]);
  await visitor.post(`/api/clients/${one}/merges/undo`, { other });
  expect((await read(visitor, one)).observations).toEqual([]);
  expect((await read(visitor, other)).observations).toHaveLength(1);
});

test('[I6] every observation that the schedule asks about can be recorded, is worked out, or is left out on purpose', () => {
  const workedOut = ['170', '171', '229', '245'];
  const holdsForDays = ['029', '030', '033', '035'];
  // Sexual contacts, drug use and abuse have no place in a record that every clinic reads.
  const nobodysBusiness = ['036', '037', '038', '039', '040', '041', '169', '247', '248'];
  const sameAs175 = ['001'];
  const known = [...observationNames.keys(), ...workedOut, ...holdsForDays, ...nobodysBusiness, ...sameAs175];
  expect(known.toSorted()).toEqual([...codesOf(schedule as unknown as ScheduleTables)].toSorted());
});

/** Wherever in the schedule they stand. */
function codesOf({ antigens }: ScheduleTables): Set<string> {
  const found = Object.values(antigens).flatMap((antigen) => [
    antigen.immuneWith,
    ...(antigen.immuneIfBorn ?? []).map(({ unless }) => unless),
    ...(antigen.contraindicated ?? []).map(({ observation }) => observation),
    ...(antigen.contraindicatedProducts ?? []).map(({ observation }) => observation),
    ...antigen.series.flatMap(({ indications = {}, doses }) => [
      ...Object.values(indications),
      ...doses
        .flatMap(({ intervals = [] }) => intervals)
        .flatMap(({ from }) => (from.startsWith('observation ') ? [from.slice('observation '.length)] : [])),
    ]),
  ]);
  return new Set(found.flatMap((codes) => codes?.split(' ') ?? []));
}

test('[I6] where the forecast fails the record is shown, says so, and the log has nothing of the client', async () => {
  const id = await add(visitor, details({ lastName: 'Faulty-Sample' }));
  await record(visitor, id, [given()]);
  const doses = registry.store.collection(immunizations);
  const [dose] = await doses.find('clientId', id);
  // As a faulty import might leave it.
  await doses.update(dose!.id, (kept) => ({
    ...kept,
    dose: { ...kept.dose, expiration: null as unknown as string },
  }));
  const begin = registry.log.length;
  const found = await visitor.get(`/api/clients/${id}`);
  expect(found.status).toBe(200);
  const client = found.body as Client;
  expect(client.whatIsDue).toMatchObject({ withheld: 'not available', groups: [] });
  expect(client.history.flatMap(({ immunizations: all }) => all.map(({ evaluations }) => evaluations))).toEqual([[]]);
  const said = registry.log.slice(begin).filter((line) => line.includes('what is due could not be worked out'));
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('patient.ts');
  for (const word of ['Faulty', id, client.immtrac2Id, '2023-04-05']) expect(said[0]).not.toContain(word);
});

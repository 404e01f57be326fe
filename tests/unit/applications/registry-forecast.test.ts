import { afterAll, beforeAll, expect, test } from 'vitest';
import { severeReactionTo } from '../../../server/applications/immtrac2/forecast/assessed-person.ts';
import { clientRecord } from '../../../server/applications/immtrac2/clients/client-record.ts';
import { groupsOf } from '../../../server/applications/immtrac2/doses/doses.ts';
import type { Forecast } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import { currentSchedule } from '../../../server/applications/immtrac2/forecast/read-schedule.ts';
import { clients } from '../../../server/applications/immtrac2/records.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { evaluationsOf } from '../../../server/applications/immtrac2/forecast/what-is-due.ts';
import { vaccines } from '../../../server/applications/platform/codes/vaccines.ts';
import type { Client } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { Dose } from '../../../shared/applications/immtrac2/fields.ts';
import { urgencies } from '../../../shared/applications/immtrac2/forecast/codes.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { add, agreed, details, given, read, record, siteId, today } from './registry-steps.ts';
import { clinicStaff, type Started, started, type Visitor } from './started.ts';

let registry: Started;
let visitor: Visitor;
let added = 0;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
  visitor = await agreed(registry);
});
afterAll(() => registry.close());

/** A child of this test alone, born on 04/05/2023. */
const child = (change: Parameters<typeof details>[0] = {}) => {
  added += 1;
  const letter = String.fromCodePoint(96 + added);
  return add(visitor, details({ lastName: `Terminus${letter}`, firstName: `Kim${letter}`, ...change }));
};

const told = async (id: string, date: string, ...cvx: string[]) => {
  const doses = cvx.map((each): Dose => ({ cvx: each }));
  expect((await record(visitor, id, doses, { date, historical: 'other-record' })).status).toBe(204);
};

const due = ({ whatIsDue }: Client, group: string) => whatIsDue.groups.find((each) => each.group === group);
const judged = ({ history }: Client, group: string) =>
  history.find(({ name }) => name === group)?.immunizations.map(({ evaluations }) => evaluations);

test('[I6] a dose that does not count says why, and is due again', async () => {
  const id = await child();
  await told(id, '2024-02-05', '03');
  const found = await read(visitor, id);
  expect(judged(found, 'MMR')).toEqual([[{ group: 'MMR', status: 'not valid', reasons: ['too young'] }]]);
  expect(due(found, 'MMR')).toEqual({
    group: 'MMR',
    kind: 'standard',
    urgency: 'overdue',
    status: 'not complete',
    reasons: ['due by age'],
    due: { doseNumber: 1, earliest: '2024-04-05', recommended: '2024-04-05', pastDue: '2024-09-01' },
  });
});

test('[I6] a combination vaccine is judged in every group it belongs to', async () => {
  const id = await child();
  await told(id, '2023-06-05', '110');
  const found = await read(visitor, id);
  const valid = (group: string) => ({ group, status: 'valid', reasons: [] });
  expect(judged(found, 'HepB')).toEqual([[valid('HepB')]]);
  expect(judged(found, 'Polio')).toEqual([[valid('Polio')]]);
  expect(judged(found, 'DTaP')).toEqual([[valid('DTaP/Tdap/Td')]]);
  expect(due(found, 'Polio')?.due?.doseNumber).toBe(2);
});

test('[I6] a vaccine that the tables give no group stands under its name, with what was found in each', async () => {
  const id = await child();
  await told(id, '2023-06-05', '198');
  const [evaluations] = judged(await read(visitor, id), vaccines.get('198')!.name)!;
  expect(evaluations?.map(({ group, status }) => `${group} ${status}`)).toEqual([
    'DTaP/Tdap/Td valid',
    'HepB valid',
    'Hib valid',
  ]);
});

test('[I6] a refusal does not count: the vaccine is as due as before', async () => {
  const id = await child();
  const before = due(await read(visitor, id), 'MMR');
  const refusal = { date: today, siteId, group: 'MMR', reason: 'parent-or-client' };
  expect((await visitor.post(`/api/clients/${id}/refusals`, refusal)).status).toBe(204);
  const found = await read(visitor, id);
  expect(found.refusals).toHaveLength(1);
  expect(due(found, 'MMR')).toEqual(before);
  expect(before?.urgency).toBe('overdue');
});

test('[I6] nothing is due for who has died, and the doses stay judged as of that day', async () => {
  const id = await child();
  await told(id, '2024-05-05', '03');
  const { details: kept, revision } = await read(visitor, id);
  const died = { ...kept, status: 'deceased', deathDate: '2024-06-01' };
  expect((await visitor.put(`/api/clients/${id}`, { details: died, revision })).status).toBe(204);
  const found = await read(visitor, id);
  expect(found.whatIsDue).toMatchObject({ withheld: 'died', groups: [] });
  expect(judged(found, 'MMR')).toEqual([[{ group: 'MMR', status: 'valid', reasons: [] }]]);
});

test('[I6] what is due is of the clinic’s day, not of the day in Greenwich', async () => {
  const id = await child({ birthDate: '2025-11-23' });
  const client = (await registry.store.collection(clients).get(id))!;
  const at = async (time: string) => {
    const deps = { store: registry.store, clock: { now: () => Date.parse(time) }, timeZone: defaultTimeZone };
    const found = await clientRecord(deps, client, clinicStaff);
    return [found.asOf, due(found, 'MMR')?.urgency];
  };
  // Half an hour before and after midnight in Chicago; the first birthday is on the 23rd.
  expect(await at('2026-11-23T05:30:00Z')).toEqual(['2026-11-22', 'later']);
  expect(await at('2026-11-23T06:30:00Z')).toEqual(['2026-11-23', 'due']);
});

test('[I6] doses of merged records count together, one that both have once, and a deleted one not at all', async () => {
  const [id, other] = [await child(), await child()];
  for (const each of [id, other]) await told(each, '2024-05-05', '03');
  await told(other, '2024-08-05', '03');
  expect((await visitor.post(`/api/clients/${id}/merges`, { other })).status).toBe(204);
  const merged = await read(visitor, id);
  expect(due(merged, 'MMR')?.status).toBe('complete');
  expect(
    judged(merged, 'MMR')
      ?.flat()
      .map(({ status }) => status),
  ).toEqual(['valid', 'valid']);
  await visitor.post(`/api/clients/${id}/merges/undo`, { other });
  const alone = await read(visitor, id);
  expect(due(alone, 'MMR')?.due?.doseNumber).toBe(2);
  const deletion = `/api/clients/${id}/immunizations/${alone.history[0]!.immunizations[0]!.id}/deletion`;
  expect((await visitor.post(deletion, { reason: 'not given' })).status).toBe(204);
  expect(due(await read(visitor, id), 'MMR')?.due?.doseNumber).toBe(1);
});

test('[I6] a dose of which nobody knows the vaccine is not judged, says so, and changes nothing', async () => {
  const id = await child();
  const before = (await read(visitor, id)).whatIsDue;
  await told(id, '2024-05-05', '999');
  const found = await read(visitor, id);
  expect(found.history[0]!.immunizations[0]!.evaluations).toMatchObject([
    { status: 'not judged', reasons: ['unknown product'] },
  ]);
  expect(found.whatIsDue).toEqual(before);
});

test('[I6] a vaccine after which there was an anaphylaxis must not be given again; after a fever it may', async () => {
  const id = await child();
  await told(id, '2024-05-05', '94');
  const { id: dose } = (await read(visitor, id)).history[0]!.immunizations[0]!;
  const react = (kind: string) =>
    visitor.put(`/api/clients/${id}/immunizations/${dose}/reaction`, { kind, date: '2024-05-05' });
  expect((await react('fever')).status).toBe(204);
  expect(due(await read(visitor, id), 'MMR')?.status).toBe('not complete');
  expect((await react('anaphylaxis')).status).toBe(204);
  const found = await read(visitor, id);
  for (const group of ['MMR', 'Varicella']) {
    expect(due(found, group)).toMatchObject({ status: 'contraindicated', urgency: 'none' });
  }
});

test('[I6] an expired lot and a subpotent vaccine do not count', async () => {
  const id = await child();
  await record(visitor, id, [given({ expiration: '2026-11-01', expiredConfirmed: true })]);
  await record(visitor, id, [given({ cvx: '21', tradeName: 'VARIVAX', lot: 'V100', subpotent: true })]);
  const found = await read(visitor, id);
  expect(judged(found, 'MMR')).toMatchObject([[{ status: 'substandard', reasons: ['lot expired'] }]]);
  expect(judged(found, 'Varicella')).toMatchObject([[{ status: 'substandard', reasons: ['substandard'] }]]);
});

test('[I6] where consent covers doses of a disaster alone, nothing is worked out from what may be shown', async () => {
  const who = details({ lastName: 'Terminusdisaster', firstName: 'Kim' });
  const id = await add(visitor, who, { kind: 'disaster', signer: 'Pat Specimen', signedOn: '2026-11-20' });
  await record(visitor, id, [given({ disaster: true })]);
  const found = await read(visitor, id);
  expect(found.whatIsDue).toMatchObject({ withheld: 'disaster doses alone', groups: [] });
  expect(judged(found, 'MMR')).toEqual([[]]);
});

test('[I6] overdue and due vaccines come first, with the data’s version and its date', async () => {
  const { whatIsDue } = await read(visitor, await child());
  expect(whatIsDue.schedule).toEqual({ version: '4.64', published: '2025-11-10' });
  const order = whatIsDue.groups.map(({ urgency }) => urgencies.indexOf(urgency));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(whatIsDue.groups[0]?.urgency).toBe('overdue');
  // An answer says codes and days, and no more of the schedule than that.
  expect(JSON.stringify(whatIsDue)).not.toContain('series');
});

test('[I6] the registry’s groups are known to the schedule, and CDSi’s codes for severe reactions, too', () => {
  const schedule = currentSchedule();
  const names = schedule.groups.map(({ name }) => name);
  const nothing: Forecast = { assessedOn: today, schedule, groups: [], leftOut: [] };
  const unknown = [...schedule.antigensOf.keys()].flatMap((cvx) => {
    if (vaccines.get(cvx)!.groups.length === 0) return [];
    const event = { record: { dose: { cvx } }, others: [] } as unknown as Parameters<typeof evaluationsOf>[1];
    const found = groupsOf({ cvx }).flatMap((group) => evaluationsOf(nothing, event, group));
    return found.filter(({ group }) => !names.includes(group));
  });
  expect(unknown).toEqual([]);
  const strange = [...schedule.antigens.values()].filter(
    ({ name, contraindicated }) => !contraindicated.some(({ observation }) => observation === severeReactionTo[name]),
  );
  expect(strange.map(({ name }) => name)).toEqual([]);
});

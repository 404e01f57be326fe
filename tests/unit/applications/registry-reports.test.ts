import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Accesses } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { DosesGiven, DueList, RejectedMessages } from '../../../shared/applications/immtrac2/reports/api.ts';
import type { ClientDetails } from '../../../shared/applications/immtrac2/fields.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { clients, listed } from '../../../server/applications/immtrac2/records.ts';
import { clientsDue } from '../../../server/applications/immtrac2/reports/clients-due.ts';
import {
  type RejectedMessage,
  rejectedMessages,
} from '../../../server/applications/immtrac2/reports/rejected-messages.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { add, agreed, details, fieldsOf, given, read, record, siteId, today } from './registry-steps.ts';
import { clock, coordinator, type Started, started, type Visitor } from './started.ts';

let registry: Started;
let visitor: Visitor;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
  visitor = await agreed(registry);
});
afterAll(() => registry.close());

const dueList = async (change: object = {}) => {
  const answer = await visitor.post('/api/reports/due', { siteId, age: 'all', urgency: 'due', ...change });
  expect(answer.status).toBe(200);
  return answer.body as DueList;
};
const listedIn = ({ clients: shown }: DueList, id: string) => shown.find((each) => each.id === id);

test('[I11] the recall list has who is due and may be reached, and says what, since when and how to reach them', async () => {
  const guardian = { firstName: 'Pat', lastName: 'Recall', relationship: 'Mother' };
  const id = await add(visitor, details({ lastName: 'Recalled', phone: '5125550134', guardian }));
  const list = await dueList();
  expect(listedIn(list, id)).toMatchObject({
    lastName: 'Recalled',
    guardian: 'Pat Recall',
    phone: '5125550134',
    address: { street: '12 Practice Ct', city: 'Austin' },
  });
  const { whatIsDue } = await read(visitor, id);
  const due = whatIsDue.groups.filter(({ urgency }) => urgency === 'overdue' || urgency === 'due');
  expect(listedIn(list, id)!.due.map(({ group, urgency }) => [group, urgency])).toEqual(
    due.map(({ group, urgency }) => [group, urgency]),
  );
  expect(list.asOf).toBe(today);
  expect(list.schedule.version).toBe('4.64');
  const since = list.clients.map((each) => each.due.map(({ recommended }) => recommended).toSorted()[0]!);
  expect(since).toEqual(since.toSorted());
  // Each vaccine once, also where a risk and the usual schedule both want it.
  const twice = list.clients.filter(({ due: all }) => new Set(all.map(({ group }) => group)).size < all.length);
  expect(twice.map(({ lastName }) => lastName)).toEqual([]);
  const mmr = list.clients.flatMap((each) => each.due.filter(({ group }) => group === 'MMR'));
  expect(list.groups.find(({ group }) => group === 'MMR')).toEqual({
    group: 'MMR',
    overdue: mmr.filter(({ urgency }) => urgency === 'overdue').length,
    due: mmr.filter(({ urgency }) => urgency === 'due').length,
  });
});

test('[I11] who is dead, gone, opted out, cannot be reached or has withdrawn consent is never listed, nor a merged record', async () => {
  const change = async (id: string, changes: Partial<ClientDetails>) => {
    const { details: kept, revision } = await read(visitor, id);
    const answer = await visitor.put(`/api/clients/${id}`, { details: { ...kept, ...changes }, revision });
    expect(answer.status).toBe(204);
  };
  const unlisted: [string, (id: string) => Promise<unknown>][] = [
    ['Dead', (id) => change(id, { status: 'deceased', deathDate: '2026-11-01' })],
    ['Moge', (id) => change(id, { status: 'moge' })],
    ['Moosa', (id) => change(id, { status: 'moosa' })],
    ['Lost', (id) => change(id, { status: 'lost-to-follow-up' })],
    ['Once', (id) => change(id, { status: 'one-time-only' })],
    ['Opted', (id) => change(id, { contactAllowed: false })],
    ['Nomail', (id) => change(id, { address: { ...details().address, notViable: true } })],
    [
      'Withdrawn',
      async (id) => {
        const { revision } = await read(visitor, id);
        await visitor.post(`/api/clients/${id}/withdrawal`, { reason: 'asked for it', revision });
      },
    ],
    [
      'Merged',
      async (other) => {
        const whole = await add(visitor, details({ lastName: 'Unlistedwhole' }));
        expect((await visitor.post(`/api/clients/${whole}/merges`, { other })).status).toBe(204);
      },
    ],
  ];
  const ids = new Map<string, string>();
  for (const [name] of unlisted) ids.set(name, await add(visitor, details({ lastName: `Unlisted${name}` })));
  const namesIn = (list: DueList) => [...ids].flatMap(([name, each]) => (listedIn(list, each) ? [name] : []));
  expect(namesIn(await dueList())).toEqual(unlisted.map(([name]) => name));
  for (const [name, unlist] of unlisted) await unlist(ids.get(name)!);
  expect(namesIn(await dueList())).toEqual([]);
  const signed = { kind: 'disaster', signer: 'Pat Specimen', signedOn: '2026-11-20' };
  const id = await add(visitor, details({ lastName: 'Unlisteddisaster' }), signed);
  expect(listedIn(await dueList(), id)).toBeUndefined();
});

test('[I11] the recall list is narrowed by vaccine group, age and past due', async () => {
  const [toddler, adult] = [
    await add(visitor, details({ lastName: 'Narrowtoddler', birthDate: '2025-10-22' })),
    await add(visitor, details({ lastName: 'Narrowadult', birthDate: '1990-01-01' }), {
      kind: 'adult',
      signer: 'Robin Specimen',
      signedOn: '2026-11-20',
    }),
  ];
  const ages = async (age: string) => {
    const list = await dueList({ age });
    return [toddler, adult].map((id) => listedIn(list, id) !== undefined);
  };
  expect(await ages('under-2')).toEqual([true, false]);
  expect(await ages('2-to-6')).toEqual([false, false]);
  expect(await ages('19-and-over')).toEqual([false, true]);
  expect(await ages('all')).toEqual([true, true]);
  // At thirteen months MMR is due, and not past due.
  const mmr = await dueList({ group: 'MMR' });
  expect(listedIn(mmr, toddler)!.due).toEqual([expect.objectContaining({ group: 'MMR', urgency: 'due' })]);
  expect(listedIn(await dueList({ group: 'MMR', urgency: 'overdue' }), toddler)).toBeUndefined();
  const unknown = await visitor.post('/api/reports/due', { siteId, age: 'all', urgency: 'due', group: 'Scurvy' });
  expect([unknown.status, fieldsOf(unknown)]).toEqual([422, ['group']]);
});

test('[I11] while a recall list is made, others get their turn after every few clients', async () => {
  const { store } = registry;
  const all = (await store.collection(clients).find('siteId', siteId)).length;
  expect(all).toBeGreaterThan(limits.reports.slice);
  let turns = 0;
  let made = false;
  const count = () => {
    turns += 1;
    if (!made) setImmediate(count);
  };
  setImmediate(count);
  const deps = { store, clock, timeZone: defaultTimeZone };
  await clientsDue(deps, { siteId, age: 'all', urgency: 'due' });
  made = true;
  // However fast the machine is; a slow one gives more.
  expect(turns).toBeGreaterThanOrEqual(Math.floor(all / limits.reports.slice));
});

test('[I11] doses that the site gave are counted by month, product and eligibility; history, and what was deleted, is not', async () => {
  const period = { siteId, from: '2026-11-01', to: today };
  const counted = async (change: object = {}) =>
    ((await visitor.post('/api/reports/doses', { ...period, ...change })).body as DosesGiven).rows;
  const before = await counted();
  const id = await add(visitor, details({ lastName: 'Counted' }));
  await record(visitor, id, [
    given({ tradeName: 'M-M-R II' }),
    given({ cvx: '21', tradeName: 'VARIVAX', eligibility: 'V02' }),
  ]);
  await record(visitor, id, [{ cvx: '110' }], { date: '2026-11-05', historical: 'other-record' });
  const mmr = { month: '2026-11', vaccine: 'MMR', tradeName: 'M-M-R II', eligibility: 'V01' };
  const dosesOf = (rows: DosesGiven['rows'], key: object) =>
    rows.find((row) => Object.entries(key).every(([field, value]) => row[field as keyof typeof row] === value))
      ?.doses ?? 0;
  const after = await counted();
  expect(dosesOf(after, mmr)).toBe(dosesOf(before, mmr) + 1);
  const total = (rows: DosesGiven['rows']) => rows.reduce((sum, { doses }) => sum + doses, 0);
  expect(total(after)).toBe(total(before) + 2);
  const { id: dose } = (await read(visitor, id)).history.find(({ name }) => name === 'MMR')!.immunizations[0]!;
  await visitor.post(`/api/clients/${id}/immunizations/${dose}/deletion`, { reason: 'not given' });
  expect(total(await counted())).toBe(total(before) + 1);
  expect(await counted({ from: '2026-11-23', to: '2026-11-23' })).toBeUndefined();
  expect(total(await counted({ from: today }))).toBeLessThanOrEqual(total(after));
});

test('[I11] a report is about days that have been, and of the caller’s own sites alone', async () => {
  const ask = (report: string, change: object) =>
    visitor.post(`/api/reports/${report}`, { siteId, from: '2026-01-01', to: today, ...change });
  for (const report of ['doses', 'rejected']) {
    expect(fieldsOf(await ask(report, { from: '2026-11-23' }))).toEqual(['to']);
    expect(fieldsOf(await ask(report, { to: '2026-11-23' }))).toEqual(['to']);
    expect(fieldsOf(await ask(report, { from: '2023-11-21' }))).toEqual(['from']);
    expect(fieldsOf(await ask(report, { siteId: trainingSites.pecan.id }))).toEqual(['siteId']);
    expect((await ask(report, {})).status).toBe(200);
  }
  const other = { siteId: trainingSites.pecan.id, age: 'all', urgency: 'due' };
  expect(fieldsOf(await visitor.post('/api/reports/due', other))).toEqual(['siteId']);
  const stranger = await registry.as(coordinator);
  expect((await stranger.get('/api/reports/choices')).status).toBe(403);
});

test('[I11] [R4] a report that is opened is in the audit trail before it is answered, and is not answered without', async () => {
  const before = registry.trail.recorded.length;
  const { clients: shown } = await dueList({ group: 'MMR' });
  await visitor.post('/api/reports/doses', { siteId, from: '2026-01-01', to: today });
  await visitor.post('/api/reports/rejected', { siteId, from: '2026-01-01', to: today });
  const entries = registry.trail.recorded.slice(before).map((entry) => entry as { event: string; about: object });
  expect(entries.map(({ event, about }) => [event, about])).toEqual([
    ['report.opened', { report: 'clients-due', site: siteId, reason: 'recall-follow-up' }],
    [
      'clients.listed',
      { list: expect.any(String), shown: `clients-${shown.length}`, site: siteId, reason: 'recall-follow-up' },
    ],
    ['report.opened', { report: 'doses-given', site: siteId, reason: 'record-quality' }],
    ['report.opened', { report: 'rejected-messages', site: siteId, reason: 'record-quality' }],
  ]);
  registry.trail.refusals.push('storage-full');
  const refused = await visitor.post('/api/reports/due', { siteId, age: 'all', urgency: 'due' });
  expect(refused.status).toBe(503);
  expect(JSON.stringify(refused.body)).not.toContain('lastName');
});

test('[I11] [R4] a client’s own record of access has each list that named the client, and no other', async () => {
  const listedOf = async (id: string) => {
    const { accesses } = (await visitor.get(`/api/clients/${id}/accesses`)).body as Accesses;
    return accesses.filter(({ what }) => what === 'listed');
  };
  const named = await add(visitor, details({ lastName: 'Listed' }));
  const optedOut = await add(visitor, details({ lastName: 'Unlisted', contactAllowed: false }));
  const before = registry.trail.recorded.length;
  expect(listedIn(await dueList(), named)).toBeDefined();
  expect(await listedOf(named)).toEqual([
    expect.objectContaining({ sites: [trainingSites.bluebonnet.name], reason: 'recall-follow-up' }),
  ]);
  expect(await listedOf(optedOut)).toEqual([]);
  const entries = registry.trail.recorded.slice(before) as { event: string; about: Record<string, string> }[];
  const entry = entries.find(({ event }) => event === 'clients.listed')!;
  const kept = await registry.store.collection(listed).get(entry.about['list']!);
  expect(kept!.clientIds).toContain(named);
  expect(entry.about['shown']).toBe(`clients-${kept!.clientIds.length}`);
  // Whose look cannot be recorded sees nobody.
  registry.trail.refusals.push(undefined, 'storage-full');
  const refused = await visitor.post('/api/reports/due', { siteId, age: 'all', urgency: 'due' });
  expect(refused.status).toBe(503);
});

test('[I11] rejected messages are counted by cause, each message once for each, the newest first', async () => {
  const message = (id: string, day: string, ...causes: string[]): RejectedMessage => {
    return { id, day, causes, senderName: 'Practice EHR', kind: 'VXU^V04', controlId: `control-${id}` };
  };
  async function* kept() {
    yield message('one', '2026-11-01', 'consent', 'lot');
    yield message('two', '2026-11-20', 'consent');
  }
  const report = await rejectedMessages(kept, { siteId, from: '2026-11-01', to: today });
  expect(report.causes).toEqual([
    { cause: 'consent', messages: 2 },
    { cause: 'lot', messages: 1 },
  ]);
  expect(report.messages.map(({ id }) => id)).toEqual(['two', 'one']);
  expect(report.messages[0]).toMatchObject({ sender: 'Practice EHR', controlId: 'control-two' });
  const answer = await visitor.post('/api/reports/rejected', { siteId, from: '2026-11-01', to: today });
  expect(answer.body as RejectedMessages).toEqual({ causes: [], messages: [], more: false });
});

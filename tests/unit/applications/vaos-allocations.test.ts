import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Allocation } from '../../../shared/applications/vaos/allocations/api.ts';
import type { Dashboard } from '../../../shared/applications/vaos/overview/api.ts';
import type { OrderChoice } from '../../../shared/applications/vaos/orders/api.ts';
import type { InReview } from '../../../shared/applications/vaos/review/api.ts';
import { vaosEn } from '../../../shared/applications/vaos/texts/en.ts';
import { vaosEs } from '../../../shared/applications/vaos/texts/es.ts';
import { deliveryLines } from '../../../shared/applications/vaos/orders/shown-hours.ts';
import type { NewNotice } from '../../../shared/identity/api/notices.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { allocationNotices } from '../../../server/applications/vaos/allocations/allocation-notices.ts';
import { acceptAllocation, AllocationOver } from '../../../server/applications/vaos/allocations/allocations.ts';
import { simulatedDepot } from '../../../server/applications/vaos/training/depot.ts';
import { sites } from '../../../server/applications/vaos/records.ts';
import { createVaos } from '../../../server/applications/vaos/server.ts';
import { seedVaos } from '../../../server/applications/vaos/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clock, coordinator, type Started, started, type Visitor } from './started.ts';

const { bluebonnet, pecan } = trainingSites;
const at = (path: string, site: { id: string } = bluebonnet) => `/api/sites/${site.id}/${path}`;
const hours = (count: number) => ({ now: () => clock.now() + count * 3_600_000 });

let vaos: Started;
let casey: Visitor;
let reviewer: Visitor;
beforeEach(async () => {
  vaos = await started('vaos', createVaos, seedVaos);
  casey = await vaos.as(coordinator);
  reviewer = await vaos.as({ ...coordinator, accountId: 'reviewer', roles: ['state-reviewer'], sites: [] });
});
afterEach(() => vaos.close());

const roomy = async () => {
  const { choices } = (await casey.get(at('order-choices'))).body as { choices: OrderChoice[] };
  return choices.find(({ most, packDoses }) => packDoses > 1 && most >= 2 * packDoses)!;
};
const allocations = async () =>
  ((await casey.get(at('allocations'))).body as { allocations: Allocation[] }).allocations;
const inReview = async () => (await reviewer.get('/api/review')).body as InReview;

async function setAside(): Promise<{ id: string; choice: OrderChoice }> {
  const choice = await roomy();
  const id = randomUUID();
  const allocation = { key: id, pin: '990001', program: 'TVFC', ndc: choice.ndc, doses: 2 * choice.packDoses };
  expect((await reviewer.post('/api/review/allocations', allocation)).status).toBe(204);
  return { id, choice };
}

test('[V2] an allocation is open for 48 hours, and accepting it, or part of it, orders it without another approval', async () => {
  const { id, choice } = await setAside();
  const allocation = (await allocations()).find((each) => each.id === id);
  expect(allocation).toMatchObject({ id, status: 'offered', secondsLeft: 48 * 3600, doses: 2 * choice.packDoses });
  const accept = (doses: number) => casey.post(at(`allocations/${id}/acceptance`), { doses });
  expect((await accept(3 * choice.packDoses)).body).toMatchObject({ fields: [{ field: 'doses' }] });
  expect((await accept(choice.packDoses - 1)).body).toMatchObject({ fields: [{ field: 'doses' }] });
  const accepted = await accept(choice.packDoses);
  expect(accepted.status).toBe(200);
  // The answer may have been lost.
  expect((await accept(choice.packDoses)).body).toEqual(accepted.body);
  const { number } = accepted.body as { number: string };
  const { orders } = (await casey.get(at('dashboard'))).body as Dashboard;
  expect(orders.filter((order) => order.number === number)).toEqual([
    expect.objectContaining({ status: 'approved', doses: choice.packDoses }),
  ]);
  expect((await allocations()).find((each) => each.id === id)).toMatchObject({
    status: 'accepted',
    order: number,
    secondsLeft: 0,
  });
  expect((await casey.post(at(`allocations/${id}/refusal`), { reason: 'too late' })).status).toBe(409);
});

test('[V2] after 48 hours nobody accepts it, also before anything has swept it away', async () => {
  const { id, choice } = await setAside();
  const by = { accountId: 'coordinator', name: 'Casey Coordinator' };
  const accept = (later: number) =>
    acceptAllocation(
      { store: vaos.store, clock: hours(later), timeZone: defaultTimeZone },
      { siteId: bluebonnet.id, by },
      id,
      choice.packDoses,
      { require: async () => undefined },
    );
  await expect(accept(48)).rejects.toThrow(AllocationOver);
  expect((await allocations()).map(({ status }) => status)).toEqual(['offered', 'offered']);
  expect(await accept(47.99)).toMatch(/^VA-/);
});

test('[N1] the portal tells the site of it once, and takes that back when it is answered', async () => {
  const { id, choice } = await setAside();
  const posted: NewNotice[] = [];
  const withdrawn: string[] = [];
  const services = {
    postNotice: async (notice: NewNotice) => void posted.push(notice),
    withdrawNotice: async (key: string) => void withdrawn.push(key),
  };
  const look = (later: number) =>
    allocationNotices({
      store: vaos.store,
      clock: hours(later),
      timeZone: defaultTimeZone,
      origin: 'https://vaos.example',
      services,
    }).run();
  await look(0);
  await look(0);
  // Another two are of the training data.
  expect(posted).toHaveLength(3);
  expect(posted.filter(({ key }) => key === `allocation:${id}`)).toEqual([
    expect.objectContaining({
      key: `allocation:${id}`,
      to: { site: bluebonnet.id },
      title: `${2 * choice.packDoses} doses of ${choice.product} are set aside for your site`,
      expiresAt: '2026-11-24T18:00:00.000Z',
    }),
  ]);
  expect(posted.find(({ key }) => key === `allocation:${id}`)!.text).toContain(
    'by November 24, 2026 at 12:00 PM (Central Time)',
  );
  expect((await casey.post(at(`allocations/${id}/refusal`), { reason: 'We have enough' })).status).toBe(204);
  await look(1);
  await look(1);
  expect(withdrawn).toEqual([`allocation:${id}`]);
  const { id: another } = await setAside();
  await look(48);
  expect((await allocations()).find((each) => each.id === another)).toMatchObject({ status: 'lapsed' });
  expect(withdrawn).toHaveLength(1);
});

test('[V2] the State’s reviewer approves, ships and refuses what sites have submitted, and what nobody submitted is not theirs', async () => {
  const choice = await roomy();
  const ordered = async () => {
    const order = { key: randomUUID(), program: 'TVFC', ndc: choice.ndc, doses: choice.packDoses };
    return ((await casey.post(at('orders'), order)).body as { number: string }).number;
  };
  const [first, second] = [await ordered(), await ordered()];
  expect((await reviewer.post(`/api/review/orders/${first}/approval`, {})).status).toBe(404);
  await casey.post(at(`orders/${first}/submission`), {});
  await casey.post(at(`orders/${second}/submission`), {});
  const waiting = (await inReview()).orders.filter(({ number }) => number === first || number === second);
  expect(waiting).toHaveLength(2);
  expect(waiting[0]).toMatchObject({ site: { name: bluebonnet.name, pin: '990001' }, usable: choice.usable });
  expect((await reviewer.post(`/api/review/orders/${first}/shipment`, {})).status).toBe(409);
  expect((await reviewer.post(`/api/review/orders/${first}/approval`, {})).status).toBe(204);
  expect((await reviewer.post(`/api/review/orders/${first}/shipment`, {})).status).toBe(204);
  const reason = 'Order it with the next month’s need';
  expect((await reviewer.post(`/api/review/orders/${second}/refusal`, { reason })).status).toBe(204);
  const { orders } = (await casey.get(at('dashboard'))).body as Dashboard;
  const of = (number: string) => orders.find((order) => order.number === number);
  expect(of(first)).toMatchObject({ status: 'shipped' });
  expect(of(second)).toMatchObject({ status: 'cancelled', remark: reason });
});

test('[O2] a coordinator reviews nothing, and a reviewer changes no site’s stock', async () => {
  expect((await casey.get('/api/review')).status).toBe(403);
  expect((await reviewer.get(at('dashboard'))).status).toBe(403);
  const both = await vaos.as({ ...coordinator, accountId: 'both', roles: ['state-reviewer'] });
  expect((await both.post(at('allocations/any/acceptance'), { doses: 5 })).status).toBe(403);
});

test('[V2] in training each site is offered one package a week, of what it has room for', async () => {
  const work = (later: number) =>
    simulatedDepot({ store: vaos.store, clock: hours(later), timeZone: defaultTimeZone }).run();
  // The training data begins with one.
  await work(24);
  const [allocation, ...more] = await allocations();
  expect(more).toEqual([]);
  expect(allocation).toMatchObject({ status: 'offered', doses: allocation!.packDoses });
  await work(7 * 24);
  expect(await allocations()).toHaveLength(2);
  // A site whose count is late is offered it all the same, and accepts it when the count is filed.
  await vaos.store.collection(sites).update(pecan.id, ({ lastCount: _, ...site }) => site);
  const { allocations: theirs } = (
    await (await vaos.as({ ...coordinator, sites: [pecan] })).get(at('allocations', pecan))
  ).body as { allocations: Allocation[] };
  const answer = await (await vaos.as({ ...coordinator, accountId: 'pecan', sites: [pecan] })).post(
    at(`allocations/${theirs.at(-1)!.id}/acceptance`, pecan),
    { doses: theirs.at(-1)!.doses },
  );
  expect(answer).toMatchObject({ status: 409, body: { type: '/problems/ordering-locked' } });
});

test('[V2] who orders beside what is set aside says why, in words of a length, and the State’s reviewer reads them', async () => {
  const { choice } = await setAside();
  const choices = (await casey.get(at('order-choices'))).body as { choices: OrderChoice[] };
  expect(choices.choices.find(({ ndc }) => ndc === choice.ndc)).toMatchObject({ setAside: 2 * choice.packDoses });
  const order = { key: randomUUID(), program: 'TVFC', ndc: choice.ndc, doses: choice.packDoses };
  const send = (more: object) => casey.post(at('orders'), { ...order, ...more });
  const refused = { status: 400, body: { fields: [{ field: 'reason' }] } };
  for (const reason of [undefined, ' ', ' x ', 'x'.repeat(501)]) {
    expect(await send(reason === undefined ? {} : { reason })).toMatchObject(refused);
  }
  const saved = await send({ reason: ' An outbreak at a school. ', note: ' Ring at the back door. ' });
  const { number } = saved.body as { number: string };
  expect((await casey.post(at(`orders/${number}/submission`), {})).status).toBe(204);
  expect((await inReview()).orders.find((each) => each.number === number)).toMatchObject({
    program: 'TVFC',
    reason: 'An outbreak at a school.',
    note: 'Ring at the back door.',
  });
});

test('[Y4][V2] what Syntropi says has lapsed, or knows nothing of, is not ordered for; where it does not answer the draft waits', async () => {
  let enrollments: object[] = [{ program: 'TVFC', status: 'lapsed' }];
  let deliveryHours: object[] | undefined;
  const syntropi = createServer((request, response) => {
    expect(request.url).toBe(`/api/enrollments/${bluebonnet.id}`);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ asOf: '2026-11-22T18:00:00Z', enrollments, deliveryHours }));
  }).listen(0, '127.0.0.1');
  await once(syntropi, 'listening');
  onTestFinished(() => void syntropi.close());
  const address = `http://127.0.0.1:${(syntropi.address() as AddressInfo).port}/`;
  const asked = await started('vaos', createVaos, seedVaos, { syntropi: address });
  onTestFinished(() => asked.close());
  const robin = await asked.as(coordinator);
  const { choices } = (await robin.get(at('order-choices'))).body as { choices: OrderChoice[] };
  const { ndc, packDoses } = choices.find(({ most, packDoses: pack }) => most >= pack)!;
  const order = { key: randomUUID(), program: 'TVFC', ndc, doses: packDoses };
  const { number } = (await robin.post(at('orders'), order)).body as { number: string };
  const submit = () => robin.post(at(`orders/${number}/submission`), {});
  const [offered] = ((await robin.get(at('allocations'))).body as { allocations: Allocation[] }).allocations;
  const notEnrolled = { status: 409, body: { type: '/problems/not-enrolled' } };
  expect(await submit()).toMatchObject(notEnrolled);
  const accept = () => robin.post(at(`allocations/${offered!.id}/acceptance`), { doses: offered!.doses });
  expect(await accept()).toMatchObject(notEnrolled);
  enrollments = [{ program: 'ASN', status: 'approved' }];
  expect(await submit()).toMatchObject(notEnrolled);
  enrollments = [{ program: 'TVFC', status: 'approved', renewBy: '2027-03-01' }];
  expect((await robin.get(at('delivery-hours'))).body).toEqual({});
  deliveryHours = [{ day: 'tuesday', from: '08:00', to: '16:30', breakFrom: '12:00', breakTo: '13:00' }];
  expect((await robin.get(at('delivery-hours'))).body).toEqual({ deliveryHours });
  const accepted = await accept();
  expect(accepted.status).toBe(200);
  syntropi.closeAllConnections();
  await new Promise((resolve) => void syntropi.close(resolve));
  expect(await submit()).toMatchObject({ status: 503, body: { type: '/problems/application-unreachable' } });
  expect((await robin.get(at('delivery-hours'))).status).toBe(503);
  const { orders } = (await robin.get(at('dashboard'))).body as Dashboard;
  expect(orders.find((each) => each.number === number)).toMatchObject({ status: 'draft' });
  // The depot is told when somebody is there, as the enrollment said then.
  const fromAllocation = orders.find((each) => each.number === (accepted.body as { number: string }).number);
  expect(fromAllocation).toMatchObject({ deliveryHours });
});

test('[V2] delivery hours are said once for days that are alike and follow one another', () => {
  const open = { from: '08:00', to: '17:00', breakFrom: '12:00', breakTo: '13:00' };
  const days = ['monday', 'tuesday', 'thursday'] as const;
  const takesIn = [...days.map((day) => ({ day, ...open })), { day: 'friday' as const, from: '08:00', to: '12:00' }];
  expect(deliveryLines(takesIn, vaosEs.delivery, 'es')[0]).toMatch(
    /^Lunes a martes: de 8:00.a\.\s?m\. a 5:00.p\.\s?m\., no hay nadie de 12:00.p\.\s?m\. a 1:00.p\.\s?m\.$/u,
  );
  expect(deliveryLines(takesIn, vaosEn.delivery, 'en')).toEqual([
    'Monday to Tuesday: 8:00 AM to 5:00 PM, nobody from 12:00 PM to 1:00 PM',
    'Thursday: 8:00 AM to 5:00 PM, nobody from 12:00 PM to 1:00 PM',
    'Friday: 8:00 AM to 12:00 PM',
  ]);
});

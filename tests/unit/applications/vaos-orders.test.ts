import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dashboard, Order } from '../../../shared/applications/vaos/overview/api.ts';
import type { OrderChoice } from '../../../shared/applications/vaos/orders/api.ts';
import type { Ledger } from '../../../shared/applications/vaos/stock/api.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { simulatedDepot } from '../../../server/applications/vaos/training/depot.ts';
import { sites } from '../../../server/applications/vaos/records.ts';
import { createVaos } from '../../../server/applications/vaos/server.ts';
import { seedVaos } from '../../../server/applications/vaos/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clock, coordinator, type Started, started, type Visitor } from './started.ts';

const { bluebonnet, pecan } = trainingSites;
const at = (path: string, site: { id: string } = bluebonnet) => `/api/sites/${site.id}/${path}`;

let vaos: Started;
let casey: Visitor;
beforeEach(async () => {
  vaos = await started('vaos', createVaos, seedVaos);
  casey = await vaos.as(coordinator);
});
afterEach(() => vaos.close());

const dashboard = async () => (await casey.get(at('dashboard'))).body as Dashboard;
const orderOf = async (number: string): Promise<Order> =>
  (await dashboard()).orders.find((order) => order.number === number)!;
const choices = async () => ((await casey.get(at('order-choices'))).body as { choices: OrderChoice[] }).choices;

async function roomy(): Promise<OrderChoice> {
  const found = (await choices()).find(({ most, packDoses }) => packDoses > 1 && most >= 2 * packDoses);
  expect(found).toBeDefined();
  return found!;
}

const order = (choice: Pick<OrderChoice, 'ndc'>, doses: number) => ({
  key: randomUUID(),
  program: 'TVFC',
  ndc: choice.ndc,
  doses,
});
const refusedFor = (field: string) => ({
  status: 400,
  body: expect.objectContaining({ fields: [expect.objectContaining({ field })] }),
});

async function ordered(doses?: number): Promise<{ number: string; choice: OrderChoice }> {
  const choice = await roomy();
  const answer = await casey.post(at('orders'), order(choice, doses ?? choice.packDoses));
  expect(answer.status).toBe(200);
  return { number: (answer.body as { number: string }).number, choice };
}

test('[V2] an order is a draft, submitted, approved, shipped and received, and its vaccine is in stock then', async () => {
  const { number, choice } = await ordered();
  expect(await orderOf(number)).toMatchObject({ status: 'draft', doses: choice.packDoses });
  expect((await casey.post(at(`orders/${number}/submission`), {})).status).toBe(204);
  const tomorrow = (days: number) => ({ now: () => clock.now() + days * 86_400_000 });
  for (const [days, status] of [
    [0, 'submitted'],
    [1, 'approved'],
    [1, 'approved'],
    [2, 'shipped'],
  ] as const) {
    await simulatedDepot({ store: vaos.store, clock: tomorrow(days), timeZone: defaultTimeZone }).run();
    expect(await orderOf(number)).toMatchObject({ status });
  }
  expect(await casey.post(at(`orders/${number}/cancellation`), {})).toMatchObject({
    status: 409,
    body: { type: '/problems/order-changed' },
  });

  const line = { ndc: choice.ndc, lot: 'NEW-1', expires: '2027-08-31', doses: choice.packDoses - 1 };
  const receipt = { key: randomUUID(), order: number, temperature: 'in-range', lines: [line] };
  expect(await casey.post(at('receipts'), receipt)).toEqual(refusedFor('discrepancy'));
  const explained = { ...receipt, discrepancy: 'One syringe was broken in the box.' };
  expect((await casey.post(at('receipts'), explained)).status).toBe(204);
  expect((await casey.post(at('receipts'), explained)).status).toBe(204);
  expect(await casey.post(at('receipts'), { ...explained, key: randomUUID() })).toEqual(refusedFor('order'));
  const { stock } = await dashboard();
  expect(stock.filter(({ lot }) => lot === 'NEW-1')).toMatchObject([{ doses: line.doses, condition: 'usable' }]);
  expect(await orderOf(number)).toMatchObject({ status: 'received' });
  const { movements } = (await casey.post(at('ledger'), {})).body as Ledger;
  expect(movements).toMatchObject([
    { kind: 'received', doses: line.doses, order: number, by: coordinator.name, isReversed: false },
  ]);
});

test('[V2] the same order that is sent twice is one', async () => {
  const wanted = order(await roomy(), 10);
  const [first, second] = [await casey.post(at('orders'), wanted), await casey.post(at('orders'), wanted)];
  expect(first.status).toBe(200);
  expect(second).toEqual(first);
});

test('[V2] an order is of whole packages, and within what the site may have', async () => {
  const choice = await roomy();
  const send = (doses: number, ndc = choice.ndc) => casey.post(at('orders'), order({ ndc }, doses));
  expect(await send(choice.packDoses + 1)).toEqual(refusedFor('doses'));
  expect(await send(choice.most + choice.packDoses)).toEqual(refusedFor('doses'));
  expect(await send(10, '00000-0000-00')).toEqual(refusedFor('ndc'));
  expect((await send(choice.most)).status).toBe(200);
});

test('[V2] what is on the way counts, also where two drafts were written for the same room', async () => {
  const choice = await roomy();
  const { number: one } = await ordered(choice.most);
  const { number: other } = await ordered(choice.most);
  expect((await casey.post(at(`orders/${one}/submission`), {})).status).toBe(204);
  expect(await casey.post(at(`orders/${other}/submission`), {})).toEqual(refusedFor('doses'));
  expect((await choices()).find(({ ndc }) => ndc === choice.ndc)).toMatchObject({ most: 0, onTheWay: choice.most });
  expect((await casey.post(at(`orders/${one}/cancellation`), {})).status).toBe(204);
  expect((await casey.post(at(`orders/${other}/submission`), {})).status).toBe(204);
});

test('[V2] ordering is locked while the month’s count is late, and a count opens it', async () => {
  const { number } = await ordered();
  const site = (await vaos.store.collection(sites).get(bluebonnet.id))!;
  await vaos.store.collection(sites).put({ ...site, lastCount: '2026-10-31' });
  expect((await dashboard()).counting).toEqual({ lastCount: '2026-10-31', isLate: true, dueBy: '2026-11-05' });
  const locked = { status: 409, body: expect.objectContaining({ type: '/problems/ordering-locked' }) };
  expect(await casey.post(at('orders'), order(await roomy(), 10))).toEqual(locked);
  expect(await casey.post(at(`orders/${number}/submission`), {})).toEqual(locked);
  const { stock } = await dashboard();
  const lots = stock.map(({ id, doses }) => ({ lot: id, doses }));
  expect((await casey.post(at('counts'), { key: randomUUID(), lots })).status).toBe(204);
  expect((await casey.post(at(`orders/${number}/submission`), {})).status).toBe(204);
  expect((await dashboard()).counting).toMatchObject({ isLate: false, dueBy: '2026-12-05' });
});

test('[V7] another site’s lots, orders and lines are nobody’s here', async () => {
  const both = await vaos.as({ ...coordinator, accountId: 'both', sites: [bluebonnet, pecan] });
  const theirs = (await both.get(at('dashboard', pecan))).body as Dashboard;
  const lot = theirs.stock[0]!.id;
  const draft = theirs.orders.find(({ status }) => status === 'draft')!.number;
  const signature = { name: 'Robin Signer', title: 'MD' };
  const report = { key: randomUUID(), doses: 1, reason: 'lost', on: '2026-11-22', signature };
  const notFound = { status: 404, body: expect.objectContaining({ type: '/problems/not-found' }) };
  expect(await casey.post(at(`lots/${lot}/waste`), report)).toEqual(notFound);
  expect((await both.post(at(`lots/${lot}/waste`, pecan), report)).status).toBe(204);
  expect(await casey.post(at(`movements/${report.key}/reversal`), { key: randomUUID(), reason: 'not ours' })).toEqual(
    notFound,
  );
  expect(await casey.post(at(`orders/${draft}/submission`), {})).toEqual(notFound);
  const { stock } = await dashboard();
  const lots = [...stock.map(({ id, doses }) => ({ lot: id, doses })), { lot, doses: 1 }];
  expect(await casey.post(at('counts'), { key: randomUUID(), lots })).toEqual(notFound);
  expect((await casey.post(at(`lots/${lot}/waste`, pecan), report)).status).toBe(403);
});

test('[V7] a page of the ledger goes on where the one before ended', async () => {
  const { stock } = await dashboard();
  const lot = stock.find(({ doses }) => doses >= 5)!;
  const signature = { name: 'Robin Signer', title: 'MD' };
  for (let n = 0; n < 55; n += 1) {
    const key = randomUUID();
    const report = { key, doses: 1, reason: 'lost', on: '2026-11-22', signature };
    expect((await casey.post(at(`lots/${lot.id}/waste`), report)).status).toBe(204);
    await casey.post(at(`movements/${key}/reversal`), { key: randomUUID(), reason: 'found again' });
  }
  const pages: Ledger[] = [];
  let after: string | undefined;
  do {
    const page = (await casey.post(at('ledger'), { ...(after && { after }) })).body as Ledger;
    pages.push(page);
    after = page.next;
  } while (after);
  const lines = pages.flatMap(({ movements }) => movements);
  expect(lines).toHaveLength(110);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(110);
  for (const { kind, isReversed } of lines) expect(isReversed).toBe(kind === 'wasted');
  expect(await casey.post(at('ledger'), { after: 'nonsense' })).toEqual(refusedFor('after'));
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dashboard } from '../../../shared/applications/vaos/overview/api.ts';
import type { Transfer } from '../../../shared/applications/vaos/transfers/api.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { simulatedDepot } from '../../../server/applications/vaos/training/depot.ts';
import { verify } from '../../../server/applications/vaos/stock/ledger.ts';
import { createVaos } from '../../../server/applications/vaos/server.ts';
import { seedVaos } from '../../../server/applications/vaos/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clock, coordinator, type Started, started, type Visitor } from './started.ts';

const { bluebonnet, pecan } = trainingSites;
const at = (path: string, site: { id: string } = bluebonnet) => `/api/sites/${site.id}/${path}`;

let vaos: Started;
let casey: Visitor;
/** Of the other site. */
let pat: Visitor;
beforeEach(async () => {
  vaos = await started('vaos', createVaos, seedVaos);
  casey = await vaos.as(coordinator);
  pat = await vaos.as({ ...coordinator, accountId: 'pat', name: 'Pat Pecan', sites: [pecan] });
});
afterEach(() => vaos.close());

const dashboard = async (of: Visitor, site: { id: string }) => (await of.get(at('dashboard', site))).body as Dashboard;
const usableLot = async () =>
  (await dashboard(casey, bluebonnet)).stock.find(({ condition, doses }) => condition === 'usable' && doses >= 5)!;
const onHand = async (lotNumber: string) => {
  const of = (board: Dashboard) => board.stock.find(({ lot }) => lot === lotNumber)?.doses ?? 0;
  return [of(await dashboard(casey, bluebonnet)), of(await dashboard(pat, pecan))];
};
const asked = (lot: string, doses: number) => ({
  key: randomUUID(),
  lot,
  toPin: '990002',
  doses,
  reason: 'Short-dated, and Pecan Street gives it this week.',
});
const approve = () =>
  simulatedDepot({
    store: vaos.store,
    clock: { now: () => clock.now() + 86_400_000 },
    timeZone: defaultTimeZone,
  }).run();
const refusedFor = (field: string) => ({
  status: 400,
  body: expect.objectContaining({ fields: [expect.objectContaining({ field })] }),
});
const changed = { status: 409, body: expect.objectContaining({ type: '/problems/transfer-changed' }) };

test('[V5] nothing moves before it is approved, and both ledgers change in one step when it has arrived', async () => {
  const { id: lot, lot: number, doses } = await usableLot();
  const request = asked(lot, 3);
  for (let time = 0; time < 2; time += 1) expect((await casey.post(at('transfers'), request)).status).toBe(204);
  const send = () => casey.post(at(`transfers/${request.key}/dispatch`), { temperature: 4.5 });
  const receive = () => pat.post(at(`transfers/${request.key}/receipt`, pecan), { temperature: 5 });
  expect(await send()).toEqual(changed);
  await approve();
  expect(await receive()).toEqual(changed);
  expect((await send()).status).toBe(204);
  expect(await onHand(number)).toEqual([doses, 0]);
  for (let time = 0; time < 2; time += 1) expect((await receive()).status).toBe(204);
  expect(await onHand(number)).toEqual([doses - 3, 3]);
  for (const [visitor, site] of [
    [casey, bluebonnet],
    [pat, pecan],
  ] as const) {
    const { transfers } = (await visitor.get(at('transfers', site))).body as { transfers: Transfer[] };
    expect(transfers).toMatchObject([
      { from: { pin: '990001' }, to: { pin: '990002' }, status: 'received', packedAt: 4.5, unpackedAt: 5, doses: 3 },
    ]);
  }
  const back = { key: randomUUID(), reason: 'a mistake' };
  expect(await casey.post(at(`movements/${request.key}-out/reversal`), back)).toEqual(refusedFor('reason'));
  expect(await casey.post(at(`transfers/${request.key}/cancellation`), {})).toEqual(changed);
  expect((await verify(vaos.store)).differences).toEqual([]);
});

test('[V5] what the sender has used up since does not arrive, and nothing of it is written', async () => {
  const { id: lot, lot: number, doses } = await usableLot();
  const request = asked(lot, doses);
  await casey.post(at('transfers'), request);
  await approve();
  await casey.post(at(`transfers/${request.key}/dispatch`), { temperature: 4 });
  const signature = { name: 'Robin Signer', title: 'MD' };
  const waste = { key: randomUUID(), doses: 1, reason: 'lost', on: '2026-11-22', signature };
  expect((await casey.post(at(`lots/${lot}/waste`), waste)).status).toBe(204);
  expect(await pat.post(at(`transfers/${request.key}/receipt`, pecan), { temperature: 4 })).toEqual(
    refusedFor('doses'),
  );
  expect(await onHand(number)).toEqual([doses - 1, 0]);
});

test('[V5] it is of a lot that has not expired, at most what there is, and to another site that is known', async () => {
  const { stock } = await dashboard(casey, bluebonnet);
  const expired = stock.find(({ condition }) => condition === 'expired')!;
  const { id: lot, doses } = await usableLot();
  const ask = (request: object) => casey.post(at('transfers'), { ...asked(lot, 1), ...request });
  expect(await ask({ lot: expired.id })).toEqual(refusedFor('lot'));
  expect(await ask({ doses: doses + 1 })).toEqual(refusedFor('doses'));
  expect(await ask({ toPin: '990001' })).toEqual(refusedFor('toPin'));
  expect(await ask({ toPin: '123456' })).toEqual(refusedFor('toPin'));
});

test('[V5] only the sender sends and cancels, and only the receiver receives', async () => {
  const { id: lot } = await usableLot();
  const request = asked(lot, 1);
  await casey.post(at('transfers'), request);
  await approve();
  const notFound = { status: 404, body: expect.objectContaining({ type: '/problems/not-found' }) };
  expect(await pat.post(at(`transfers/${request.key}/dispatch`, pecan), { temperature: 4 })).toEqual(notFound);
  expect(await pat.post(at(`transfers/${request.key}/cancellation`, pecan), {})).toEqual(notFound);
  expect((await casey.post(at(`transfers/${request.key}/dispatch`), { temperature: 4 })).status).toBe(204);
  expect(await casey.post(at(`transfers/${request.key}/receipt`), { temperature: 4 })).toEqual(notFound);
});

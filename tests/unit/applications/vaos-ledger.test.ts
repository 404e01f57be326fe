import { randomBytes, randomUUID } from 'node:crypto';
import { array, assert, asyncProperty, constant, integer, nat, oneof, record } from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Receipt } from '../../../shared/applications/vaos/stock/api.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { post, verify } from '../../../server/applications/vaos/stock/ledger.ts';
import { lots, type LotRecord, movements, sites } from '../../../server/applications/vaos/records.ts';
import { Refused } from '../../../server/applications/vaos/refused.ts';
import { count, receive, type StockDeps, takeBack, waste } from '../../../server/applications/vaos/stock/stock.ts';
import { defineCollection, type Store } from '../../../server/store/contract.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { TestClock } from '../../support/deployment.ts';
import { needsPostgres, storePlace, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const siteId = '0000000001';
const ndc = '00006-4681-00';
const expires = '2027-06-30';
const by = { accountId: 'casey', name: 'Casey Coordinator' };
const doing = { siteId, by };
const signature = { name: 'Robin Signer', title: 'MD' } as const;

async function stockedStore(open: () => Promise<Store>): Promise<StockDeps> {
  const store = await open();
  onTestFinished(() => store.close());
  await store.collection(sites).put({ id: siteId, name: 'Practice Clinic', pin: '990001' });
  return { store, clock: new TestClock(), timeZone: defaultTimeZone };
}

async function inFiles(): Promise<StockDeps> {
  const directory = await temporaryFolder();
  return stockedStore(() => openLowdbStore({ directory, key: randomBytes(32) }));
}

const line = (doses: number, lot = 'T100') => ({ ndc, lot, expires, doses });
const receipt = (doses: number, lot?: string): Receipt => ({
  key: randomUUID(),
  temperature: 'in-range',
  lines: [line(doses, lot)],
});
const lotsOf = async ({ store }: StockDeps) => store.collection(lots).find('siteId', siteId);
const wasted = (doses: number) =>
  ({ key: randomUUID(), doses, reason: 'broken-or-spilled', on: '2026-11-22', signature }) as const;

test('[V7] what is on hand is the sum of the lines, and more than there is is refused with what there is', async () => {
  const deps = await inFiles();
  await receive(deps, doing, receipt(10));
  const [lot] = await lotsOf(deps);
  await waste(deps, doing, lot!.id, wasted(4));
  await expect(waste(deps, doing, lot!.id, wasted(7))).rejects.toThrow(/must be at most 6/);
  expect((await lotsOf(deps))[0]).toMatchObject({ doses: 6, opening: 0 });
  expect(await deps.store.collection(movements).count()).toBe(2);
  expect(await verify(deps.store)).toEqual({ lots: 1, differences: [] });
});

test('[V7] the same request that comes twice counts once', async () => {
  const deps = await inFiles();
  const received = receipt(10);
  for (let time = 0; time < 2; time += 1) await receive(deps, doing, received);
  const [lot] = await lotsOf(deps);
  const report = wasted(3);
  for (let time = 0; time < 2; time += 1) await waste(deps, doing, lot!.id, report);
  const counted = { key: randomUUID(), lots: [{ lot: lot!.id, doses: 5, reason: 'administered' as const }] };
  for (let time = 0; time < 2; time += 1) await count(deps, doing, counted);
  const [first] = await deps.store.collection(movements).find('lotId', lot!.id);
  expect(first).toBeDefined();
  const back = { key: randomUUID(), reason: 'entered for another lot' };
  for (let time = 0; time < 2; time += 1) await takeBack(deps, doing, report.key, back);
  expect((await lotsOf(deps)).map(({ doses }) => doses)).toEqual([8]);
  expect(await deps.store.collection(movements).count()).toBe(4);
});

test('[V7] a line is taken back by one of its own, once, and not where its doses are gone since', async () => {
  const deps = await inFiles();
  const received = receipt(10);
  await receive(deps, doing, received);
  const [lot] = await lotsOf(deps);
  await waste(deps, doing, lot!.id, wasted(4));
  const back = () => takeBack(deps, doing, `${received.key}-0`, { key: randomUUID(), reason: 'another clinic’s box' });
  await expect(back()).rejects.toThrow(/must be at most 6/);
  const report = wasted(1);
  await waste(deps, doing, lot!.id, report);
  const key = randomUUID();
  await takeBack(deps, doing, report.key, { key, reason: 'found again' });
  await expect(takeBack(deps, doing, report.key, { key: randomUUID(), reason: 'again' })).rejects.toThrow(/already/);
  await expect(takeBack(deps, doing, key, { key: randomUUID(), reason: 'again' })).rejects.toThrow(/stays/);
  expect(await deps.store.collection(movements).get(report.key)).toMatchObject({ kind: 'wasted', doses: -1 });
  expect((await lotsOf(deps))[0]?.doses).toBe(6);
});

test('[V7] whatever is received, wasted, counted and taken back, no lot has less than nothing and every balance is proved', async () => {
  const step = oneof(
    record({ does: constant('receive' as const), doses: integer({ min: 1, max: 40 }) }),
    record({ does: constant('waste' as const), doses: integer({ min: 1, max: 60 }) }),
    record({ does: constant('count' as const), doses: integer({ min: 0, max: 60 }) }),
    record({ does: constant('take back' as const), doses: nat(20) }),
  );
  const deps = await inFiles();
  let run = 0;
  await assert(
    asyncProperty(array(step, { maxLength: 12 }), async (steps) => {
      const lotNumber = `P${(run += 1)}`;
      await receive(deps, doing, receipt(5, lotNumber));
      const lot = (await lotsOf(deps)).find((each) => each.lot === lotNumber)!;
      const tried = async (work: Promise<void>) =>
        work.catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error;
        });
      for (const { does, doses } of steps) {
        if (does === 'receive') await tried(receive(deps, doing, receipt(doses, lotNumber)));
        else if (does === 'waste') await tried(waste(deps, doing, lot.id, wasted(doses)));
        else if (does === 'count') {
          const now = (await deps.store.collection(lots).get(lot.id))!;
          await deps.store.transaction((collections) =>
            post(collections, { ...of(lot), id: randomUUID(), kind: 'counted', doses: doses - now.doses }),
          );
        } else {
          const lines = await deps.store.collection(movements).find('lotId', lot.id);
          const chosen = lines[doses % lines.length]!;
          await tried(takeBack(deps, doing, chosen.id, { key: randomUUID(), reason: 'as if' }));
        }
        expect((await deps.store.collection(lots).get(lot.id))!.doses).toBeGreaterThanOrEqual(0);
      }
      expect((await verify(deps.store)).differences).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

const of = (lot: LotRecord) => ({ siteId, lotId: lot.id, at: 0, day: '2026-11-22', by });

test('[V7] a balance that was changed beside the ledger is found', async () => {
  const deps = await inFiles();
  await receive(deps, doing, receipt(10));
  const [lot] = await lotsOf(deps);
  await deps.store.collection(lots).put({ ...lot!, doses: 11 });
  expect((await verify(deps.store)).differences).toMatchObject([{ lot: { id: lot!.id, doses: 11 }, sum: 10 }]);
});

test('[V7] stock of before there was a ledger begins it with what was on hand', async () => {
  const directory = await temporaryFolder();
  const key = randomBytes(32);
  const before = await openLowdbStore({ directory, key });
  const asItWas = defineCollection<Omit<LotRecord, 'opening'>>()({
    name: 'vaos-lots',
    lifetime: 'lasting',
    indexes: ['siteId'],
  });
  await before.collection(asItWas).put({ id: 'old', siteId, ndc, lot: 'OLD1', expires, doses: 12 });
  await before.close();
  const deps = await stockedStore(() => openLowdbStore({ directory, key }));
  await waste(deps, doing, 'old', wasted(2));
  expect(await lotsOf(deps)).toMatchObject([{ opening: 12, doses: 10 }]);
  expect((await verify(deps.store)).differences).toEqual([]);
});

test('[V3] a lot that is on hand has one expiration, and expired vaccine is not taken in', async () => {
  const deps = await inFiles();
  await receive(deps, doing, receipt(10));
  const otherwise = { ...receipt(5), lines: [{ ...line(5), expires: '2027-07-31' }] };
  await expect(receive(deps, doing, otherwise)).rejects.toMatchObject({ field: 'lines.0.expires' });
  const expired = { ...receipt(5), lines: [line(5, 'T200'), { ...line(5, 'T201'), expires: '2026-11-21' }] };
  await expect(receive(deps, doing, expired)).rejects.toMatchObject({ field: 'lines.1.expires' });
  expect((await lotsOf(deps)).map(({ doses }) => doses)).toEqual([10]);
});

test('[V4] what has not expired is not reported as expired, and nothing of tomorrow or long ago is reported', async () => {
  const deps = await inFiles();
  await receive(deps, doing, receipt(10));
  const [lot] = await lotsOf(deps);
  const refused = (report: object) => waste(deps, doing, lot!.id, { ...wasted(1), ...report });
  await expect(refused({ reason: 'expired' })).rejects.toMatchObject({ field: 'reason' });
  await expect(refused({ on: '2026-11-23' })).rejects.toMatchObject({ field: 'on' });
  await expect(refused({ on: '2025-11-21' })).rejects.toMatchObject({ field: 'on' });
  expect(limits.stock.wasteDaysBack).toBe(365);
});

test('[V6] a count has every lot that is on hand, and says why one is other than the ledger', async () => {
  const deps = await inFiles();
  await receive(deps, doing, receipt(10, 'A1'));
  await receive(deps, doing, receipt(20, 'B2'));
  const [a, b] = (await lotsOf(deps)).toSorted((x, y) => x.lot.localeCompare(y.lot));
  const counted = (each: object[]) => count(deps, doing, { key: randomUUID(), lots: each as [] });
  await expect(counted([{ lot: a!.id, doses: 10 }])).rejects.toThrow(/must have lot B2 too/);
  const without = [
    { lot: a!.id, doses: 10 },
    { lot: b!.id, doses: 18 },
  ];
  await expect(counted(without)).rejects.toMatchObject({ field: 'lots.1.reason' });
  await counted([without[0]!, { ...without[1]!, reason: 'administered' }]);
  expect((await lotsOf(deps)).map(({ doses }) => doses).toSorted((x, y) => x - y)).toEqual([10, 18]);
  expect((await deps.store.collection(sites).get(siteId))?.lastCount).toBe('2026-11-22');
});

const postgres = usePostgres();

describe.skipIf(withoutPostgres)(`two processes on one PostgreSQL${needsPostgres}`, () => {
  test('[V7] sixteen who take from one lot at once get what there is, and no more', async () => {
    const place = storePlace(postgres.server.settings);
    const desks = [await stockedStore(() => place.open()), await stockedStore(() => place.open())] as const;
    await receive(desks[0], doing, receipt(10));
    const [lot] = await lotsOf(desks[0]);
    const took = await Promise.allSettled(
      Array.from({ length: 16 }, (_, at) => waste(desks[at % 2]!, doing, lot!.id, wasted(1))),
    );
    expect(took.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const each of took) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(Refused);
    expect(await lotsOf(desks[1])).toMatchObject([{ doses: 0 }]);
    expect((await verify(desks[1].store)).differences).toEqual([]);
  });
});

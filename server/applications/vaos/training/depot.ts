import { randomUUID } from 'node:crypto';
import { limits } from '../../../../shared/contract/limits.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Job } from '../../../jobs.ts';
import { allocate } from '../allocations/allocations.ts';
import { moveOn, orderChoices } from '../orders/orders.ts';
import { allocations, orders, type SiteRecord, sites, transfers } from '../records.ts';
import type { StockDeps } from '../stock/stock.ts';
import { moveTransfer } from '../transfers/transfers.ts';

/**
 * Stands for the State and its depot in training: what was submitted is approved, and what was approved shipped, a day
 * later; transfers too are approved then. Each week it sets vaccine aside for each site.
 */
export function simulatedDepot(deps: StockDeps): Job {
  return { name: 'simulated-depot', every: limits.depot.lookEvery, run: () => work(deps) };
}

const next = { submitted: 'approved', approved: 'shipped' } as const;

async function work(deps: StockDeps): Promise<void> {
  const { store, ...time } = deps;
  const day = today(time);
  for (const site of await store.collection(sites).list()) {
    await store.transaction(async (collections) => {
      for (const transfer of await collections.collection(transfers).find('from', site.id)) {
        if (transfer.status === 'requested' && transfer.statusSince < day) {
          await moveTransfer(collections, transfer, 'approved', day);
        }
      }
      for (const order of await collections.collection(orders).find('siteId', site.id)) {
        if (order.status !== 'submitted' && order.status !== 'approved') continue;
        if (order.statusSince < day) await moveOn(collections, order, next[order.status], day);
      }
    });
    await setAside(deps, site);
  }
}

/** One package of what the site has the most room for. */
export async function setAside(deps: StockDeps, { id, pin }: SiteRecord): Promise<void> {
  const before = await deps.store.collection(allocations).find('siteId', id);
  const since = deps.clock.now() - limits.depot.allocatesEvery;
  if (before.some(({ offeredAt }) => offeredAt > since)) return;
  const choices = (await orderChoices(deps, id)).filter(({ packDoses }) => packDoses > 1);
  const [choice] = choices.toSorted((a, b) => b.most - a.most || a.ndc.localeCompare(b.ndc));
  if (choice === undefined || choice.most === 0) return;
  await allocate(deps, { key: randomUUID(), pin, program: 'TVFC', ndc: choice.ndc, doses: choice.packDoses });
}

import { limits } from '../../../shared/contract/limits.ts';
import { today } from '../../../shared/contract/time.ts';
import type { Job } from '../../jobs.ts';
import { moveOn } from './orders.ts';
import { orders, sites, transfers } from './records.ts';
import type { StockDeps } from './stock.ts';
import { moveTransfer } from './transfers.ts';

/** Stands for the State and its depot in training: what was submitted is approved, and what was approved shipped, a day later; transfers too are approved then. */
export function simulatedDepot(deps: StockDeps): Job {
  return { name: 'simulated-depot', every: limits.depot.lookEvery, run: () => work(deps) };
}

const next = { submitted: 'approved', approved: 'shipped' } as const;

async function work({ store, ...time }: StockDeps): Promise<void> {
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
  }
}

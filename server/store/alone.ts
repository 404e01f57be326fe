import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from './contract.ts';

const lookEvery = 100;

/** Does the work while no other process on the store does this job; one that does is waited for. */
export async function alone<R>(store: Store, job: string, work: () => Promise<R>): Promise<R> {
  let claim = await store.claim(job);
  for (; claim === undefined; claim = await store.claim(job)) await sleep(lookEvery);
  try {
    return await work();
  } finally {
    await claim.release();
  }
}

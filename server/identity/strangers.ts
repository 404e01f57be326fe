import { limits } from '../../shared/contract/limits.ts';
import type { Collection, Entity, Store } from '../store/contract.ts';
import { budgets } from './recovery/budget.ts';
import { flows } from './recovery/flow.ts';
import { lockouts } from './sign-in/lockout.ts';

/**
 * What somebody who never signs in makes the server keep: counters of names that are nobody's, and resets that were begun.
 * Of each there are never many more than the limit; the oldest go first. Counters of accounts are not among them, or a
 * flood of other names would open a lock.
 */
export async function keepFewStrangers(store: Store): Promise<void> {
  await keepNewest(store.collection(lockouts), ({ nobodyAt }) => nobodyAt);
  await keepNewest(store.collection(budgets), ({ nobody, spent }) => (nobody ? (spent.at(-1) ?? 0) : undefined));
  await keepNewest(store.collection(flows), ({ state, startedAt }) => (state === 'started' ? startedAt : undefined));
}

/** @param madeAt when a record was made, where it may go */
async function keepNewest<T extends Entity>(
  records: Collection<T, keyof T & string>,
  madeAt: (record: T) => number | undefined,
): Promise<void> {
  const over = (await records.count()) - limits.strangers.kept;
  if (over <= 0) return;
  const mayGo = (await records.list()).flatMap((record) => {
    const at = madeAt(record);
    return at === undefined ? [] : { id: record.id, at };
  });
  for (const { id } of mayGo.toSorted((a, b) => a.at - b.at).slice(0, over)) await records.delete(id);
}

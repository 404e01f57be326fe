import type { ImportRun } from '../../../shared/identity/api/import.ts';
import type { Clock } from '../../clock.ts';
import { defineCollection, type Store } from '../../store/contract.ts';

/** How far an import is, for whoever began it: it goes on when their page is closed. */

/** One for each administrator: the newest. */
type RunRecord = ImportRun & {
  /** The account's. */
  readonly id: string;
};

const runs = defineCollection<RunRecord>()({ name: 'import-runs', lifetime: 'session', indexes: [] });

/** Often enough to see it move, and rarely enough to cost nothing. Milliseconds. */
const every = 1000;

type Deps = { readonly store: Store; readonly clock: Clock };

export async function runOf(account: string, { store }: Pick<Deps, 'store'>): Promise<ImportRun | undefined> {
  const record = await store.collection(runs).get(account);
  if (record === undefined) return undefined;
  const { id: _, ...run } = record;
  return run;
}

/** Keeps how far the work is, and how it ended. What cannot be kept stops no import. */
export async function followed<R>(
  account: string,
  work: (progress: (done: number, total: number) => void) => Promise<R>,
  endOf: (result: R) => Pick<ImportRun, 'state' | 'created' | 'updated'>,
  { store, clock }: Deps,
): Promise<R> {
  const startedAt = clock.now();
  const keep = (run: Omit<ImportRun, 'startedAt'>) =>
    store
      .collection(runs)
      .put({ id: account, startedAt, ...run })
      .catch(() => {});
  let [done, total, keptAt] = [0, 0, Number.NEGATIVE_INFINITY];
  // In the order in which they were told.
  let last: Promise<unknown> = keep({ state: 'running', done, total });
  try {
    const result = await work((hashed, all) => {
      [done, total] = [hashed, all];
      if (performance.now() - keptAt < every) return;
      keptAt = performance.now();
      last = last.then(() => keep({ state: 'running', done: hashed, total: all }));
    });
    await last;
    await keep({ done, total, ...endOf(result) });
    return result;
  } catch (error) {
    await last;
    await keep({ state: 'failed', done, total });
    throw error;
  }
}

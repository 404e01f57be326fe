import type { ImportRun } from '../../../shared/identity/api/import.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import type { ImportProgress } from './options.ts';

/** How far an import is, for whoever began it: it goes on when their page is closed. */

/** One for each administrator: the newest. */
type RunRecord = ImportRun & {
  /** The account's. */
  readonly id: string;
  /** When it was last heard of: a server that was killed says nothing more. Milliseconds since 1970. */
  readonly seenAt?: number;
};

const runs = defineCollection<RunRecord>()({ name: 'import-runs', lifetime: 'session', indexes: [] });

/** Often enough to see it move, and rarely enough to cost nothing. Milliseconds. */
const every = 1000;

type Deps = { readonly store: Store; readonly clock: Clock };

export async function runOf(account: string, { store, clock }: Deps): Promise<ImportRun | undefined> {
  const record = await store.collection(runs).get(account);
  if (record === undefined) return undefined;
  const { id: _, seenAt = record.startedAt, ...run } = record;
  const isOver = run.state === 'running' && clock.now() - seenAt > limits.import.silence;
  return isOver ? { ...run, state: 'failed' } : run;
}

/** Keeps how far the work is, and how it ended. What cannot be kept stops no import. */
export async function followed<R>(
  account: string,
  work: (progress: (at: ImportProgress) => void) => Promise<R>,
  endOf: (result: R) => Pick<ImportRun, 'state' | 'created' | 'updated'>,
  { store, clock }: Deps,
): Promise<R> {
  let run: Omit<ImportRun, 'state'> = { startedAt: clock.now(), done: 0, total: 0 };
  const keep = (more: Pick<ImportRun, 'state'>) =>
    store
      .collection(runs)
      .put({ id: account, ...run, ...more, seenAt: clock.now() })
      .catch(() => {});
  let keptAt = Number.NEGATIVE_INFINITY;
  // In the order in which they were told.
  let last: Promise<unknown> = keep({ state: 'running' });
  try {
    const result = await work((at) => {
      run = { ...run, ...('ready' in at ? { done: at.ready, total: at.of } : at) };
      if ('ready' in at && performance.now() - keptAt < every) return;
      keptAt = performance.now();
      last = last.then(() => keep({ state: 'running' }));
    });
    await last;
    await keep(endOf(result));
    return result;
  } catch (error) {
    await last;
    await keep({ state: 'failed' });
    throw error;
  }
}

import type { EntryDue, EntryStep } from '../../../shared/applications/immtrac2/api.ts';
import type { Reason } from '../../../shared/applications/immtrac2/fields.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/contract.ts';
import { entries } from './records.ts';

export interface EntryDeps {
  readonly store: Store;
  readonly clock: Clock;
}

const following = {
  statement: 'landing',
  landing: 'pandemic-message',
  'pandemic-message': 'none',
} as const satisfies Record<EntryStep, EntryDue>;

/** What this session still has to pass before the registry's screen [O5]. */
export async function dueStep({ store }: EntryDeps, sessionId: string): Promise<EntryDue> {
  return (await store.collection(entries).get(sessionId))?.due ?? 'statement';
}

/**
 * Takes one step on the way in. A step that is not due changes nothing, so none can be skipped and a repeated click
 * does no harm.
 * @returns what is due now
 */
export async function completeStep(deps: EntryDeps, sessionId: string, step: EntryStep): Promise<EntryDue> {
  const records = deps.store.collection(entries);
  const due = following[step];
  if (step === 'statement') {
    await records.insert({ id: sessionId, due, endsAt: deps.clock.now() + limits.session.absolute });
  } else {
    await records.replaceIf(sessionId, { due: step }, { due });
  }
  return dueStep(deps, sessionId);
}

/** Whether the Confidentiality Statement was agreed to in this session; without that no client is shown. */
export async function hasAgreed(deps: EntryDeps, sessionId: string): Promise<boolean> {
  return (await dueStep(deps, sessionId)) !== 'statement';
}

/** What somebody looked for last, and why [R4]. @param searched only where nobody was found: that person can be added */
export async function rememberSearch(
  { store }: EntryDeps,
  sessionId: string,
  { reason, searched }: { reason: Reason; searched?: string | undefined },
): Promise<void> {
  const records = store.collection(entries);
  await records.update(sessionId, ({ searched: _, ...entry }) => ({
    ...entry,
    reason,
    ...(searched !== undefined && { searched }),
  }));
}

export async function lastSearch(
  { store }: EntryDeps,
  sessionId: string,
): Promise<{ reason: Reason; searched: string | undefined }> {
  const entry = await store.collection(entries).get(sessionId);
  return { reason: entry?.reason ?? 'client-care', searched: entry?.searched };
}

export async function deleteEndedEntries({ store, clock }: EntryDeps): Promise<void> {
  const records = store.collection(entries);
  for (const { id, endsAt } of await records.list()) if (endsAt <= clock.now()) await records.delete(id);
}

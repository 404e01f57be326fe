import { randomUUID } from 'node:crypto';
import type { HistoryEntry } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { Collections } from '../../../store/contract.ts';
import { type Doer, enrollmentHistory, type HistoryRecord } from './enrollment-records.ts';

type NewEntry = Pick<HistoryRecord, 'enrollmentId' | 'at' | 'by' | 'what'> & Partial<HistoryRecord>;

export async function note(collections: Pick<Collections, 'collection'>, entry: NewEntry): Promise<void> {
  await collections.collection(enrollmentHistory).insert({ id: randomUUID(), changes: [], comments: [], ...entry });
}

/** The latest first. */
export async function historyOf(
  { store }: { store: Pick<Collections, 'collection'> },
  enrollmentId: string,
): Promise<HistoryEntry[]> {
  const all = await store.collection(enrollmentHistory).find('enrollmentId', enrollmentId);
  return all
    .toSorted((a, b) => b.at - a.at || (b.revision ?? 0) - (a.revision ?? 0))
    .slice(0, limits.enrollment.historyShown)
    .map(({ at, by, what, section, changes, comments }) => ({
      at,
      by: (by satisfies Doer).name,
      what,
      changes: changes.map((change) => ({ ...change })),
      comments: comments.map((comment) => ({ ...comment })),
      ...(section && { section }),
    }));
}

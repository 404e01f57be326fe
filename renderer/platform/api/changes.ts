import {
  MutationCache,
  notifyManager,
  type QueryClient,
  useMutation,
  type UseMutationResult,
} from '@tanstack/react-query';
import type { ApiError } from './api-error.ts';

// Apart from what reads, because the page to sign in on only sends.

export const changes = new MutationCache();

/**
 * As much of react-query's client as a change needs; the whole of it comes with the first page that reads. How a change
 * goes, and why, is said in `queries.ts`.
 */
export const changesClient = {
  defaultMutationOptions: (options) => ({ networkMode: 'always', retry: false, gcTime: 0, ...options! }),
  getMutationCache: () => changes,
} satisfies Pick<QueryClient, 'defaultMutationOptions' | 'getMutationCache'> as unknown as QueryClient;

// A form shows in one step that somebody tried and that it waits.
notifyManager.setScheduler((tell) => tell());

/** What sends a change to the server, and what became of the last one. */
export type Change<Given = void> = Omit<UseMutationResult<unknown, ApiError, Given>, 'mutate'> & {
  /** One at a time: what is asked for meanwhile is not sent. */
  readonly mutate: (given: Given) => void;
};

/** @param send calls the server, and does what follows; also where the page is gone by then */
export function useChange<Given = void>(send: (given: Given) => Promise<unknown>): Change<Given> {
  const change = useMutation<unknown, ApiError, Given>({ mutationFn: send }, changesClient);
  return { ...change, mutate: (given) => change.isPending || change.mutate(given) };
}

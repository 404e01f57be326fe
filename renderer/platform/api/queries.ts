import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useId } from 'react';
import {
  addressOf,
  type AnswerOf,
  type Endpoint,
  type ParamsOf,
  type RequestOf,
} from '../../../shared/contract/endpoint.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import type { ApiError } from './api-error.ts';
import { changes } from './changes.ts';
import { callAt } from './client.ts';

export { type Change, useChange } from './changes.ts';

// What is decided once for every read, and in `changes.ts` for every change:
// - Each is sent when a person asks for it, and never again by itself: opening a record is a look that the audit trail
//   keeps, and a change that was answered with a fault may have been made. So nothing is tried again, and nothing is
//   read anew because a window got the focus or the network came back.
// - Nothing is kept once its page is gone: what is shown may be about a patient.
// - The network counts as there even where the browser says it is not: a kiosk's own server needs none.
export const queryClient = new QueryClient({
  mutationCache: changes,
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      refetchIntervalInBackground: true,
      staleTime: Infinity,
      gcTime: 0,
    },
  },
});

/** One thing that a page shows, and how far it is. */
export type Read<T> = UseQueryResult<T, ApiError>;

/** Where the server has nothing, which undefined would leave open. */
type Shown<T> = T extends undefined ? null : T;

interface Asked<E> {
  readonly params?: ParamsOf<E>;
  readonly request?: RequestOf<E>;
  /** Milliseconds, for what changes while one looks at it; a refresh that fails leaves what is shown. */
  readonly refreshEvery?: number;
  /** Where the server words the answer: another is asked for, and the old one shown until it comes. */
  readonly language?: Language;
}

/**
 * Reads one thing from this page's server. Another page that shows the same asks for itself: a record may have changed since,
 * and looking at it is a look of its own.
 */
export function useRead<const E extends Endpoint>(
  endpoint: E,
  { params, request, refreshEvery, language }: Asked<E> = {},
): Read<Shown<AnswerOf<E>>> {
  const page = useId();
  const address = addressOf(endpoint, params);
  return useQuery<Shown<AnswerOf<E>>, ApiError>(
    {
      queryKey: [page, address, request, language],
      queryFn: async () => ((await callAt(endpoint, address, request)) ?? null) as Shown<AnswerOf<E>>,
      // Only what is shown: what failed waits for a person, who reads why.
      refetchInterval: ({ state }) => (state.data === undefined ? false : (refreshEvery ?? false)),
      ...(language !== undefined && { placeholderData: keepPreviousData }),
    },
    queryClient,
  );
}

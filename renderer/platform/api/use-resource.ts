import { useCallback, useEffect, useState } from 'react';
import { addressOf, type AnswerOf, type Endpoint, type ParamsOf } from '../../../shared/contract/endpoint.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import { ApiError, callAt } from './client.ts';

export type Resource<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError; readonly retry: () => void }
  | { readonly state: 'ready'; readonly value: T };

/**
 * One thing that a page shows, read from its server. A newer address replaces an older one that is still on its way.
 * @param refreshEvery milliseconds, for what changes while one looks at it; a refresh that fails leaves what is shown
 * @param language where the server words the answer: another is asked for anew
 */
export function useResource<const E extends Endpoint>(
  endpoint: E,
  { params, refreshEvery, language }: { params?: ParamsOf<E>; refreshEvery?: number; language?: Language } = {},
): Resource<AnswerOf<E>> {
  const url = addressOf(endpoint, params);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const [answer, setAnswer] = useState<{ url: string; attempt: number; resource: Resource<AnswerOf<E>> }>();

  useEffect(() => {
    let current = true;
    const show = (resource: Resource<AnswerOf<E>>) => current && setAnswer({ url, attempt, resource });
    callAt(endpoint, url).then(
      (value) => show({ state: 'ready', value }),
      (error: ApiError) => show({ state: 'failed', error, retry }),
    );
    const refresh = () =>
      void callAt(endpoint, url).then(
        (value) => show({ state: 'ready', value }),
        () => {},
      );
    const timer = refreshEvery === undefined ? undefined : setInterval(refresh, refreshEvery);
    return () => {
      current = false;
      clearInterval(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the language goes along in a header
  }, [endpoint, url, attempt, retry, refreshEvery, language]);

  return answer?.url === url && answer.attempt === attempt ? answer.resource : { state: 'loading' };
}

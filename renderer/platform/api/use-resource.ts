import { useCallback, useEffect, useState } from 'react';
import { ApiError, call } from './client.ts';

export type Resource<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError; readonly retry: () => void }
  | { readonly state: 'ready'; readonly value: T };

/**
 * One thing that a page shows, read from its server. A newer address replaces an older one that is still on its way.
 * @param refreshEvery milliseconds, for what changes while one looks at it; a refresh that fails leaves what is shown
 */
export function useResource<T>(url: string, refreshEvery?: number): Resource<T> {
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  const [answer, setAnswer] = useState<{ url: string; attempt: number; resource: Resource<T> }>();

  useEffect(() => {
    let current = true;
    const show = (resource: Resource<T>) => current && setAnswer({ url, attempt, resource });
    call<T>('GET', url).then(
      (value) => show({ state: 'ready', value }),
      (error: ApiError) => show({ state: 'failed', error, retry }),
    );
    const refresh = () =>
      void call<T>('GET', url).then(
        (value) => show({ state: 'ready', value }),
        () => {},
      );
    const timer = refreshEvery === undefined ? undefined : setInterval(refresh, refreshEvery);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [url, attempt, retry, refreshEvery]);

  return answer?.url === url && answer.attempt === attempt ? answer.resource : { state: 'loading' };
}

import { useEffect } from 'react';
import { Redirect, useSearch } from 'wouter';
import { again, type Again, authorizationPath, signInParameters } from '../../shared/sign-in-address.ts';
import { useSession } from './session.ts';

interface Continue {
  readonly target: string | undefined;
  /** To keep it while other steps come first. */
  readonly suffix: string;
  /** Why the application asks for the password once more, where it does. */
  readonly again: Again | undefined;
}

/** Where this person was going when they were sent to sign in. */
export function useContinue(): Continue {
  const search = new URLSearchParams(useSearch());
  const target = ownAuthorization(search.get(signInParameters.continue));
  const query = target === undefined ? undefined : new URLSearchParams({ [signInParameters.continue]: target });
  const why = Object.values(again).find((known) => known === search.get(signInParameters.again));
  return {
    target,
    suffix: query === undefined ? '' : `?${query.toString()}`,
    again: target === undefined ? undefined : why,
  };
}

/** Only an authorization request to this server may be continued to; nothing else in the address counts. */
function ownAuthorization(wanted: string | null): string | undefined {
  if (wanted === null || !URL.canParse(wanted, location.origin)) return undefined;
  const { origin, pathname, search } = new URL(wanted, location.origin);
  return origin === location.origin && pathname === authorizationPath ? pathname + search : undefined;
}

/** Leads on to where the person was going, back to where their last session ended, or to the portal's home. */
export function ContinueAfter() {
  const { target } = useContinue();
  const left = useSession((state) => state.left);
  useEffect(() => {
    if (target) location.replace(target);
  }, [target]);
  return target ? null : <Redirect to={left?.path ?? '/'} replace />;
}

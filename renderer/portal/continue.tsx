import { useEffect } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { administrationPaths, changePasswordPath, expiredDestination } from '../../shared/identity/portal-paths.ts';
import { again, type Again, authorizationPath, signInParameters } from '../../shared/identity/sign-in-address.ts';
import { useSession } from './session.ts';

interface Continue {
  readonly target: string | undefined;
  /** Keeps it while other steps come first. */
  readonly suffix: string;
  /** Why the application asks for the password once more, where it does. */
  readonly again: Again | undefined;
}

/** What the portal itself sent people to. */
const ownPages = new Set<string>([
  changePasswordPath,
  `/?${expiredDestination}=1`,
  ...Object.values(administrationPaths),
]);

/** Where this person was going when they were sent to sign in. */
export function useContinue(): Continue {
  const [path] = useLocation();
  const search = useSearch();
  const given = new URLSearchParams(search);
  const here = search === '' ? path : `${path}?${search}`;
  // Where a session ended only its own person goes on [T4].
  const ended = useSession((state) => state.ended);
  const wanted = ended === undefined && ownPages.has(here) ? here : given.get(signInParameters.continue);
  const target = wanted !== null && ownPages.has(wanted) ? wanted : ownAuthorization(wanted);
  const query = target === undefined ? undefined : new URLSearchParams({ [signInParameters.continue]: target });
  const why = Object.values(again).find((known) => known === given.get(signInParameters.again));
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
  const isElsewhere = target !== undefined && !ownPages.has(target);
  useEffect(() => {
    if (isElsewhere) location.replace(target);
  }, [isElsewhere, target]);
  return isElsewhere ? null : <Redirect to={target ?? left?.path ?? '/'} replace />;
}

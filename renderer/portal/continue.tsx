import { useEffect } from 'react';
import { Redirect, useLocation, useSearch } from 'wouter';
import { changePasswordPath, expiredDestination } from '../../shared/portal-paths.ts';
import { useSession } from './session.ts';

/** Only a step of an authorization that this server began may be continued to; nothing else in the address counts. */
const interaction = /^\/interaction\/[A-Za-z0-9_-]{1,64}$/;
/** And what the portal itself sent people to. */
const ownPages = new Set([changePasswordPath, `/?${expiredDestination}=1`]);

/** Where this person was going when they were sent to sign in. */
export function useContinue(): { target: string | undefined; suffix: string } {
  const [path] = useLocation();
  const search = useSearch();
  const here = search === '' ? path : `${path}?${search}`;
  // Where a session ended only its own person goes on [T4].
  const ended = useSession((state) => state.ended);
  const wanted = ended === undefined && ownPages.has(here) ? here : new URLSearchParams(search).get('continue');
  const target = wanted !== null && (interaction.test(wanted) || ownPages.has(wanted)) ? wanted : undefined;
  return { target, suffix: target === undefined ? '' : `?continue=${encodeURIComponent(target)}` };
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

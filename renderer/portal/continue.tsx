import { useEffect } from 'react';
import { Redirect, useSearch } from 'wouter';
import { useSession } from './session.ts';

/** Only a step of an authorization that this server began may be continued to; nothing else in the address counts. */
const interaction = /^\/interaction\/[A-Za-z0-9_-]{1,64}$/;

/** Where this person was going when they were sent to sign in. */
export function useContinue(): { target: string | undefined; suffix: string } {
  const wanted = new URLSearchParams(useSearch()).get('continue');
  const target = wanted !== null && interaction.test(wanted) ? wanted : undefined;
  return { target, suffix: target === undefined ? '' : `?continue=${target}` };
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

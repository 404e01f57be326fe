import type { Problem } from '../../http/problem.ts';
import type { IdentityContext } from '../context.ts';
import { wordedProblem } from '../worded-problem.ts';
import { untilCleared } from './lockout.ts';

/** The same for every name; it never says whether there is such an account [S8]. */
export function lockedProblem(until: number, context: Pick<IdentityContext, 'deployment' | 'timeZone'>): Problem {
  const contact = context.deployment.support;
  return wordedProblem('sign-in-locked', { contact, ...(until !== untilCleared && { until }) }, context);
}

import { isDeepStrictEqual } from 'node:util';
import { limits } from '../../shared/limits.ts';
import { type Policy, policyTable } from '../../shared/policy.ts';
import type { PolicyProblem, ResolvedPolicy } from './resolve.ts';

/** What settings say only together. */
export function crossChecked(
  policy: Policy,
  origin: ResolvedPolicy['origin'],
): { policy: Policy; problems: PolicyProblem[] } {
  const longest = longestWarning(policy.SessionIdleMinutes);
  const isTooLong = policy.SessionWarningSeconds > longest;
  return {
    policy: isTooLong ? { ...policy, SessionWarningSeconds: longest } : policy,
    problems: [
      ...(isTooLong && origin.SessionWarningSeconds !== 'default' ? [warningTooLong(longest)] : []),
      ...clinicWithoutAddress(policy),
      ...kioskWithoutExit(policy),
      ...withoutEffect(policy, origin),
    ],
  };
}

/** Half of the idle limit, so that a warning is one; never less than people need to answer it. */
function longestWarning(idleMinutes: number): number {
  return Math.max(limits.session.warningSeconds.minimum, Math.floor((idleMinutes * 60) / 2));
}

function warningTooLong(longest: number): PolicyProblem {
  return {
    setting: 'SessionWarningSeconds',
    problem: 'is more than half of SessionIdleMinutes',
    instead: `it is ${longest}`,
  };
}

/** Not replaced by a local server: people would work in the wrong place and not know it. */
function clinicWithoutAddress({ ServerMode, ServerAddress }: Policy): PolicyProblem[] {
  if (ServerMode !== 'clinic' || ServerAddress !== '') return [];
  const problem = 'must be set where ServerMode is clinic';
  return [{ setting: 'ServerAddress', problem, instead: 'the kiosk has no server, and says so' }];
}

function kioskWithoutExit({ KioskMode, KioskExitCodeHash }: Policy): PolicyProblem[] {
  if (!KioskMode || KioskExitCodeHash !== '') return [];
  const problem = 'must be set where KioskMode is on';
  return [{ setting: 'KioskExitCodeHash', problem, instead: 'kiosk mode is left only by changing the policy' }];
}

/** Saying the default where it does not count is no mistake: the sample profile says everything. */
function withoutEffect(policy: Policy, origin: ResolvedPolicy['origin']): PolicyProblem[] {
  return policyTable.flatMap(({ name, onlyIn, default: safe }) => {
    const source = origin[name];
    const counts = onlyIn === undefined || onlyIn === policy.ServerMode;
    if (source === 'default' || counts || isDeepStrictEqual(policy[name], safe)) return [];
    const problem = `counts only where ServerMode is ${onlyIn}`;
    return [{ source, setting: name, problem, instead: 'it is ignored' }];
  });
}

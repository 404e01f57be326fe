import { isDeepStrictEqual } from 'node:util';
import { limits } from '../../shared/contract/limits.ts';
import { type Policy, policyTable } from '../../shared/kiosk/policy.ts';
import { firstRunChecked } from './first-run-checks.ts';
import { type PolicyProblem, type ResolvedPolicy, stopping } from './resolved-policy.ts';

/** What settings say only together. */
export function crossChecked(
  policy: Policy,
  origin: ResolvedPolicy['origin'],
): { policy: Policy; problems: PolicyProblem[] } {
  const longest = longestWarning(policy.SessionIdleMinutes);
  const isTooLong = policy.SessionWarningSeconds > longest;
  const firstRun = firstRunChecked(policy);
  return {
    policy: { ...firstRun.policy, ...(isTooLong && { SessionWarningSeconds: longest }) },
    problems: [
      ...firstRun.problems,
      ...(isTooLong && origin.SessionWarningSeconds !== 'default' ? [warningTooLong(longest)] : []),
      ...clinicWithoutAddress(policy, origin),
      ...clinicWithoutMode(policy, origin),
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
function clinicWithoutAddress(
  { ServerMode, ServerAddress }: Policy,
  origin: ResolvedPolicy['origin'],
): PolicyProblem[] {
  if (ServerMode !== 'clinic' || ServerAddress !== '' || origin.ServerAddress === 'unclear') return [];
  return [stopping({ setting: 'ServerAddress', problem: 'must be set where ServerMode is clinic' })];
}

/** Whoever names a clinic's server does not want the one for training. */
function clinicWithoutMode(policy: Policy, origin: ResolvedPolicy['origin']): PolicyProblem[] {
  if (origin.ServerMode !== 'default') return [];
  const forClinics = policyTable.filter(
    ({ name, onlyIn, default: safe }) => onlyIn === 'clinic' && !isDeepStrictEqual(policy[name], safe),
  );
  if (forClinics.length === 0) return [];
  const problem = `must be set where ${forClinics.map(({ name }) => name).join(', ')} is`;
  return [stopping({ setting: 'ServerMode', problem })];
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
    const counts = onlyIn === undefined || onlyIn === policy.ServerMode || origin.ServerMode === 'default';
    if (source === 'default' || source === 'unclear' || counts || isDeepStrictEqual(policy[name], safe)) return [];
    const problem = `counts only where ServerMode is ${onlyIn}`;
    return [{ source, setting: name, problem, instead: 'it is ignored' }];
  });
}

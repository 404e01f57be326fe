import type { Policy } from '../../shared/kiosk/policy.ts';
import { sentence } from './print-policy.ts';
import type { ResolvedPolicy } from './resolved-policy.ts';

/** Its message is written for the person at the workstation, and for IT to whom they read it. */
export class PolicyError extends Error {}

/** @throws PolicyError where a mistake leaves open what IT wants in a matter in which no guess is safe [K3] */
export function policyToStartWith({ policy, problems }: ResolvedPolicy): Policy {
  const reasons = problems.filter(({ stops }) => stops);
  if (reasons.length === 0) return policy;
  const list = reasons.map((reason) => `- ${sentence(reason)}`).join('\n');
  throw new PolicyError(
    `There is a mistake in the policy of this workstation. Call your IT and read this to them:\n${list}`,
  );
}

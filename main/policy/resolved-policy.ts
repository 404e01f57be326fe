import type { Policy, PolicyName } from '../../shared/kiosk/policy.ts';
import type { SourceName } from './sources/source.ts';

/** `unclear`: somebody decided it, or may have, and it cannot be read. */
export type PolicyOrigin = SourceName | 'default' | 'unclear';

export interface PolicyProblem {
  /** Absent where it is about how settings go together. */
  readonly source?: SourceName;
  /** Also a name that is no setting's. */
  readonly setting?: string;
  /** The end of a sentence about the setting or the source. */
  readonly problem: string;
  /** What holds instead; a sentence's part. */
  readonly instead: string;
  /** Where the kiosk would otherwise work in the wrong place, or with anybody's server. */
  readonly stops?: true;
}

export interface ResolvedPolicy {
  readonly policy: Policy;
  readonly origin: Readonly<Record<PolicyName, PolicyOrigin>>;
  readonly problems: readonly PolicyProblem[];
}

/** A problem because of which the kiosk starts nothing. */
export function stopping(problem: Omit<PolicyProblem, 'instead' | 'stops'>): PolicyProblem {
  return { ...problem, instead: 'the kiosk starts nothing', stops: true };
}

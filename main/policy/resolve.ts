import { isPolicyName, type Policy, type PolicyName, policyNames, safeDefaults } from '../../shared/policy.ts';
import { shown, wrongWith } from './check-value.ts';
import { crossChecked } from './cross-checks.ts';
import type { SourceName, PolicyValues } from './sources.ts';

/** Which value of which source holds. Pure. */

export interface PolicyReading {
  readonly source: SourceName;
  readonly values: PolicyValues;
}

export type PolicyOrigin = SourceName | 'default';

export interface PolicyProblem {
  /** Absent where it is about how settings go together. */
  readonly source?: SourceName;
  /** Also a name that is no setting's. */
  readonly setting?: string;
  /** The end of a sentence about the setting or the source. */
  readonly problem: string;
  /** What holds instead; a sentence's part. */
  readonly instead: string;
}

export interface ResolvedPolicy {
  readonly policy: Policy;
  readonly origin: Readonly<Record<PolicyName, PolicyOrigin>>;
  readonly problems: readonly PolicyProblem[];
}

/** @param readings in order of precedence: the first that sets a value decides, and lists are not merged */
export function resolve(readings: readonly PolicyReading[]): ResolvedPolicy {
  const settled = policyNames.map((name) => ({ name, ...settle(name, readings) }));
  const policy = Object.fromEntries(settled.map(({ name, value }) => [name, value])) as unknown as Policy;
  const origin = Object.fromEntries(settled.map(({ name, from }) => [name, from])) as ResolvedPolicy['origin'];
  const checked = crossChecked(policy, origin);
  const problems = [...readings.flatMap(unknownNames), ...settled.flatMap((each) => each.problems)];
  return { policy: checked.policy, origin, problems: [...problems, ...checked.problems] };
}

interface Settled {
  readonly value: unknown;
  readonly from: PolicyOrigin;
  readonly problems: readonly PolicyProblem[];
}

function settle(name: PolicyName, readings: readonly PolicyReading[]): Settled {
  const [first, ...others] = readings.filter(({ values }) => Object.hasOwn(values, name));
  if (first === undefined) return { value: safeDefaults[name], from: 'default', problems: [] };
  const { source, values } = first;
  const wrong = wrongWith(name, values[name]);
  const ignored = others.flatMap((other): PolicyProblem[] => {
    const problem = wrongWith(name, other.values[name]);
    return problem === undefined
      ? []
      : [{ source: other.source, setting: name, problem, instead: `the ${source} decides` }];
  });
  if (wrong === undefined) return { value: values[name], from: source, problems: ignored };
  // Never the next source's value: IT meant to decide this, and a slip of the pen must not hand the decision to a source
  // that IT meant to overrule.
  const instead = `the default holds, ${shown(safeDefaults[name])}`;
  return {
    value: safeDefaults[name],
    from: 'default',
    problems: [{ source, setting: name, problem: wrong, instead }, ...ignored],
  };
}

function unknownNames({ source, values }: PolicyReading): PolicyProblem[] {
  return Object.keys(values)
    .filter((name) => !isPolicyName(name))
    .map((name) => ({ source, setting: shown(name), problem: 'is no setting', instead: 'it is ignored' }));
}

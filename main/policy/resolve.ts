import {
  isPolicyName,
  nothingStarts,
  type Policy,
  type PolicyName,
  policyNameLike,
  policyNames,
  policySettings,
  type PolicySetting,
  safeDefaults,
  strictValues,
} from '../../shared/kiosk/policy.ts';
import { shown, wrongWith } from './check-value.ts';
import { crossChecked } from './cross-checks.ts';
import { type PolicyOrigin, type PolicyProblem, type ResolvedPolicy, stopping } from './resolved-policy.ts';
import type { SourceName, PolicyValues } from './sources/source.ts';

/** Which value of which source holds. Pure. */

export interface PolicyReading {
  readonly source: SourceName;
  readonly values: PolicyValues;
}

/**
 * @param readings in order of precedence: the first that sets a value decides, and lists are not merged
 * @param unknown a source behind them of which nobody knows what it says
 */
export function resolve(readings: readonly PolicyReading[], unknown?: SourceName): ResolvedPolicy {
  const mode = settle('ServerMode', readings, unknown);
  const counts: Counts = (name) => {
    const { onlyIn } = policySettings[name] as PolicySetting;
    const isDecided = mode.from !== 'default' && mode.from !== 'unclear';
    return onlyIn === undefined || !isDecided || onlyIn === mode.value;
  };
  const settled = policyNames.map((name) => ({ name, ...settle(name, readings, unknown, counts) }));
  const policy = Object.fromEntries(settled.map(({ name, value }) => [name, value])) as unknown as Policy;
  const origin = Object.fromEntries(settled.map(({ name, from }) => [name, from])) as ResolvedPolicy['origin'];
  const checked = crossChecked(policy, origin);
  const problems = [
    ...readings.flatMap((reading) => unknownNames(reading, mode.from === 'default')),
    ...settled.flatMap((each) => each.problems),
    ...(unknown === undefined ? [] : unclear(unknown, origin, counts)),
  ];
  return { policy: checked.policy, origin, problems: [...problems, ...checked.problems] };
}

/** Whether a setting says something in the mode that was decided; where none was, each does. */
type Counts = (name: PolicyName) => boolean;

interface Settled {
  readonly value: unknown;
  readonly from: PolicyOrigin;
  readonly problems: readonly PolicyProblem[];
}

function settle(
  name: PolicyName,
  readings: readonly PolicyReading[],
  unknown: SourceName | undefined,
  counts: Counts = () => true,
): Settled {
  const [first, ...others] = readings.flatMap((reading) => said(name, reading));
  if (first === undefined) {
    return unknown === undefined
      ? { value: safeDefaults[name], from: 'default', problems: [] }
      : { value: strictValues[name], from: 'unclear', problems: [] };
  }
  const ignored = others.flatMap(({ source, wrong }): PolicyProblem[] =>
    wrong === undefined ? [] : [{ source, setting: name, problem: wrong, instead: `the ${first.source} decides` }],
  );
  const { source, value, wrong: problem } = first;
  if (problem === undefined) return { value, from: source, problems: ignored };
  // Never the next source's value: IT meant to decide this, and a slip of the pen must not hand the decision to a source
  // that IT meant to overrule.
  const about = { source, setting: name, problem };
  const instead = `it counts as ${shown(strictValues[name])}`;
  const stops = policySettings[name].ifInvalid === nothingStarts && counts(name);
  return {
    value: strictValues[name],
    from: 'unclear',
    problems: [stops ? stopping(about) : { ...about, instead }, ...ignored],
  };
}

/** What a source says about a setting, and what is wrong with that. */
function said(name: PolicyName, { source, values }: PolicyReading) {
  if (Object.hasOwn(values, name)) return [{ source, value: values[name], wrong: wrongWith(name, values[name]) }];
  const nearly = Object.keys(values).find((each) => policyNameLike(each) === name);
  return nearly === undefined ? [] : [{ source, value: undefined, wrong: `must be written so, not ${shown(nearly)}` }];
}

/** A name that is misspelled may have been meant for the one setting that decides where people work. */
function unknownNames({ source, values }: PolicyReading, isWithoutMode: boolean): PolicyProblem[] {
  return Object.keys(values)
    .filter((name) => !isPolicyName(policyNameLike(name)))
    .map((name) =>
      isWithoutMode
        ? stopping({ source, setting: shown(name), problem: 'is no setting, and ServerMode is not set' })
        : { source, setting: shown(name), problem: 'is no setting', instead: 'it is ignored' },
    );
}

function unclear(source: SourceName, origin: ResolvedPolicy['origin'], counts: Counts): PolicyProblem[] {
  const names = policyNames.filter(
    (name) => origin[name] === 'unclear' && policySettings[name].ifInvalid === nothingStarts && counts(name),
  );
  return names.length === 0 ? [] : [stopping({ source, problem: `may decide ${names.join(', ')}` })];
}

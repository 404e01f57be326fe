export { span } from './words.ts';
import type {
  AntigenTable,
  ConditionTable,
  ScheduleTables,
  SeriesDoseTable,
  SeriesTable,
  SkipTable,
} from '../../server/applications/immtrac2/forecast/schedule-tables.ts';
import { agesOf, codes, compact, day, inEffect, oneOf, span } from './words.ts';
import type { Tree } from './xml-tree.ts';

// One function for each part of the supporting data. Shapes: server/applications/immtrac2/forecast/schedule-tables.ts.

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function groupsOf(schedule: Tree): ScheduleTables['groups'] {
  const whole = new Map(
    schedule
      .the('vaccineGroups')
      .all('vaccineGroup')
      .map((group) => [group.text('name'), group.text('administerFullVaccineGroup')]),
  );
  return Object.fromEntries(
    schedule
      .the('vaccineGroupToAntigenMap')
      .all('vaccineGroupMap')
      .map((map) => {
        const name = map.text('name');
        const antigens = map.all('antigen').map((antigen) => antigen.text());
        return [name, compact({ antigens, givenWhole: whole.get(name) === 'Yes' })];
      }),
  );
}

/** CVX code to antigens, with the ages in which the product counts for one where that is limited. */
export function vaccinesOf(schedule: Tree): ScheduleTables['vaccines'] {
  return Object.fromEntries(
    schedule
      .the('cvxToAntigenMap')
      .all('cvxMap')
      .map((map) => [
        map.text('cvx'),
        map.all('association').map((association) => {
          const [from, until] = ['associationBeginAge', 'associationEndAge'].map((name) =>
            span(association.text(name)),
          );
          const antigen = association.text('antigen');
          return from === undefined && until === undefined ? antigen : compact({ antigen, from, until });
        }),
      ]),
  );
}

/** Pairs with the same intervals stand together: which product, and before which others. */
export function conflictsOf(schedule: Tree): ScheduleTables['conflicts'] {
  const byIntervals = new Map<
    string,
    { begins: string; afterValid: string; ends: string; pairs: Map<string, Set<string>> }
  >();
  for (const conflict of schedule.the('liveVirusConflicts').all('liveVirusConflict')) {
    const begins = span(conflict.text('conflictBeginInterval'))!;
    const afterValid = span(conflict.text('minConflictEndInterval'))!;
    const ends = span(conflict.text('conflictEndInterval'))!;
    const key = `${begins} ${afterValid} ${ends}`;
    const entry = byIntervals.get(key) ?? { begins, afterValid, ends, pairs: new Map() };
    byIntervals.set(key, entry);
    const before = conflict.the('previous').text('cvx');
    const then = entry.pairs.get(before) ?? new Set<string>();
    entry.pairs.set(before, then.add(conflict.the('current').text('cvx')));
  }
  return [...byIntervals.values()].map(({ pairs, ...intervals }) => ({
    ...intervals,
    pairs: Object.fromEntries(
      [...pairs].map(([before, then]) => [`after ${before}`, [...then].toSorted(byText).join(' ')]),
    ),
  }));
}

export function antigenOf(data: Tree, file: string): [name: string, antigen: AntigenTable] {
  const series = data.all('series').map(seriesOf);
  const [name, ...others] = new Set(data.all('series').map((each) => each.text('targetDisease')));
  if (name === undefined || others.length > 0) throw new Error(`${file} is not about one antigen`);
  const immunity = data.one('immunity');
  const contraindications = data.the('contraindications');
  return [
    name,
    compact({
      immuneWith: immunity
        ?.all('clinicalHistory')
        .map((each) => each.text('guidelineCode'))
        .join(' '),
      immuneIfBorn: immunity?.all('dateOfBirth').map((each) =>
        compact({
          before: day(each.text('immunityBirthDate')),
          country: each.text('birthCountry'),
          unless: each
            .all('exclusion')
            .map((exclusion) => exclusion.text('exclusionCode'))
            .join(' '),
        }),
      ),
      contraindicated: contraindications
        .one('vaccineGroup')
        ?.all('contraindication')
        .map((each) => compact({ observation: each.text('observationCode'), ...agesOf(each) })),
      contraindicatedProducts: contraindications
        .one('vaccine')
        ?.all('contraindication')
        .map((each) =>
          compact({
            observation: each.text('observationCode'),
            products: byAges(each.all('contraindicatedVaccine'), (vaccine) => vaccine.text('cvx')),
          }),
        ),
      series,
    }) as AntigenTable,
  ];
}

/** Codes of products by the ages in which they fit: `{ "6w-4d..7y": "20 106" }`. */
function byAges(
  elements: readonly Tree[],
  tokenOf: (element: Tree) => string,
): Readonly<Record<string, string>> | undefined {
  const found = new Map<string, Set<string>>();
  for (const element of elements.filter((each) => !each.isEmpty)) {
    const { from = '', until = '' } = agesOf(element);
    const key = `${from}..${until}`;
    found.set(key, (found.get(key) ?? new Set<string>()).add(tokenOf(element)));
  }
  return found.size === 0
    ? undefined
    : Object.fromEntries([...found].map(([key, tokens]) => [key, [...tokens].join(' ')]));
}

function seriesOf(element: Tree): SeriesTable {
  const select = element.the('selectSeries');
  return compact({
    name: element.text('seriesName'),
    type: oneOf(element.text('seriesType'), {
      standard: 'standard',
      risk: 'risk',
      'evaluation only': 'evaluation only',
    }),
    group: select.text('seriesGroup'),
    equivalent: codes(element.text('equivalentSeriesGroups')),
    sexes: element
      .all('requiredGender')
      .map((each) => each.text().toLowerCase())
      .filter(Boolean),
    isDefault: select.text('defaultSeries') === 'Yes',
    byProduct: select.text('productPath') === 'Yes',
    priority: select.text('seriesPriority'),
    preference: select.text('seriesPreference') === '' ? undefined : Number(select.text('seriesPreference')),
    startFrom: span(select.text('minAgeToStart')),
    startUntil: span(select.text('maxAgeToStart')),
    indications: byAges(element.all('indication'), (each) => each.the('observationCode').text('code')),
    doses: element.all('seriesDose').map(doseOf),
  });
}

function doseOf(element: Tree): SeriesDoseTable {
  const season = element.one('seasonalRecommendation');
  return compact({
    ages: element
      .all('age')
      .filter((each) => !each.isEmpty)
      .map((each) =>
        compact({
          absolute: span(each.text('absMinAge')),
          minimum: span(each.text('minAge')),
          recommended: span(each.text('earliestRecAge')),
          late: span(each.text('latestRecAge')),
          maximum: span(each.text('maxAge')),
          ...inEffect(each),
        }),
      )
      .filter((age) => Object.keys(age).length > 0),
    intervals: element
      .all('interval')
      .filter((each) => !each.isEmpty)
      .map((each) =>
        compact({
          from: reference(each),
          absolute: span(each.text('absMinInt')),
          minimum: span(each.text('minInt')),
          recommended: span(each.text('earliestRecInt')),
          late: span(each.text('latestRecInt')),
          first: ['override', 'y'].includes(each.text('intervalPriority').toLowerCase()),
          ...inEffect(each),
        }),
      ),
    allowedIntervals: element
      .all('allowableInterval')
      .filter((each) => !each.isEmpty)
      .map((each) => compact({ from: reference(each), absolute: span(each.text('absMinInt')), ...inEffect(each) })),
    preferred: byAges(element.all('preferableVaccine'), preferredToken),
    allowed: byAges(element.all('allowableVaccine'), (vaccine) => vaccine.text('cvx')),
    inadvertent: element
      .all('inadvertentVaccine')
      .map((each) => each.text('cvx'))
      .filter(Boolean)
      .join(' '),
    skips: element
      .all('conditionalSkip')
      .filter((each) => !each.isEmpty)
      .map(skipOf),
    recurring: element.text('recurringDose') === 'Yes',
    season:
      season === undefined || season.isEmpty
        ? undefined
        : compact({ from: day(season.text('startDate')), until: day(season.text('endDate')) }),
  });
}

/** `43@SKB:1.0!`: product 43 if SKB made it, at least 1.0 mL, and named in recommendations. */
function preferredToken(vaccine: Tree): string {
  const [cvx, mvx, volume] = [vaccine.text('cvx'), vaccine.text('mvx'), vaccine.text('volume')];
  const named = vaccine.text('forecastVaccineType') === 'Y';
  return `${cvx}${mvx && `@${mvx}`}${volume && `:${volume}`}${named ? '!' : ''}`;
}

function reference(interval: Tree): string {
  const [target, products] = [interval.text('fromTargetDose'), interval.text('fromMostRecent')];
  const observation = interval.one('fromRelevantObs')?.text('code') ?? '';
  const given = [
    interval.text('fromPrevious') === 'Y' && 'previous',
    target !== '' && `dose ${target}`,
    products !== '' && `latest of ${codes(products)}`,
    observation !== '' && `observation ${observation}`,
  ].filter(Boolean);
  if (given.length !== 1) throw new Error(`an interval counts from ${given.join(' and ') || 'nothing'}`);
  return given[0] as string;
}

function skipOf(element: Tree): SkipTable {
  return {
    when: element.text('context').toLowerCase() as SkipTable['when'],
    ...compact({ needs: oneOf(element.text('setLogic'), { '': undefined, and: 'all', or: 'any' }) }),
    sets: element.all('set').map((set) =>
      compact({
        needs: oneOf(set.text('conditionLogic'), { '': undefined, and: 'all', or: 'any' }),
        ...inEffect(set),
        conditions: set.all('condition').map(conditionOf),
      }),
    ),
  };
}

function conditionOf(element: Tree): ConditionTable {
  const kind = element.text('conditionType').toLowerCase();
  if (kind === 'age') return { kind: 'age', ...compact(agesOf(element)) };
  if (kind === 'interval') return { kind: 'interval', interval: span(element.text('interval'))! };
  if (kind === 'completed series') return { kind: 'completed', groups: codes(element.text('seriesGroups')) };
  if (!kind.startsWith('vaccine count')) throw new Error(`unknown condition: ${kind}`);
  return {
    kind: 'count',
    ...compact({
      doses: oneOf(element.text('doseType'), { valid: 'valid', total: 'total' }),
      is: oneOf(element.text('doseCountLogic'), {
        'greater than': 'more than',
        'less than': 'less than',
        'equal to': 'equal to',
        equal: 'equal to',
      }),
      number: Number(element.text('doseCount')),
      of: codes(element.text('vaccineTypes')),
      ...agesOf(element),
      since: day(element.text('startDate')),
      before: day(element.text('endDate')),
    }),
  };
}

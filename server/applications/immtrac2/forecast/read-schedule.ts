import { dayOf, spanOf } from './calendar.ts';
import tables from './schedule.json' with { type: 'json' };
import type {
  AgesText,
  CodesByAge,
  ConditionTable,
  InEffectText,
  ScheduleTables,
  SeriesDoseTable,
  SeriesTable,
  SkipTable,
} from './schedule-tables.ts';
import type {
  Ages,
  Condition,
  Conflict,
  InEffect,
  PreferredProduct,
  Reference,
  Schedule,
  Series,
  SeriesDose,
  Skip,
} from './schedule.ts';

let read: Schedule | undefined;

/** Read when the first forecast needs it. */
export function currentSchedule(): Schedule {
  read ??= scheduleFrom(tables as unknown as ScheduleTables);
  return read;
}

export function scheduleFrom({ source, version, published, ...given }: ScheduleTables): Schedule {
  const conflicts = new Map<string, Map<string, Conflict>>();
  for (const { pairs, begins, afterValid, ends } of given.conflicts) {
    const conflict = { begins: spanOf(begins), afterValid: spanOf(afterValid), ends: spanOf(ends) };
    for (const [after, then] of Object.entries(pairs)) {
      for (const later of codes(then)) {
        const known = conflicts.get(later) ?? new Map<string, Conflict>();
        conflicts.set(later, known.set(after.replace('after ', ''), conflict));
      }
    }
  }
  return {
    source,
    version,
    published,
    groups: Object.entries(given.groups).map(([name, { antigens, givenWhole = false }]) => ({
      name,
      antigens,
      givenWhole,
    })),
    antigensOf: new Map(
      Object.entries(given.vaccines).map(([cvx, links]) => [
        cvx,
        links.map((link) => (typeof link === 'string' ? { antigen: link } : { antigen: link.antigen, ...ages(link) })),
      ]),
    ),
    conflicts,
    antigens: new Map(
      Object.entries(given.antigens).map(([name, antigen]) => [
        name,
        {
          name,
          immuneWith: codes(antigen.immuneWith),
          immuneIfBorn: (antigen.immuneIfBorn ?? []).map(({ before, country, unless }) => {
            return { before: dayOf(before), country, unless: codes(unless) };
          }),
          contraindicated: (antigen.contraindicated ?? []).map((each) => ({
            observation: each.observation,
            ...ages(each),
          })),
          contraindicatedProducts: (antigen.contraindicatedProducts ?? []).map(({ observation, products }) => ({
            observation,
            products: byAge(products).flatMap(({ codes: all, ...limits }) => all.map((cvx) => ({ cvx, ...limits }))),
          })),
          series: antigen.series.map((each) => seriesFrom(name, each)),
        },
      ]),
    ),
  };
}

function seriesFrom(antigen: string, table: SeriesTable): Series {
  return {
    antigen,
    name: table.name,
    type: table.type,
    group: table.group,
    equivalent: codes(table.equivalent),
    sexes: table.sexes ?? [],
    isDefault: table.isDefault ?? false,
    byProduct: table.byProduct ?? false,
    priority: table.priority,
    preference: table.preference ?? Number.MAX_SAFE_INTEGER,
    startFrom: span(table.startFrom),
    startUntil: span(table.startUntil),
    indications: byAge(table.indications),
    doses: table.doses.map((dose, index) => doseFrom(index + 1, dose)),
  };
}

function doseFrom(number: number, table: SeriesDoseTable): SeriesDose {
  const allowed = new Map<string, Ages[]>();
  for (const { codes: all, ...limits } of byAge(table.allowed)) {
    for (const cvx of all) allowed.set(cvx, [...(allowed.get(cvx) ?? []), limits]);
  }
  const { season } = table;
  const preferred = byAge(table.preferred).flatMap(({ codes: all, ...limits }) =>
    all.map((token) => ({ ...preferredFrom(token), ...limits })),
  );
  return {
    number,
    ages: (table.ages ?? []).map((age) => ({
      absolute: span(age.absolute),
      minimum: span(age.minimum),
      recommended: span(age.recommended),
      late: span(age.late),
      maximum: span(age.maximum),
      ...inEffect(age),
    })),
    intervals: (table.intervals ?? []).map((interval) => ({
      from: reference(interval.from),
      absolute: span(interval.absolute),
      minimum: span(interval.minimum),
      recommended: span(interval.recommended),
      late: span(interval.late),
      first: interval.first ?? false,
      ...inEffect(interval),
    })),
    allowedIntervals: (table.allowedIntervals ?? []).map((interval) => ({
      from: reference(interval.from),
      absolute: span(interval.absolute),
      first: false,
      ...inEffect(interval),
    })),
    preferred,
    preferredOf: Map.groupBy(preferred, ({ cvx }) => cvx),
    allowed,
    inadvertent: new Set(codes(table.inadvertent)),
    skips: (table.skips ?? []).map(skip),
    recurring: table.recurring ?? false,
    season: season && { from: day(season.from), until: day(season.until) },
  };
}

function preferredFrom(token: string): Pick<PreferredProduct, 'cvx' | 'mvx' | 'millilitres' | 'named'> {
  const [, cvx, mvx, volume, named] = /^([^@:!]+)(?:@([^:!]+))?(?::([^!]+))?(!?)$/.exec(token)!;
  return { cvx: cvx!, mvx, millilitres: volume === undefined ? undefined : Number(volume), named: named === '!' };
}

function reference(text: string): Reference {
  if (text === 'previous') return { kind: 'previous' };
  if (text.startsWith('dose ')) return { kind: 'dose', number: Number(text.slice('dose '.length)) };
  if (text.startsWith('latest of ')) return { kind: 'latest', of: new Set(codes(text.slice('latest of '.length))) };
  return { kind: 'observation', code: text.slice('observation '.length) };
}

function skip({ when, needs = 'all', sets }: SkipTable): Skip {
  return {
    when,
    needs,
    sets: sets.map((set) => ({
      needs: set.needs ?? 'all',
      conditions: set.conditions.map(condition),
      ...inEffect(set),
    })),
  };
}

function condition(table: ConditionTable): Condition {
  switch (table.kind) {
    case 'age':
      return { kind: 'age', ...ages(table) };
    case 'interval':
      return { kind: 'interval', interval: spanOf(table.interval) };
    case 'completed':
      return { kind: 'completed', groups: codes(table.groups) };
    case 'count': {
      const { kind, doses, is, number } = table;
      const of = table.of === undefined ? undefined : new Set(codes(table.of));
      return { kind, doses, is, number, of, since: day(table.since), before: day(table.before), ...ages(table) };
    }
  }
}

const codes = (text: string | undefined) => (text === undefined ? [] : text.split(' '));
const span = (text: string | undefined) => (text === undefined ? undefined : spanOf(text));
const day = (text: string | undefined) => (text === undefined ? undefined : dayOf(text));
const ages = ({ from, until }: AgesText): Ages => ({ from: span(from), until: span(until) });
const inEffect = ({ since, through }: InEffectText): InEffect => ({ since: day(since), through: day(through) });

function byAge(table: CodesByAge | undefined): ({ readonly codes: readonly string[] } & Ages)[] {
  return Object.entries(table ?? {}).map(([limits, all]) => {
    const [from, until] = limits.split('..').map((end) => (end === '' ? undefined : spanOf(end)));
    return { codes: codes(all), from, until };
  });
}

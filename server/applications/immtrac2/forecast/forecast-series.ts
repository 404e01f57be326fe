import type { ForecastReason, ForecastStatus } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import { type Day, plus, type Span } from './calendar.ts';
import { canSkip } from './conditional-skip.ts';
import { conflictEnds } from './conflicts.ts';
import { openTarget } from './evaluate-series.ts';
import { isInadvertent, isInEffect, lastCounted, type Progress } from './evaluation.ts';
import { isContraindicated, isImmune, mustNotHave } from './immunity.ts';
import { runningIntervals } from './intervals.ts';
import { isWithin } from './patient.ts';
import type { Antigen, SeriesDose } from './schedule.ts';

export interface ForecastDates {
  readonly earliest: Day;
  readonly recommended: Day;
  readonly pastDue: Day | undefined;
  /** The last day on which it can be given. */
  readonly latest: Day | undefined;
  readonly reason: ForecastReason;
}

/** What a series comes to (CDSi 7). */
export interface SeriesForecast {
  readonly progress: Progress;
  readonly status: ForecastStatus;
  readonly reason: ForecastReason;
  /** What is next, where a dose is due. */
  readonly due?: ForecastDates & {
    readonly dose: SeriesDose;
    /** Which dose it is for the person: one more than count. */
    readonly number: number;
    readonly products: readonly string[];
  };
}

export function forecastSeries(progress: Progress, antigen: Antigen): SeriesForecast {
  const { patient, series, targets } = progress;
  const without = (status: ForecastStatus, reason: ForecastReason) => ({ progress, status, reason });
  const skips = (dose: SeriesDose, reference: Day) =>
    canSkip(progress, dose, 'forecast', { reference, anchor: patient.today });
  for (;;) {
    const target = openTarget(progress);
    if (target === undefined) {
      const hasDoses = targets.some(({ status }) => status === 'satisfied');
      return hasDoses ? without('complete', 'complete') : without('not recommended', 'enough for now');
    }
    if (skips(target.dose, patient.today)) {
      target.status = 'skipped';
      continue;
    }
    if (isImmune(patient, antigen)) return without('immune', 'immune');
    if (isContraindicated(patient, antigen, series)) return without('contraindicated', 'contraindicated');
    const { dose } = target;
    if (dose.season?.until !== undefined && patient.today > dose.season.until) {
      return without('not recommended', 'season over');
    }
    const maximum = reached(progress, dose, 'maximum');
    if (maximum !== undefined && patient.today >= maximum) return without('aged out', 'too old');
    const dates = datesOf(progress, dose);
    if (maximum !== undefined && dates.earliest >= maximum) return without('aged out', 'too old to finish');
    // By the time that it could be given it may no longer be needed (CDSi 7.6).
    if (skips(dose, dates.earliest)) {
      target.status = 'skipped';
      continue;
    }
    const products = productsOf(progress, antigen, dose, dates);
    return {
      progress,
      status: 'not complete',
      reason: dates.reason,
      due: { ...dates, dose, number: numberOf(progress), products },
    };
  }
}

/** How many doses of the series are satisfied (SELECTB-21). */
export function validDoses({ progress }: SeriesForecast): number {
  return progress.targets.filter(({ status }) => status === 'satisfied').length;
}

/** When the person reaches an age of the dose, by the data that holds today. */
function reached({ patient }: Progress, { ages }: SeriesDose, which: 'minimum' | 'recommended' | 'late' | 'maximum') {
  const age = ages.find((each) => isInEffect(each, patient.today))?.[which];
  return age === undefined ? undefined : patient.turns(age);
}

/** CDSi 7.5 and FORECASTDTCAN-1. */
function datesOf(progress: Progress, dose: SeriesDose): ForecastDates {
  const { patient, evaluations } = progress;
  const intervals = runningIntervals(progress, dose.intervals, patient.today);
  const latestBy = (span: 'minimum' | 'recommended' | 'late') =>
    latestOf(intervals.map(({ rule, since }) => addedTo(since, rule[span])));
  const evaluated = evaluations.filter(({ target, status }) => target !== undefined || status === 'substandard');
  const limits = {
    age: reached(progress, dose, 'minimum'),
    interval: latestBy('minimum'),
    conflict: conflictEnds(progress, dose),
    season: dose.season?.from,
    lastDose: evaluated.at(-1)?.dose.day,
    inadvertent: latestOf(evaluated.filter(isInadvertent).map((each) => each.dose.day)),
  };
  const earliest = latestOf(Object.values(limits)) ?? patient.birth;
  const recommendedAge = reached(progress, dose, 'recommended');
  const recommendedInterval = latestBy('recommended');
  const unadjusted = recommendedAge ?? recommendedInterval;
  const late = reached(progress, dose, 'late') ?? latestBy('late');
  const maximum = reached(progress, dose, 'maximum');
  return {
    earliest,
    recommended: Math.max(unadjusted ?? earliest, earliest),
    pastDue: late === undefined ? undefined : Math.max(late - 1, earliest),
    latest: maximum === undefined ? undefined : maximum - 1,
    reason: reasonOf(),
  };

  /** Which of the limits decided. A dose that did not count explains more than what is between two live vaccines. */
  function reasonOf(): ForecastReason {
    if (progress.series.type === 'risk' && evaluations.length === 0) return 'due for a risk';
    if (unadjusted !== undefined && unadjusted > earliest) return byRecommendation();
    const isByLastDose = limits.interval === earliest || limits.lastDose === earliest;
    const repeats = lastCounted(evaluations)?.status === 'not valid' || limits.inadvertent === earliest;
    if (repeats && (isByLastDose || limits.conflict === earliest)) return 'due after a dose that did not count';
    if (isByLastDose) {
      return unadjusted === undefined || unadjusted === earliest
        ? byRecommendation()
        : 'due as soon as the last dose allows';
    }
    if (limits.conflict === earliest) return 'due after another live vaccine';
    return limits.season === earliest ? 'due when the season begins' : 'due by age';
  }

  function byRecommendation(): ForecastReason {
    return recommendedAge === undefined ? 'due after the last dose' : 'due by age';
  }
}

/** FORECASTDN-1: doses of earlier seasons do not count where a season is asked for. */
function numberOf({ targets }: Progress): number {
  const counted = targets.filter(
    ({ status, satisfiedOn, dose: { season } }) =>
      status === 'satisfied' && (season?.from === undefined || satisfiedOn! >= season.from),
  );
  return counted.length + 1;
}

/** FORECASTRECVAC-1. */
function productsOf(
  { patient }: Progress,
  antigen: Antigen,
  { preferred }: SeriesDose,
  dates: ForecastDates,
): string[] {
  const fitting = preferred.filter(
    (product) =>
      product.named &&
      !mustNotHave(patient, antigen, product.cvx) &&
      (isWithin(patient, dates.earliest, product) || isWithin(patient, dates.recommended, product)),
  );
  return [...new Set(fitting.map(({ cvx }) => cvx))];
}

function addedTo(day: Day, span: Span | undefined): Day | undefined {
  return span === undefined ? undefined : plus(day, span);
}

function latestOf(days: readonly (Day | undefined)[]): Day | undefined {
  const known = days.filter((day) => day !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

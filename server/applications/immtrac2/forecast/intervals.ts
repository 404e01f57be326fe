import { type Day, plus } from './calendar.ts';
import { isInadvertent, isInEffect, lastCounted, type Progress } from './evaluation.ts';
import type { IntervalRule, Reference, SeriesDose } from './schedule.ts';

/** Since when an interval runs (CALCDTINT-1, 2, 8, 9); undefined where that never was, and then it asks for nothing. */
export function referenceDay(progress: Progress, from: Reference, until: Day): Day | undefined {
  const { evaluations, patient, targets } = progress;
  switch (from.kind) {
    case 'previous':
      return lastCounted(evaluations)?.dose.day;
    case 'dose':
      return targets.find(({ dose, status }) => dose.number === from.number && status === 'satisfied')?.satisfiedOn;
    case 'latest':
      return latestOf(progress, from.of, until);
    case 'observation':
      return patient.observed.get(from.code);
  }
}

/** Of the whole history, because products of another antigen count too; not of the dose that is looked at itself. */
function latestOf({ evaluations, patient, current }: Progress, products: ReadonlySet<string>, until: Day) {
  return patient.doses.findLast(
    (dose) =>
      products.has(dose.cvx) &&
      dose.day <= until &&
      dose !== current &&
      !evaluations.some((each) => each.dose === dose && isInadvertent(each)),
  )?.day;
}

/** The intervals that hold on the day, each with when it began. */
export function runningIntervals(progress: Progress, rules: readonly IntervalRule[], anchor: Day) {
  return rules
    .filter((rule) => isInEffect(rule, anchor))
    .flatMap((rule) => {
      const since = referenceDay(progress, rule.from, anchor);
      return since === undefined ? [] : [{ rule, since }];
    });
}

/**
 * Whether a dose came long enough after what it counts from (CDSi 6.5), or at least as long after as is allowed (6.6).
 * @returns `early` for the few days of grace that count as well
 */
export function intervalOf(progress: Progress, dose: SeriesDose, day: Day): 'good' | 'early' | 'too soon' {
  const preferred = runningIntervals(progress, dose.intervals, day);
  const isBefore = (since: Day, span: IntervalRule['minimum']) => span !== undefined && day < plus(since, span);
  if (preferred.every(({ rule, since }) => !isBefore(since, rule.absolute))) {
    return preferred.some(({ rule, since }) => isBefore(since, rule.minimum)) ? 'early' : 'good';
  }
  const isAllowed =
    dose.allowedIntervals.some((rule) => isInEffect(rule, day)) &&
    runningIntervals(progress, dose.allowedIntervals, day).every(({ rule, since }) => !isBefore(since, rule.absolute));
  return isAllowed ? 'good' : 'too soon';
}

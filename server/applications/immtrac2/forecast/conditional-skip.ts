import { type Day, plus } from './calendar.ts';
import { isInEffect, type Progress } from './evaluation.ts';
import { isWithin } from './patient.ts';
import type { Condition, SeriesDose, Skip } from './schedule.ts';

/**
 * Whether a dose of the series need not be given (CDSi 6.2, 7.1, 7.6).
 * @param reference the day it is asked for: of the dose, today, or of the earliest date that is forecast
 * @param anchor the day whose data holds
 */
export function canSkip(
  progress: Progress,
  { skips }: SeriesDose,
  when: 'evaluation' | 'forecast',
  { reference, anchor }: { reference: Day; anchor: Day },
): boolean {
  return skips
    .filter((skip) => skip.when === when || skip.when === 'both')
    .some((skip) => isMet(progress, skip, reference, anchor));
}

function isMet(progress: Progress, skip: Skip, reference: Day, anchor: Day): boolean {
  const sets = skip.sets.filter((set) => isInEffect(set, anchor));
  return holds(skip.needs, sets, (set) =>
    holds(set.needs, set.conditions, (condition) => conditionHolds(progress, condition, reference)),
  );
}

function holds<T>(needs: 'all' | 'any', each: readonly T[], test: (one: T) => boolean): boolean {
  if (each.length === 0) return false;
  return needs === 'all' ? each.every(test) : each.some(test);
}

function conditionHolds(progress: Progress, condition: Condition, reference: Day): boolean {
  switch (condition.kind) {
    case 'age':
      return isWithin(progress.patient, reference, condition);
    case 'completed':
      return condition.groups.some((group) => progress.isComplete(group));
    case 'interval': {
      const previous = progress.evaluations.at(-1);
      return previous !== undefined && reference >= plus(previous.dose.day, condition.interval);
    }
    case 'count': {
      const number = countDoses(progress, condition);
      if (condition.is === 'more than') return number > condition.number;
      return condition.is === 'less than' ? number < condition.number : number === condition.number;
    }
  }
}

/** Of the doses that were evaluated so far (CONDSKIP-1). */
function countDoses({ evaluations, patient }: Progress, condition: Condition & { kind: 'count' }): number {
  return evaluations.filter(
    ({ status, dose: { cvx, day } }) =>
      (condition.doses === 'total' || status === 'valid') &&
      (condition.of === undefined || condition.of.has(cvx)) &&
      (condition.since === undefined || day >= condition.since) &&
      (condition.before === undefined || day < condition.before) &&
      isWithin(patient, day, condition),
  ).length;
}

import { type Day, plus } from './calendar.ts';
import type { Progress } from './evaluation.ts';
import type { Dose } from './patient.ts';
import type { SeriesDose } from './schedule.ts';

/** Whether another live vaccine was given too shortly before (CDSi 6.7). On the same day they do not disturb each other. */
export function isInConflict({ schedule, patient, evaluations }: Progress, dose: Dose): boolean {
  const conflicts = schedule.conflicts.get(dose.cvx);
  if (conflicts === undefined) return false;
  return patient.doses.some((earlier) => {
    const conflict = conflicts.get(earlier.cvx);
    if (conflict === undefined) return false;
    const status = evaluations.find((each) => each.dose === earlier)?.status;
    const ends = status === undefined || status === 'valid' ? conflict.afterValid : conflict.ends;
    return dose.day >= plus(earlier.day, conflict.begins) && dose.day < plus(earlier.day, ends);
  });
}

/**
 * Until when earlier live vaccines stand against every product that is preferred for the dose (CALCDTCONFLICT-3).
 * A product that nothing stands against can be given, such as an inactivated vaccine against influenza.
 */
export function conflictEnds({ schedule, patient }: Progress, { preferred }: SeriesDose): Day | undefined {
  let first: Day | undefined;
  for (const { cvx } of preferred) {
    const conflicts = schedule.conflicts.get(cvx);
    if (conflicts === undefined) return undefined;
    let last: Day | undefined;
    for (const earlier of patient.doses) {
      const conflict = conflicts.get(earlier.cvx);
      if (conflict !== undefined) last = Math.max(last ?? -Infinity, plus(earlier.day, conflict.ends));
    }
    if (last === undefined) return undefined;
    first = Math.min(first ?? Infinity, last);
  }
  return first;
}

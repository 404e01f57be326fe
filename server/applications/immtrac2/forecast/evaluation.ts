import type { DoseReason, DoseStatus } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import type { Day } from './calendar.ts';
import type { Dose, Patient } from './patient.ts';
import type { InEffect, Schedule, Series, SeriesDose } from './schedule.ts';

/** What the steps of an evaluation share (CDSi 3.1, 3.2). */

export interface Evaluation {
  readonly dose: Dose;
  readonly status: DoseStatus;
  /** Why it does not count; for a valid dose what is to be said about it. */
  readonly reasons: readonly DoseReason[];
  /** The number of the series' dose that it was held against. */
  readonly target?: number;
}

/** A dose that the person needs for the series. A recurring one stands there again once it is satisfied. */
export interface Target {
  readonly dose: SeriesDose;
  status: 'open' | 'satisfied' | 'skipped';
  satisfiedOn?: Day;
}

/** One series as it is worked through: what was evaluated so far, and what is needed. */
export interface Progress {
  readonly schedule: Schedule;
  readonly patient: Patient;
  readonly series: Series;
  readonly evaluations: Evaluation[];
  readonly targets: Target[];
  /** The dose that is looked at; none in a forecast. */
  current?: Dose | undefined;
  /** Whether a series of such a group of the same antigen is complete. */
  readonly isComplete: (group: string) => boolean;
}

export function isInadvertent({ reasons }: Evaluation): boolean {
  return reasons.includes('wrong product');
}

/** Whether data holds on that day: of the dose where one is evaluated, today in a forecast (CDSi 3.3). */
export function isInEffect({ since, through }: InEffect, on: Day): boolean {
  return (since === undefined || on >= since) && (through === undefined || on <= through);
}

/** Doses that intervals count from: those that were given as intended, whether they count or not. */
export function lastCounted(evaluations: readonly Evaluation[]): Evaluation | undefined {
  return evaluations.findLast(
    (each) => (each.status === 'valid' || each.status === 'not valid') && !isInadvertent(each),
  );
}

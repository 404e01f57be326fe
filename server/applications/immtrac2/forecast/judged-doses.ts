import type { DoseReason, DoseStatus } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import type { Evaluation } from './evaluation.ts';
import type { GroupResult } from './group-forecast.ts';
import type { Dose } from './patient.ts';

/** What people are shown of a dose in a group of vaccines: one answer, however many series looked at it. */
export interface JudgedDose {
  readonly dose: Dose;
  readonly status: DoseStatus;
  readonly reasons: readonly DoseReason[];
}

/** In one forecast, an antigen for which the dose has to be given again decides; more than enough of one does not. */
const inOneForecast: readonly DoseStatus[] = ['not valid', 'substandard', 'valid', 'extraneous'];
/** A dose that counts for everybody's series or for that of a risk counts. */
const acrossForecasts: readonly DoseStatus[] = ['valid', 'not valid', 'substandard', 'extraneous'];

/** Doses by date. Status and reasons come from the same series. */
export function judgedDoses(results: readonly GroupResult[]): JudgedDose[] {
  const byDose = new Map<Dose, Evaluation[]>();
  for (const { series } of results) {
    const inForecast = new Map<Dose, Evaluation[]>();
    for (const each of series.flatMap(({ progress }) => progress.evaluations)) {
      inForecast.set(each.dose, [...(inForecast.get(each.dose) ?? []), each]);
    }
    for (const [dose, each] of inForecast) {
      byDose.set(dose, [...(byDose.get(dose) ?? []), decisive(each, inOneForecast)]);
    }
  }
  const judged = [...byDose.values()].map((each) => decisive(each, acrossForecasts));
  return judged.toSorted((a, b) => a.dose.day - b.dose.day);
}

function decisive(evaluations: readonly Evaluation[], order: readonly DoseStatus[]): Evaluation {
  return evaluations.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))[0]!;
}

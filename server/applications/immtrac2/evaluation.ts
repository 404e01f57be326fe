import type { Evaluation } from '../../../shared/applications/immtrac2/immunizations-api.ts';
import type { CalendarDate } from '../../../shared/contract/time.ts';
import { currentSchedule } from './forecast/read-schedule.ts';
import { forecastFor } from './forecast/forecast.ts';
import type { ClientRecord, GivenDose } from './shapes.ts';

/** By the record's id, then by the vaccine group as it is shown. */
export type Evaluations = ReadonlyMap<string, ReadonlyMap<string, Evaluation>>;

/** CDSi's groups that are several in the history. */
const parts: Readonly<Record<string, readonly string[]>> = {
  'DTaP/Tdap/Td': ['DTaP', 'Tdap', 'Td'],
  Meningococcal: ['Meningococcal ACWY'],
  Pneumococcal: ['Pneumococcal conjugate', 'Pneumococcal polysaccharide'],
};

/** Which edition judges them; it is said wherever a judgment is shown. */
export function evaluatedBy(): { version: string; published: CalendarDate } {
  const { version, published } = currentSchedule();
  return { version, published };
}

/** Whether each dose counts, by CDC's schedule; nothing is said of one that the schedule does not judge. */
export function evaluationsOf(
  { birthDate, sex }: ClientRecord,
  events: readonly GivenDose[],
  today: CalendarDate,
): Evaluations {
  const doses = events.map(({ record: { id, date, dose } }) => ({
    id,
    date,
    cvx: dose.cvx,
    mvx: dose.mvx,
    millilitres: dose.unit === 'mL' ? dose.amount : undefined,
    lotExpires: dose.expiration,
  }));
  const evaluations = new Map<string, Map<string, Evaluation>>();
  for (const { group, doses: judged } of forecastFor({ birthDate, sex, doses }, today).groups) {
    for (const { id, status, reasons } of judged) {
      const own = evaluations.get(id) ?? new Map<string, Evaluation>();
      for (const name of parts[group] ?? [group]) own.set(name, { status, reasons: [...reasons] });
      evaluations.set(id, own);
    }
  }
  return evaluations;
}

import type { Day } from './calendar.ts';
import { isWithin, type Patient } from './patient.ts';
import type { Antigen, Series } from './schedule.ts';

/**
 * The series that concern a person (CDSi 5.1): those of their sex that are for everybody, and those for a risk that
 * they have today, at an age at which it counts. Where that leaves none, whoever is still too young for those for the
 * risk is told when they begin; CDC's own cases about dengue expect that.
 */
export function relevantSeries(patient: Patient, { series }: Antigen): Series[] {
  const fitting = series.filter((each) => fitsSex(patient, each));
  const today = fitting.filter((each) => each.type !== 'risk' || isIndicated(patient, each, patient.today));
  if (today.length > 0) return today;
  const begins = fitting.flatMap(({ indications }) =>
    indications.flatMap(({ codes, from }) => {
      const on = from === undefined ? patient.birth : patient.turns(from);
      return on > patient.today && codes.some((code) => patient.observed.has(code)) ? [on] : [];
    }),
  );
  const first = Math.min(...begins);
  return fitting.filter((each) => isIndicated(patient, each, first));
}

function fitsSex({ sex }: Patient, { sexes }: Series): boolean {
  return sexes.length === 0 || sexes.includes(sex);
}

function isIndicated(patient: Patient, { indications }: Series, on: Day): boolean {
  return indications.some(
    (indication) => indication.codes.some((code) => patient.observed.has(code)) && isWithin(patient, on, indication),
  );
}

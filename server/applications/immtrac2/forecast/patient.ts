import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { type Day, dayOf, plus, type Span } from './calendar.ts';
import type { Ages, Schedule } from './schedule.ts';

/** Who a forecast is for, as a registry knows them. */
export interface Person {
  readonly birthDate: CalendarDate;
  readonly sex: 'female' | 'male' | 'unknown';
  /** As CDC writes it, `U.S.` for example. */
  readonly birthCountry?: string | undefined;
  readonly doses: readonly GivenDose[];
  readonly observations?: readonly Observation[] | undefined;
}

export interface GivenDose {
  /** The caller's own, to find the dose again in the evaluations. */
  readonly id: string;
  readonly date: CalendarDate;
  readonly cvx: string;
  readonly mvx?: string | undefined;
  readonly millilitres?: number | undefined;
  /** The lot's last good day, or its month as `2026-03`. */
  readonly lotExpires?: string | undefined;
  /** Recalled, or the cold chain was broken. */
  readonly substandard?: boolean | undefined;
}

/** A condition, an allergy, a job, as it holds today: CDSi's own code for it, and since when. */
export interface Observation {
  readonly code: string;
  readonly date?: CalendarDate | undefined;
}

/** A dose on its day. */
export interface Dose {
  readonly id: string;
  readonly day: Day;
  readonly cvx: string;
  readonly mvx?: string | undefined;
  readonly millilitres?: number | undefined;
  readonly unfit?: 'lot expired' | 'substandard' | undefined;
}

/** A person on the day of the assessment. */
export interface Patient {
  readonly birth: Day;
  readonly today: Day;
  readonly sex: Person['sex'];
  readonly birthCountry: string | undefined;
  /** What is known about the person by today, with the latest date where there is one. */
  readonly observed: ReadonlyMap<string, Day | undefined>;
  /** By date; doses of one day in the order in which they were given to us. */
  readonly doses: readonly Dose[];
  /** The day on which this age is reached. */
  turns(age: Span): Day;
}

/** A dose that is nobody's history: dated before the birth or after the day of the assessment. */
export interface Misdated {
  readonly id: string;
  readonly because: 'before the birth' | 'in the future';
}

export function patientOf(
  person: Person,
  assessedOn: CalendarDate,
): { patient: Patient; misdated: readonly Misdated[] } {
  const today = dayOf(assessedOn);
  const birth = dayOf(person.birthDate);
  const observed = new Map<string, Day | undefined>();
  for (const { code, date } of person.observations ?? []) {
    const on = date === undefined ? undefined : dayOf(date);
    if (on !== undefined && on > today) continue;
    const known = observed.get(code);
    observed.set(code, known === undefined || (on !== undefined && on > known) ? on : known);
  }
  // Spans are the schedule's own objects, so each age is worked out once for a person.
  const reached = new Map<Span, Day>();
  const turns = (age: Span) => {
    const known = reached.get(age);
    if (known !== undefined) return known;
    const day = plus(birth, age);
    reached.set(age, day);
    return day;
  };
  const misdated = person.doses.flatMap(({ id, date }): Misdated[] => {
    if (date < person.birthDate) return [{ id, because: 'before the birth' }];
    return date > assessedOn ? [{ id, because: 'in the future' }] : [];
  });
  const doses = person.doses
    .filter(({ date }) => date >= person.birthDate && date <= assessedOn)
    .map(doseOf)
    .toSorted((a, b) => a.day - b.day);
  const { sex, birthCountry } = person;
  return { patient: { birth, today, sex, birthCountry, observed, doses, turns }, misdated };
}

function doseOf({ id, date, cvx, mvx, millilitres, lotExpires, substandard }: GivenDose): Dose {
  // A month is good to its last day, which no date of that month comes after as text.
  const expired = lotExpires !== undefined && date > (lotExpires.length === 7 ? `${lotExpires}-31` : lotExpires);
  const unfit = expired ? 'lot expired' : substandard === true ? 'substandard' : undefined;
  return { id, day: dayOf(date), cvx, mvx, millilitres, unfit };
}

/** Whether the person has reached the first age and not yet the second on that day. */
export function isWithin(patient: Patient, day: Day, { from, until }: Ages): boolean {
  return (from === undefined || day >= patient.turns(from)) && (until === undefined || day < patient.turns(until));
}

/** Each dose under every antigen that it protects against at the age at which it was given, by date. */
export function dosesByAntigen(patient: Patient, { antigensOf }: Schedule): ReadonlyMap<string, readonly Dose[]> {
  const found = new Map<string, Dose[]>();
  for (const dose of patient.doses) {
    for (const { antigen, ...ages } of antigensOf.get(dose.cvx) ?? []) {
      if (!isWithin(patient, dose.day, ages)) continue;
      const known = found.get(antigen);
      if (known === undefined) found.set(antigen, [dose]);
      else known.push(dose);
    }
  }
  return found;
}

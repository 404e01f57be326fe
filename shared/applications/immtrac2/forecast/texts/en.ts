import { type CalendarDate, dateInWords } from '../../../../contract/time.ts';
import type { DoseReason, DoseStatus, ForecastReason, ForecastStatus, UnjudgedReason } from '../codes.ts';

/** As a nurse would say it to a parent. */
export const forecastEn = {
  doseStatuses: {
    valid: 'Valid',
    'not valid': 'Not valid',
    extraneous: 'Extra',
    substandard: 'Substandard',
    'not judged': 'Not judged',
  },
  doseReasons: {
    'too young': 'This dose was given at too young an age to protect well, so it has to be given again.',
    'too old': 'This dose was given past the age for it. It does no harm and need not be given again.',
    'too soon': 'This dose came too soon after the one before, so it has to be given again.',
    'live vaccine too soon':
      'Another live vaccine was given shortly before, which can weaken this one. It has to be given again.',
    'wrong product':
      'A product was given that is not meant for this dose. It has to be given again with the right one.',
    'product does not fit': 'The product that was given is not one for this dose, so it does not count.',
    'product not for this age': 'The product that was given is not one for this age, so the dose does not count.',
    'series complete': 'All doses that are needed had been given before, so this one is extra.',
    'lot expired': 'The vaccine was past its expiration date when it was given, so it has to be given again.',
    substandard: 'Something was wrong with the vaccine itself, so it has to be given again.',
    'earlier than usual': 'This dose was given earlier than usual, but not too early: it counts.',
    'less than a full dose': 'Less than a full dose was recorded. It counts; check how much was given.',
    'before the birth': 'The date is before the birth, so the dose cannot be judged. Check the date.',
    'in the future': 'The date is in the future or after the death, so the dose cannot be judged. Check the date.',
    'unknown product':
      'The schedule does not know this product, so it cannot say whether the dose counts. Find out what was given.',
    'no series': 'The schedule asks nobody of this age for this vaccine, so the dose was not judged.',
  },
  statuses: {
    'not complete': 'Another dose is needed',
    complete: 'Complete',
    immune: 'Immune',
    contraindicated: 'Must not be given',
    'aged out': 'Past the age for it',
    'not recommended': 'None needed now',
  },
  reasons: {
    'due by age': 'This dose is given from this age on.',
    'due after the last dose': 'The next dose follows the last one after this long.',
    'due as soon as the last dose allows':
      'The usual time for this dose has come, so it is given as soon as there is enough time since the last one.',
    'due after a dose that did not count':
      'The last dose did not count, so it is repeated after the time that is needed.',
    'due after another live vaccine':
      'Another live vaccine was given lately; this one has to wait until four weeks or so have passed.',
    'due when the season begins': 'This dose is given when the season begins.',
    'due for a risk': 'This dose is advised because of a health condition, a job or a journey.',
    complete: 'All doses that are needed have been given.',
    'enough for now': 'With the doses that were given, no other one is needed now.',
    immune: 'No dose is needed: there is protection already, from the illness or shown by a test.',
    contraindicated: 'This vaccine must not be given because of something in the health record. Ask the doctor.',
    'season over': 'The season that this schedule knows of is over. The next schedule says when to give it again.',
    'too old': 'This vaccine is no longer given at this age.',
    'too old to finish': 'The next dose would come past the last age for it, so none is given.',
  },
  /** What to do about a group of vaccines; where no dose is to be given, its status says why. */
  urgencies: { overdue: 'Overdue: give now', due: 'Due: give now', possible: 'Can be given', later: 'Later' },
  table: {
    caption: 'What is due',
    group: 'Vaccine group',
    act: 'What to do',
    doseNumber: 'Dose',
    earliest: 'Earliest',
    recommended: 'Recommended',
    pastDue: 'Past due after',
    why: 'Why',
    none: 'The schedule asks for no vaccine at this age.',
    withheld: {
      died: 'Nothing is due: the client has died.',
      'disaster doses alone':
        'This consent is for doses of a disaster alone. The whole history is not known here, so nobody can say what is due.',
      'not available':
        'What is due is not available for this client at the moment, and no dose was evaluated. The record is complete. Decide by the printed schedule, and tell ImmTrac2 Customer Support.',
    },
  },
  kinds: { standard: 'For everyone of this age', risk: 'Because of a risk' },
  /** Stands wherever a forecast does. */
  aid: (version: string, published: CalendarDate) =>
    `Worked out from CDC’s CDSi schedule, version ${version} of ${dateInWords(published)}. It is an aid and not CDC’s word: the person who vaccinates decides.`,
} as const satisfies {
  readonly doseStatuses: Readonly<Record<DoseStatus | 'not judged', string>>;
  readonly doseReasons: Readonly<Record<DoseReason | UnjudgedReason, string>>;
  readonly statuses: Readonly<Record<ForecastStatus, string>>;
  readonly reasons: Readonly<Record<ForecastReason, string>>;
  readonly [name: string]: unknown;
};

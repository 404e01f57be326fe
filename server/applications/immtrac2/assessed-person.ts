import type { CalendarDate } from '../../../shared/contract/time.ts';
import { forecastFor, type Forecast } from './forecast/forecast.ts';
import type { GivenDose as PersonsDose, Observation, Person } from './forecast/patient.ts';
import { currentSchedule } from './forecast/read-schedule.ts';
import type { ClientRecord, GivenDose } from './shapes.ts';

/** A client's record as the forecast wants it [I6]. */

/**
 * @param events doses that may be shown, each once; refusals are none
 * @param day the clinic's today, or the last day of who has died
 */
export function assess(client: ClientRecord, events: readonly GivenDose[], day: CalendarDate): Forecast {
  return forecastFor(personOf(client, events), day);
}

export function personOf({ birthDate, sex, evidence = [] }: ClientRecord, events: readonly GivenDose[]): Person {
  const reported = evidence.map(({ code, date }) => ({ code, date }));
  return { birthDate, sex, doses: events.map(doseOf), observations: [...reported, ...events.flatMap(observationsOf)] };
}

function doseOf({ record: { id, date, dose }, others }: GivenDose): PersonsDose {
  const { cvx, mvx, amount, unit, expiration } = dose;
  return {
    id,
    date,
    cvx,
    mvx,
    // Volumes are compared in millilitres; a capsule has none.
    millilitres: unit === undefined || unit === 'mL' ? amount : undefined,
    lotExpires: expiration,
    // One who knows of it is enough.
    substandard: [dose, ...others.map((other) => other.dose)].some(({ subpotent }) => subpotent),
  };
}

/** CDSi's codes for a severe allergic reaction after a dose against each antigen. */
export const severeReactionTo: Readonly<Record<string, string>> = {
  Chikungunya: '270',
  Cholera: '119',
  'COVID-19': '122',
  Dengue: '210',
  Diphtheria: '087',
  Ebola: '123',
  HepA: '096',
  HepB: '097',
  Hib: '098',
  HPV: '090',
  Influenza: '085',
  'Japanese Encephalitis': '082',
  Measles: '091',
  Meningococcal: '095',
  'Meningococcal B': '116',
  Mumps: '092',
  Orthopoxvirus: '223',
  Pertussis: '086',
  Pneumococcal: '094',
  Polio: '081',
  Rabies: '113',
  Rotavirus: '083',
  RSV: '244',
  Rubella: '093',
  TBE: '252',
  Tetanus: '088',
  Typhoid: '084',
  Varicella: '089',
  'Yellow Fever': '099',
  Zoster: '172',
};

/** An anaphylaxis speaks against every antigen of its vaccine. Other reactions are for a person to weigh. */
function observationsOf({ record, others }: GivenDose): Observation[] {
  return [record, ...others].flatMap(({ dose, reaction }) => {
    if (reaction?.kind !== 'anaphylaxis') return [];
    const antigens = currentSchedule().antigensOf.get(dose.cvx) ?? [];
    return antigens.flatMap(({ antigen }) => {
      const code = severeReactionTo[antigen];
      return code === undefined ? [] : [{ code, date: reaction.date }];
    });
  });
}

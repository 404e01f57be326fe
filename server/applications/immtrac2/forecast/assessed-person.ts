import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { forecastFor, type Forecast } from './forecast.ts';
import type { GivenDose as PersonsDose, Observation, Person } from './patient.ts';
import { currentSchedule } from './read-schedule.ts';
import { holdsOn } from '../observations/observations.ts';
import type { ClientRecord, GivenDose, ObservationRecord } from '../shapes.ts';

/** A client's record as the forecast wants it [I6]. */

/**
 * @param events doses that may be shown, each once; refusals are none
 * @param noted what is known beside doses
 * @param day the clinic's today, or the last day of who has died
 */
export function assess(
  client: ClientRecord,
  events: readonly GivenDose[],
  noted: readonly ObservationRecord[],
  day: CalendarDate,
): Forecast {
  return forecastFor(personOf(client, events, noted, day), day);
}

export function personOf(
  { birthDate, sex, races = [] }: ClientRecord,
  events: readonly GivenDose[],
  noted: readonly ObservationRecord[],
  day: CalendarDate,
): Person {
  const observations = [
    ...events.flatMap(reactionsTo),
    ...noted.filter((each) => holdsOn(each, day)).flatMap(asObserved),
    ...(races.includes(americanIndianOrAlaskaNative) ? [{ code: '245' }] : []),
  ];
  return { birthDate, sex, doses: events.map(doseOf), observations };
}

/** The schedule asks for one RSV season more. */
const americanIndianOrAlaskaNative = '1002-5';

/** CDSi has the day on which a pregnancy, or a transplant, began as an observation of its own, from which intervals count. */
const beginOf: Readonly<Record<string, string>> = { '007': '170', '004': '171' };

function asObserved({ code, since }: ObservationRecord): Observation[] {
  const begin = beginOf[code];
  return [code, ...(begin === undefined ? [] : [begin])].map((each) => ({ code: each, date: since }));
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
function reactionsTo({ record, others }: GivenDose): Observation[] {
  return [record, ...others].flatMap(({ dose, reaction }) => {
    if (reaction?.kind !== 'anaphylaxis') return [];
    const antigens = currentSchedule().antigensOf.get(dose.cvx) ?? [];
    return antigens.flatMap(({ antigen }) => {
      const code = severeReactionTo[antigen];
      return code === undefined ? [] : [{ code, date: reaction.date }];
    });
  });
}

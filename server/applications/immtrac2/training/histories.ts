import type { BodySite, Dose as KeptDose, Eligibility } from '../../../../shared/applications/immtrac2/fields.ts';
import {
  type CalendarDate,
  monthNumber,
  monthsBetween,
  plusDays,
  plusMonths,
} from '../../../../shared/contract/time.ts';
import type { Synthetic } from '../../platform/synthetic.ts';
import type { ClientRecord, ImmunizationRecord } from '../shapes.ts';
import * as given from './products.ts';
import type { ProductUse } from './products.ts';

/** One dose that the schedule asks for at an age. */
interface ScheduledDose {
  readonly months: number;
  readonly of: readonly ProductUse[];
}

const at = (of: readonly ProductUse[], ...ages: readonly number[]): ScheduledDose[] =>
  ages.map((months) => ({ months, of }));

/** Roughly the childhood schedule; not a source for forecasting. */
const everyChild = [
  ...at(given.rotavirus, 2, 4, 6),
  ...at(given.pneumococcal, 2, 4, 6, 12),
  ...at(given.hepatitisA, 12, 18),
  ...at(given.dtapIpv, 48),
  ...at(given.tdap, 132),
  ...at(given.hpv, 132, 138),
  ...at(given.meningococcal, 132, 192),
  ...at(given.meningococcalB, 193, 199),
];
const firstYears = {
  pediarix: [
    ...at(given.hepatitisB, 0),
    ...at(given.pediarix, 2, 4, 6),
    ...at(given.hib, 2, 4, 6, 12),
    ...at(given.dtap, 15),
  ],
  pentacel: [...at(given.hepatitisB, 0, 2, 6), ...at(given.pentacel, 2, 4, 6, 15)],
  vaxelis: [...at(given.hepatitisB, 0), ...at(given.vaxelis, 2, 4, 6), ...at(given.hib, 12), ...at(given.dtap, 15)],
};
const measlesAndVaricella = {
  apart: [...at(given.mmr, 12, 48), ...at(given.varicella, 12, 48)],
  togetherAtFour: [...at(given.mmr, 12), ...at(given.varicella, 12), ...at(given.mmrv, 48)],
};
const adult = 19 * 12;
const eligibilities: readonly Eligibility[] = ['V01', 'V01', 'V01', 'V02', 'V02', 'V02', 'V03', 'V04', 'V05'];

/** Makes believable histories: what was due by age, mostly on time, some of it missed or given elsewhere. */
export class TrainingHistories {
  readonly #random: Synthetic;
  readonly #today: CalendarDate;
  readonly #otherSites: ReadonlyMap<string, string>;
  /** A clinic gives many clients the same lot. */
  readonly #lots = new Map<string, string>();

  /** @param otherSites for each site the one where its clients go now and then */
  constructor(random: Synthetic, today: CalendarDate, otherSites: ReadonlyMap<string, string>) {
    this.#random = random;
    this.#today = today;
    this.#otherSites = otherSites;
  }

  /** @param arrived when the client came from elsewhere with a record, which is kept as historical */
  of(client: ClientRecord, arrived = this.#arrival(client)): ImmunizationRecord[] {
    const random = this.#random;
    const age = monthsBetween(client.birthDate, this.#today);
    const missed = random.chance(0.12) ? 0.4 : 0.05;
    const eligibility = random.pick(eligibilities);

    const doses = age < adult ? this.#childhood(client) : this.#adulthood(client, age);
    return doses
      .filter(({ date }) => date <= this.#today && !random.chance(missed))
      .map(({ date, use }, index) => ({
        id: `${client.id}-${String(index + 1).padStart(2, '0')}`,
        clientId: client.id,
        date,
        month: monthNumber(date),
        ...(date < arrived
          ? {
              historical: true,
              source: 'other-record' as const,
              siteId: client.siteId,
              dose: { cvx: use.product.cvx },
            }
          : {
              historical: false,
              siteId: random.chance(0.1) ? this.#otherSites.get(client.siteId)! : client.siteId,
              dose: this.#administered(client, date, use, eligibility),
            }),
      }));
  }

  #arrival({ birthDate }: ClientRecord): CalendarDate {
    const age = monthsBetween(birthDate, this.#today);
    return this.#random.chance(0.3) ? plusMonths(birthDate, this.#random.integer(0, age)) : birthDate;
  }

  #administered(client: ClientRecord, date: CalendarDate, use: ProductUse, childs: Eligibility): KeptDose {
    const { product, millilitres, route } = use;
    const age = monthsBetween(client.birthDate, date);
    const eligibility = age < adult ? childs : 'V01';
    const bodySites: readonly BodySite[] = age < 24 ? ['LT', 'RT'] : ['LA', 'RA'];
    const injected = route === 'IM' || route === 'SC';
    return {
      cvx: product.cvx,
      tradeName: product.tradeName,
      mvx: product.mvx,
      lot: this.#lot(`${product.tradeName} ${date.slice(0, 4)} ${date.slice(5, 7) < '07' ? 1 : 2}`),
      expiration: plusMonths(`${date.slice(0, 8)}01`, 14),
      amount: millilitres,
      unit: 'mL',
      route,
      ...(injected && { bodySite: this.#random.pick(bodySites) }),
      funding: eligibility === 'V01' ? 'PHC70' : 'VXC50',
      eligibility,
      administeredBy: 'Pat Nurse, RN (Training)',
    };
  }

  #lot(delivery: string): string {
    const lot = this.#lots.get(delivery) ?? this.#random.lotNumber();
    this.#lots.set(delivery, lot);
    return lot;
  }

  #childhood(client: ClientRecord): Dose[] {
    const random = this.#random;
    const brands =
      client.birthDate >= '2021-06-01'
        ? (['pediarix', 'pentacel', 'vaxelis'] as const)
        : (['pediarix', 'pentacel'] as const);
    const schedule = [
      ...firstYears[random.pick(brands)],
      ...measlesAndVaricella[random.pick(['apart', 'togetherAtFour'] as const)],
      ...everyChild,
    ];
    return [
      ...this.#onSchedule(client, schedule),
      ...this.#seasons(client, 6, 0.55, (months) => (months < 24 ? given.influenzaInfant : given.influenza)),
      ...this.#seasons(client, 6, 0.12, (months) => (months < 144 ? given.covidChild : given.covid)),
    ];
  }

  #adulthood(client: ClientRecord, age: number): Dose[] {
    const random = this.#random;
    const recently = (of: readonly ProductUse[], months: number) => at(of, age - random.integer(1, months));
    const zosterBegins = Math.max(50 * 12, age - random.integer(6, 72));
    const schedule = [
      ...recently(given.tdap, 110),
      ...(random.chance(0.25) ? at(given.hepatitisBAdult, age - 60, age - 59, age - 54) : []),
      ...(age >= 50 * 12 && random.chance(0.6) ? at(given.zoster, zosterBegins, zosterBegins + 3) : []),
      ...(age >= 65 * 12 && random.chance(0.7) ? recently(given.pneumococcalSenior, 48) : []),
      ...(age >= 75 * 12 && random.chance(0.5) ? recently(given.rsvSenior, 24) : []),
    ];
    return [
      ...this.#onSchedule(client, schedule),
      ...this.#seasons(client, adult, 0.5, (months) => (months >= 65 * 12 ? given.influenzaSenior : given.influenza)),
      ...this.#seasons(client, adult, 0.25, () => given.covid),
    ];
  }

  #onSchedule(client: ClientRecord, schedule: readonly ScheduledDose[]): Dose[] {
    // Vaccines that are due at one age are given at one visit.
    const visits = new Map<number, CalendarDate>();
    return schedule.flatMap(({ months, of }) => {
      const late = months === 0 ? 1 : this.#random.integer(0, months < 24 ? 12 : 60);
      const date = visits.get(months) ?? onWeekday(plusDays(plusMonths(client.birthDate, months), late));
      visits.set(months, date);
      return this.#dose(date, of);
    });
  }

  /** Autumn doses of the last years, for those who were old enough. */
  #seasons(client: ClientRecord, fromMonths: number, taken: number, of: (months: number) => readonly ProductUse[]) {
    const year = Number(this.#today.slice(0, 4));
    return [5, 4, 3, 2, 1, 0].flatMap((ago): Dose[] => {
      const date = onWeekday(plusDays(`${year - ago}-09-20`, this.#random.integer(0, 75)));
      const months = monthsBetween(client.birthDate, date);
      return months >= fromMonths && this.#random.chance(taken) ? this.#dose(date, of(months)) : [];
    });
  }

  /** None where no product of the kind was on the market yet. */
  #dose(date: CalendarDate, of: readonly ProductUse[]): Dose[] {
    const available = of.filter(({ from, until }) => from <= date && date <= until);
    return available.length === 0 ? [] : [{ date, use: this.#random.pick(available) }];
  }
}

interface Dose {
  readonly date: CalendarDate;
  readonly use: ProductUse;
}

function onWeekday(date: CalendarDate): CalendarDate {
  const weekday = new Date(date).getUTCDay();
  return weekday === 0 ? plusDays(date, 1) : weekday === 6 ? plusDays(date, 2) : date;
}

import type {
  DoseReason,
  DoseStatus,
  ForecastReason,
  ForecastStatus,
} from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { dateOf } from './calendar.ts';
import { evaluateSeries } from './evaluate-series.ts';
import type { Progress } from './evaluation.ts';
import { forecastSeries, type SeriesForecast } from './forecast-series.ts';
import { groupForecasts, type GroupResult, type Kind } from './group-forecast.ts';
import { type JudgedDose, judgedDoses } from './judged-doses.ts';
import { type Dose, dosesByAntigen, type Misdated, type Patient, patientOf, type Person } from './patient.ts';
import { relevantSeries } from './relevant-series.ts';
import { currentSchedule } from './read-schedule.ts';
import type { Antigen, Schedule } from './schedule.ts';
import { bestSeries } from './select-series.ts';

/** What is due for a person by CDC's CDSi logic, and how each dose was judged [I6]. */
export interface Forecast {
  readonly assessedOn: CalendarDate;
  /** The schedule that it follows. */
  readonly schedule: { readonly source: string; readonly version: string; readonly published: CalendarDate };
  readonly groups: readonly GroupForecast[];
  /**
   * Doses that nothing is said of: of no day of the person's life so far, of a product that the schedule does not know,
   * or of one that no series of this person is about, such as a vaccine for a journey without the journey.
   */
  readonly leftOut: readonly {
    readonly id: string;
    readonly because: Misdated['because'] | 'unknown product' | 'no series';
  }[];
}

export interface GroupForecast {
  readonly group: string;
  /** Every dose of the group, by date. */
  readonly doses: readonly DoseEvaluation[];
  /** What to act on comes first. A second one stands there where somebody with a risk also needs what everybody does. */
  readonly forecasts: readonly [KindForecast, ...KindForecast[]];
}

export interface KindForecast {
  /** For everybody, or for a risk of this person. */
  readonly kind: Kind;
  readonly status: ForecastStatus;
  readonly reasons: readonly ForecastReason[];
  /** Only where a dose is due. */
  readonly due?: {
    readonly doseNumber: number;
    readonly earliest: CalendarDate;
    readonly recommended: CalendarDate;
    readonly pastDue?: CalendarDate;
    /** The last day on which it can be given. */
    readonly latest?: CalendarDate;
    /** CVX codes of products that are recommended by name. */
    readonly products: readonly string[];
    readonly antigens: readonly string[];
  };
  /** The series that was chosen for each antigen. */
  readonly series: readonly { readonly antigen: string; readonly name: string; readonly status: ForecastStatus }[];
}

export interface DoseEvaluation {
  readonly id: string;
  readonly date: CalendarDate;
  readonly cvx: string;
  readonly status: DoseStatus;
  /** Why it does not count; of a valid dose, what is worth knowing. */
  readonly reasons: readonly DoseReason[];
}

/** @param assessedOn today, for the person's clinic */
export function forecastFor(
  person: Person,
  assessedOn: CalendarDate,
  schedule: Schedule = currentSchedule(),
): Forecast {
  const { patient, misdated } = patientOf(person, assessedOn);
  const doses = dosesByAntigen(patient, schedule);
  const best = [...schedule.antigens.values()].flatMap((antigen) => {
    return bestSeries(antigenForecasts(schedule, patient, antigen, doses.get(antigen.name) ?? []));
  });
  const groups = schedule.groups.flatMap((group) => {
    const [first, ...others] = groupForecasts(
      schedule,
      patient,
      group,
      best.filter(({ progress }) => group.antigens.includes(progress.series.antigen)),
    );
    if (first === undefined) return [];
    const judged = judgedDoses([first, ...others]).map(shownDose);
    // Twice the same says nothing more.
    const more = others.filter(({ due, status }) => due !== undefined || status !== first.status);
    return [
      { group: group.name, doses: judged, forecasts: [shownForecast(first), ...more.map(shownForecast)] as const },
    ];
  });
  const known = new Set([...doses.values()].flat());
  const judgedIds = new Set(groups.flatMap((group) => group.doses.map(({ id }) => id)));
  const unjudged = patient.doses.filter(({ id }) => !judgedIds.has(id));
  return {
    assessedOn,
    schedule: { source: schedule.source, version: schedule.version, published: schedule.published },
    groups,
    leftOut: [
      ...misdated,
      ...unjudged.map((dose) => {
        return { id: dose.id, because: known.has(dose) ? 'no series' : 'unknown product' } as const;
      }),
    ],
  };
}

/** Every series that concerns the person, worked through. One may ask whether a group of others is complete. */
function antigenForecasts(
  schedule: Schedule,
  patient: Patient,
  antigen: Antigen,
  doses: readonly Dose[],
): SeriesForecast[] {
  const relevant = relevantSeries(patient, antigen);
  const done = new Map<string, SeriesForecast>();
  const underWay = new Set<string>();
  const ofSeries = (series: Antigen['series'][number]): SeriesForecast => {
    const known = done.get(series.name);
    if (known !== undefined) return known;
    underWay.add(series.name);
    const progress: Progress = {
      schedule,
      patient,
      series,
      evaluations: [],
      targets: series.doses.map((dose) => ({ dose, status: 'open' })),
      isComplete: (group) =>
        relevant.some(
          (other) => other.group === group && !underWay.has(other.name) && ofSeries(other).status === 'complete',
        ),
    };
    evaluateSeries(progress, doses);
    const forecast = forecastSeries(progress, antigen);
    underWay.delete(series.name);
    done.set(series.name, forecast);
    return forecast;
  };
  return relevant.map(ofSeries);
}

function shownForecast({ kind, status, reasons, due, series }: GroupResult): KindForecast {
  return {
    kind,
    status,
    reasons,
    ...(due !== undefined && {
      due: {
        doseNumber: due.number,
        earliest: dateOf(due.earliest),
        recommended: dateOf(due.recommended),
        ...(due.pastDue !== undefined && { pastDue: dateOf(due.pastDue) }),
        ...(due.latest !== undefined && { latest: dateOf(due.latest) }),
        products: due.products,
        antigens: due.antigens,
      },
    }),
    series: series.map((each) => {
      const { antigen, name } = each.progress.series;
      return { antigen, name, status: each.status };
    }),
  };
}

function shownDose({ dose, status, reasons }: JudgedDose): DoseEvaluation {
  return { id: dose.id, date: dateOf(dose.day), cvx: dose.cvx, status, reasons };
}

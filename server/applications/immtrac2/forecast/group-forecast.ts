import type { ForecastReason, ForecastStatus } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import type { Day } from './calendar.ts';
import { isInEffect } from './evaluation.ts';
import type { SeriesForecast } from './forecast-series.ts';
import type { Patient } from './patient.ts';
import type { Schedule, VaccineGroup } from './schedule.ts';

/** What a group of vaccines comes to, such as MMR for measles, mumps and rubella (CDSi 9). */
export interface GroupResult {
  readonly kind: Kind;
  readonly status: ForecastStatus;
  readonly reasons: readonly ForecastReason[];
  readonly due?: {
    readonly number: number;
    readonly earliest: Day;
    readonly recommended: Day;
    readonly pastDue: Day | undefined;
    readonly latest: Day | undefined;
    readonly products: readonly string[];
    /** The antigens for which a dose is due. */
    readonly antigens: readonly string[];
  };
  /** One for each antigen. */
  readonly series: readonly SeriesForecast[];
}

/** For everybody, or for a risk of this person. */
export type Kind = 'standard' | 'risk';

/**
 * Standard series are put together with standard ones, and those for a risk with those for a risk.
 * @returns what to act on first: a dose for a risk, then one that everybody needs of what the risk is about
 */
export function groupForecasts(
  schedule: Schedule,
  patient: Patient,
  group: VaccineGroup,
  best: readonly SeriesForecast[],
): GroupResult[] {
  const [standard, risk] = (['standard', 'risk'] as const).map((kind) => {
    const ofKind = best.filter(({ progress }) => (progress.series.type === 'standard') === (kind === 'standard'));
    const series = group.antigens.flatMap((antigen) => leading(ofKind.filter((each) => isAbout(each, antigen))) ?? []);
    return series.length === 0 ? undefined : ofSeries(kind, series);
  });
  if (standard === undefined || risk === undefined) return [standard ?? risk].filter((each) => each !== undefined);
  const concerned = risk.series.map(({ progress }) => progress.series.antigen);
  const isStillDue = standard.due?.antigens.some((antigen) => concerned.includes(antigen)) ?? false;
  const standsAside = risk.status !== 'complete' && standard.status === 'complete';
  return risk.due === undefined && (isStillDue || standsAside) ? [standard, risk] : [risk, standard];

  function ofSeries(kind: Kind, series: readonly SeriesForecast[]): GroupResult {
    const status = statusOf(group, series);
    const open = series.filter((each) => each.due !== undefined);
    const reasons = [...new Set((status === 'not complete' ? open : series).map(({ reason }) => reason))];
    const about = { kind, status, reasons, series };
    if (status !== 'not complete' || open.length === 0) return about;
    const due = open.map((each) => each.due!);
    const earliest = earliestOf(open);
    const pastDue = firstOf(due.map((each) => each.pastDue));
    return {
      ...about,
      due: {
        number: (group.givenWhole ? Math.min : Math.max)(...open.map((each) => doseNumber(each, best))),
        earliest,
        recommended: Math.max(earliest, Math.min(...due.map(({ recommended }) => recommended))),
        pastDue: pastDue === undefined ? undefined : Math.max(earliest, pastDue),
        latest: firstOf(due.map(({ latest }) => latest)),
        products: [...new Set(due.flatMap(({ products }) => products))],
        antigens: open.map(({ progress }) => progress.series.antigen),
      },
    };
  }

  /** SINGLEANTVG-2, MULTIANTVG-1. */
  function earliestOf(open: readonly SeriesForecast[]): Day {
    const days = open.map(({ due }) => due!.earliest);
    if (!open.some(takesPrecedence)) return Math.max(...days);
    const last = patient.doses.findLast(({ cvx }) =>
      schedule.antigensOf.get(cvx)?.some(({ antigen }) => group.antigens.includes(antigen)),
    );
    return group.antigens.length === 1 ? days[0]! : Math.max(Math.min(...days), last?.day ?? -Infinity);
  }
}

const isAbout = ({ progress }: SeriesForecast, antigen: string) => progress.series.antigen === antigen;

/**
 * Which dose it is for the person (FORECASTDN-1). Doses that count in the standard series and those that count in the
 * one for a risk are counted together, as CDC's cases do: the fifth dose is the fifth, whichever series asks for it.
 */
function doseNumber({ due, progress }: SeriesForecast, best: readonly SeriesForecast[]): number {
  if (due!.dose.season !== undefined) return due!.number;
  const counted = best
    .filter((each) => isAbout(each, progress.series.antigen))
    .flatMap((each) => each.progress.evaluations.filter(({ status }) => status === 'valid').map(({ dose }) => dose));
  return Math.max(due!.number, new Set(counted).size + 1);
}

/** Of several series for one antigen (in childhood and at an age): one that asks for a dose, else one that is complete. */
function leading(series: readonly SeriesForecast[]): SeriesForecast | undefined {
  const order: readonly ForecastStatus[] = [
    'not complete',
    'complete',
    'immune',
    'contraindicated',
    'not recommended',
    'aged out',
  ];
  return series.toSorted(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || (a.due?.earliest ?? 0) - (b.due?.earliest ?? 0),
  )[0];
}

/**
 * Table 9-4; for one antigen it is that one's (SINGLEANTVG-1). Where antigens of a group can be given apart, one that
 * must not be given does not stand in the way of the others: whoever must not have pertussis still needs tetanus.
 */
function statusOf({ givenWhole }: VaccineGroup, series: readonly SeriesForecast[]): ForecastStatus {
  const statuses = new Set(series.map(({ status }) => status));
  if (!givenWhole && statuses.size > 1) statuses.delete('contraindicated');
  const decisive: readonly ForecastStatus[] = ['contraindicated', 'aged out', 'not recommended', 'not complete'];
  const found = decisive.find((status) => statuses.has(status));
  if (found !== undefined) return found;
  return statuses.has('complete') ? 'complete' : 'immune';
}

/** FORECASTPRIORITY-1. */
function takesPrecedence({ due, progress }: SeriesForecast): boolean {
  const intervals = due!.dose.intervals.filter((rule) => isInEffect(rule, progress.patient.today));
  return intervals.length > 0 && intervals.every(({ first }) => first);
}

function firstOf(days: readonly (Day | undefined)[]): Day | undefined {
  const known = days.filter((day) => day !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

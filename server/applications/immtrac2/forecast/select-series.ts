import { type SeriesForecast, validDoses } from './forecast-series.ts';
import { scored } from './score-series.ts';

/**
 * Which series are a person's for an antigen (CDSi 8): one of each group of series, unless a group that protects as
 * well makes it superfluous.
 */
export function bestSeries(forecasts: readonly SeriesForecast[]): SeriesForecast[] {
  const groups = new Map<string, SeriesForecast[]>();
  for (const forecast of forecasts) {
    const { group } = forecast.progress.series;
    groups.set(group, [...(groups.get(group) ?? []), forecast]);
  }
  const prioritized = [...groups.values()].map(prioritizedOf).filter((each) => each !== undefined);
  return prioritized.filter((each) => isBest(each, prioritized));
}

/** CDSi 8.8. */
function isBest(forecast: SeriesForecast, prioritized: readonly SeriesForecast[]): boolean {
  const { series } = forecast.progress;
  if (forecast.status === 'complete') return true;
  const equivalent = prioritized.filter((other) => series.equivalent.includes(other.progress.series.group));
  if (equivalent.some(({ status }) => status === 'complete')) return false;
  return series.type === 'risk' || !equivalent.some(({ progress }) => progress.series.type === 'risk');
}

/** The one of a group (CDSi 8.1 to 8.7). */
function prioritizedOf(group: readonly SeriesForecast[]): SeriesForecast | undefined {
  const scorable = scorableOf(group);
  if (scorable.length <= 1) return scorable[0] ?? defaultOf(group);
  const complete = scorable.filter(({ status }) => status === 'complete');
  const inProcess = scorable.filter((each) => each.status === 'not complete' && validDoses(each) > 0);
  if (complete.length === 1) return complete[0];
  if (complete.length > 1) return scored(complete, 'complete');
  if (inProcess.length === 1) return inProcess[0];
  if (inProcess.length > 1) return scored(inProcess, 'in process');
  return defaultOf(group) ?? scored(scorable, 'no valid doses');
}

function defaultOf(group: readonly SeriesForecast[]): SeriesForecast | undefined {
  return group.find(({ progress }) => progress.series.isDefault && canStartToday(progress));
}

/** Nobody is told today to come back for a series that begins decades later. */
function canStartToday({ patient, series: { startFrom } }: SeriesForecast['progress']): boolean {
  return startFrom === undefined || patient.today >= patient.turns(startFrom);
}

/** CDSi 8.1. */
function scorableOf(group: readonly SeriesForecast[]): SeriesForecast[] {
  const isCandidate = ({ status }: SeriesForecast) =>
    status !== 'contraindicated' || group.every((each) => each.status === 'contraindicated');
  const priorities = group
    .filter((each) => each.progress.series.type === 'risk' && startsInTime(each))
    .map(({ progress }) => progress.series.priority);
  const highest = priorities.toSorted()[0];
  const nobodyHasDoses = group.every((each) => validDoses(each) === 0);
  const hasDefault = group.some(({ progress }) => progress.series.isDefault);
  return group.filter((each) => {
    const { series } = each.progress;
    if (series.type === 'evaluation only') return each.status === 'complete';
    if (!isCandidate(each)) return false;
    if (series.type === 'risk') return startsInTime(each) && series.priority === highest;
    return (
      (validDoses(each) > 0 && startsInTime(each)) || (nobodyHasDoses && !hasDefault && canStartToday(each.progress))
    );
  });
}

/**
 * Whether the first dose that counts came before the age at which the series can be started no longer, or could still.
 * SELECTSCORE-2 asks this of standard series only; without it an adult with a risk would be given an infant's series.
 */
function startsInTime({ progress: { evaluations, patient, series } }: SeriesForecast): boolean {
  const start = evaluations.find(({ status }) => status === 'valid')?.dose.day ?? patient.today;
  return series.startUntil === undefined || start < patient.turns(series.startUntil);
}

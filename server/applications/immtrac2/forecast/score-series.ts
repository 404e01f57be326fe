import { type Day, plus } from './calendar.ts';
import { isInEffect } from './evaluation.ts';
import { type SeriesForecast, validDoses } from './forecast-series.ts';

/** Points for series between which nothing else decides (CDSi 8.4 to 8.7). */

type Criterion = (forecast: SeriesForecast, all: readonly SeriesForecast[]) => number;

/** So many points where it is true of a series, as many less where it is not. */
const points = (count: number, isTrue: (forecast: SeriesForecast) => boolean): Criterion => {
  return (forecast) => (isTrue(forecast) ? count : -count);
};

/** So many points for the one that is ahead, none for several that are, and as many less for those behind. */
const best = (count: number, measure: (forecast: SeriesForecast) => number): Criterion => {
  return (forecast, all) => {
    const leading = Math.max(...all.map(measure));
    if (measure(forecast) < leading) return -count;
    return all.filter((each) => measure(each) === leading).length === 1 ? count : 0;
  };
};

const isByProduct = ({ progress }: SeriesForecast) => progress.series.byProduct;
const hasOnlyValidDoses = ({ progress }: SeriesForecast) =>
  progress.evaluations.filter(({ target }) => target !== undefined).every(({ status }) => status === 'valid');
const openDoses = ({ progress }: SeriesForecast) => progress.targets.filter(({ status }) => status === 'open').length;
const finish = (forecast: SeriesForecast) => (isCompletable(forecast) ? finishDay(forecast)! : Infinity);

const criteria = {
  complete: [best(1, validDoses)],
  'in process': [
    points(2, (forecast) => isByProduct(forecast) && hasOnlyValidDoses(forecast)),
    points(3, isCompletable),
    best(2, validDoses),
    best(2, (forecast) => -openDoses(forecast)),
    best(1, (forecast) => -finish(forecast)),
  ],
  'no valid doses': [
    best(1, ({ due }) => -(due?.earliest ?? Infinity)),
    points(1, isCompletable),
    points(-1, isByProduct),
  ],
} as const satisfies Record<string, readonly Criterion[]>;

/** @returns the series with the most points; between equals the one that the schedule prefers */
export function scored(forecasts: readonly SeriesForecast[], by: keyof typeof criteria): SeriesForecast {
  const scores = forecasts.map((forecast) => {
    const score = criteria[by].reduce((sum: number, criterion: Criterion) => sum + criterion(forecast, forecasts), 0);
    return { forecast, score };
  });
  const [first] = scores.toSorted(
    (a, b) => b.score - a.score || a.forecast.progress.series.preference - b.forecast.progress.series.preference,
  );
  return first!.forecast;
}

/** SELECTB-3. */
function isCompletable(forecast: SeriesForecast): boolean {
  const finished = finishDay(forecast);
  if (finished === undefined) return false;
  const { patient, series } = forecast.progress;
  const maximum = series.doses.at(-1)!.ages.find((age) => isInEffect(age, patient.today))?.maximum;
  return maximum === undefined || finished < patient.turns(maximum);
}

/** SELECTB-12: when the series could be finished: the next dose, and the longest interval that is still to come. */
function finishDay({ due, progress }: SeriesForecast): Day | undefined {
  if (due === undefined) return undefined;
  const remaining = progress.targets.filter(({ status, dose }) => status === 'open' && dose !== due.dose);
  const intervals = remaining.flatMap(({ dose }) =>
    dose.intervals.filter((rule) => isInEffect(rule, progress.patient.today)),
  );
  return Math.max(
    due.earliest,
    ...intervals.map(({ minimum }) => (minimum === undefined ? 0 : plus(due.earliest, minimum))),
  );
}

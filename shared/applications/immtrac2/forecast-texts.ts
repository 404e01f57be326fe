/** Why a dose counts or does not. */
export const doseReasons = [
  'too young',
  'too old',
  'too soon',
  'live vaccine too soon',
  'wrong product',
  'product does not fit',
  'series complete',
  'lot expired',
  'substandard',
  'a few days early',
  'less than a full dose',
] as const;
export type DoseReason = (typeof doseReasons)[number];

/** How a person stands with a series or a group of vaccines. */
export const forecastStatuses = [
  'not complete',
  'complete',
  'immune',
  'contraindicated',
  'aged out',
  'not recommended',
] as const;
export type ForecastStatus = (typeof forecastStatuses)[number];

/** Why a dose is due when it is, or why none is. */
export const forecastReasons = [
  'due by age',
  'due after the last dose',
  'due as soon as the last dose allows',
  'due after a dose that did not count',
  'due after another live vaccine',
  'due when the season begins',
  'due for a risk',
  'complete',
  'enough for now',
  'immune',
  'contraindicated',
  'season over',
  'too old',
  'too old to finish',
] as const;
export type ForecastReason = (typeof forecastReasons)[number];

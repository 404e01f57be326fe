/** Why a dose counts or does not, and why one is due or not: codes that servers send; pages have words for them [I6]. */

/** Why a dose does not count; the last two stand with doses that do. */
export const doseReasons = [
  'too young',
  'too old',
  'too soon',
  'live vaccine too soon',
  'wrong product',
  'product does not fit',
  'product not for this age',
  'series complete',
  'lot expired',
  'substandard',
  'earlier than usual',
  'less than a full dose',
] as const;
export type DoseReason = (typeof doseReasons)[number];

/** Why nothing is said of a dose. */
export const unjudgedReasons = ['before the birth', 'in the future', 'unknown product', 'no series'] as const;
export type UnjudgedReason = (typeof unjudgedReasons)[number];

/** `extraneous` is more than is needed, and does no harm; `substandard` has to be given again. */
export const doseStatuses = ['valid', 'not valid', 'extraneous', 'substandard'] as const;
export type DoseStatus = (typeof doseStatuses)[number];

/** Past due; recommended by today; allowed by today, and not yet recommended; not yet allowed; no dose to give. */
export const urgencies = ['overdue', 'due', 'possible', 'later', 'none'] as const;
export type Urgency = (typeof urgencies)[number];

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

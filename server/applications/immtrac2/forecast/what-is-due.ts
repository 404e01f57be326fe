import type { Evaluation, GroupForecast, WhatIsDue } from '../../../../shared/applications/immtrac2/forecast/api.ts';
import { type Urgency, urgencies } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { vaccines } from '../../platform/codes/vaccines.ts';
import type { Forecast, KindForecast } from './forecast.ts';
import { currentSchedule } from './read-schedule.ts';
import type { GivenDose } from '../shapes.ts';

/** What of a forecast is shown with a client's record [I6]. */

/** @param forecast none where it could not be worked out @param withheld why nothing is said of what is due */
export function whatIsDue(forecast: Forecast | undefined, withheld?: WhatIsDue['withheld']): WhatIsDue {
  const { version, published } = forecast?.schedule ?? currentSchedule();
  const about = { schedule: { version, published } };
  if (withheld !== undefined || forecast === undefined) {
    return { ...about, withheld: withheld ?? 'not available', groups: [] };
  }
  const { groups, assessedOn } = forecast;
  const shown = groups.flatMap(({ group, forecasts }) => forecasts.map((each) => shownGroup(group, each, assessedOn)));
  return { ...about, groups: shown.toSorted((a, b) => rank(a).localeCompare(rank(b))) };
}

/** By urgency, then by the day from which the dose is recommended. */
const rank = ({ urgency, due }: GroupForecast) => `${urgencies.indexOf(urgency)} ${due?.recommended ?? ''}`;

function shownGroup(group: string, forecast: KindForecast, on: CalendarDate): GroupForecast {
  const { kind, status, reasons, due } = forecast;
  const about = { group, kind, status, reasons: [...reasons], urgency: urgencyOf(forecast, on) };
  if (due === undefined) return about;
  const { doseNumber, earliest, recommended, pastDue } = due;
  return { ...about, due: { doseNumber, earliest, recommended, ...(pastDue !== undefined && { pastDue }) } };
}

export function urgencyOf({ due }: KindForecast, on: CalendarDate): Urgency {
  if (due === undefined) return 'none';
  if (due.pastDue !== undefined && due.pastDue < on) return 'overdue';
  if (due.recommended <= on) return 'due';
  return due.earliest <= on ? 'possible' : 'later';
}

/** Groups that the registry's tables and the schedule name or cut differently. */
export const groupInSchedule: Readonly<Record<string, string>> = {
  DTaP: 'DTaP/Tdap/Td',
  Tdap: 'DTaP/Tdap/Td',
  Td: 'DTaP/Tdap/Td',
  'Japanese encephalitis': 'Japanese Encephalitis',
  'Meningococcal ACWY': 'Meningococcal',
  'Pneumococcal conjugate': 'Pneumococcal',
  'Pneumococcal polysaccharide': 'Pneumococcal',
  'Tick-borne encephalitis': 'TBE',
  'Yellow fever': 'Yellow Fever',
};

/**
 * How a dose was judged, where it stands in the history under that group. A vaccine that belongs to no group stands there
 * once, so everything that was found about it does, too.
 */
export function evaluationsOf({ groups, leftOut }: Forecast, { record }: GivenDose, shownUnder: string): Evaluation[] {
  const wanted = groupInSchedule[shownUnder] ?? shownUnder;
  const isApart = (vaccines.get(record.dose.cvx)?.groups ?? []).length === 0;
  const found = groups.flatMap(({ group, doses }) => {
    const dose = isApart || group === wanted ? doses.find(({ id }) => id === record.id) : undefined;
    return dose === undefined ? [] : [{ group, status: dose.status, reasons: [...dose.reasons] }];
  });
  if (found.length > 0) return found;
  const because = leftOut.find(({ id }) => id === record.id)?.because ?? 'no series';
  return [{ group: wanted, status: 'not judged', reasons: [because] }];
}

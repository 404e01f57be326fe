import type { ForecastStatus } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { noVaccine } from '../../platform/codes/vaccines.ts';
import type { GroupForecast } from '../forecast/forecast.ts';
import { groupCode } from './group-codes.ts';
import { segment, writtenDate } from './hl7/write.ts';
import { administration } from './write-administration.ts';
import { coded, type Observations } from './write-observations.ts';

/** What is due, in an answer: one order without a vaccine, and OBX for each group [I7]. */

/** LOINC's answers to 59783-1. */
const statusCodes: Readonly<Record<ForecastStatus, readonly [string, string]>> = {
  'not complete': ['LA13422-3', 'On schedule'],
  complete: ['LA13421-5', 'Complete'],
  immune: ['LA27183-5', 'Immune'],
  contraindicated: ['LA4216-3', 'Contraindicated'],
  'aged out': ['LA13424-9', 'Too old'],
  'not recommended': ['LA4695-8', 'Not recommended'],
};
const overdue = ['LA13423-1', 'Overdue'] as const;

export function forecastSegments(
  groups: readonly GroupForecast[],
  on: CalendarDate,
  observations: Observations,
): string[] {
  let number = 0;
  for (const { group, forecasts } of groups) {
    const [{ status, due, reasons }] = forecasts;
    number += 1;
    const says = due?.pastDue !== undefined && due.pastDue < on ? overdue : statusCodes[status];
    observations.add('CE', '30956-7', 'Vaccine type', number, coded(groupCode(group), group, 'CVX'), on);
    observations.add('CE', '59779-9', 'Immunization schedule used', number, ['VXC16', 'ACIP', 'CDCPHINVS'], on);
    observations.add('CE', '59783-1', 'Status in immunization series', number, [...says, 'LN'], on);
    for (const reason of reasons)
      observations.add('CE', '30982-3', 'Reason applied by forecast logic', number, [undefined, reason], on);
    if (due === undefined) continue;
    observations.add('NM', '30973-2', 'Dose number in series', number, String(due.doseNumber), on);
    observations.add('TS', '30981-5', 'Earliest date to give', number, writtenDate(due.earliest), on);
    observations.add('TS', '30980-7', 'Date vaccine due', number, writtenDate(due.recommended), on);
    if (due.pastDue !== undefined)
      observations.add('TS', '59778-1', 'Date when overdue for immunization', number, writtenDate(due.pastDue), on);
    if (due.latest !== undefined)
      observations.add('TS', '59777-3', 'Latest date to give', number, writtenDate(due.latest), on);
  }
  return [
    segment('ORC', 'RE', undefined, ['9999', 'TEXIIS']),
    administration({
      start: writtenDate(on),
      end: writtenDate(on),
      vaccine: [noVaccine, 'No vaccine administered', 'CVX'],
      completion: 'NA',
    }),
    ...observations.taken(),
  ];
}

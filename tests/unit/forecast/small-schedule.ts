import type { Forecast, GroupForecast } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import { forecastFor } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import type { GivenDose, Person } from '../../../server/applications/immtrac2/forecast/patient.ts';
import { scheduleFrom } from '../../../server/applications/immtrac2/forecast/read-schedule.ts';
import type {
  AntigenTable,
  ScheduleTables,
  SeriesDoseTable,
  SeriesTable,
} from '../../../server/applications/immtrac2/forecast/schedule-tables.ts';
import type { Schedule } from '../../../server/applications/immtrac2/forecast/schedule.ts';

// A schedule as small as a rule needs it: one disease, against which products 1 to 9 protect, and dates of a birth on
// January 15, 2020, so that a test about a rule stays true whatever CDC changes.

export const birthDate = '2020-01-15';

const anyProduct: Partial<SeriesDoseTable> = { preferred: { '..': '1' }, allowed: { '..': '2 3' } };

/** A dose that products 1 (preferred), 2 and 3 are for. */
export const dose = (rules: Partial<SeriesDoseTable> = {}): SeriesDoseTable => ({ ...anyProduct, ...rules });

export const series = (doses: readonly SeriesDoseTable[], more: Partial<SeriesTable> = {}): SeriesTable => ({
  name: 'series',
  type: 'standard',
  group: '1',
  isDefault: true,
  priority: 'A',
  preference: 1,
  doses,
  ...more,
});

export function scheduleOf(
  antigen: Partial<AntigenTable> & Pick<AntigenTable, 'series'>,
  more: Partial<ScheduleTables> = {},
): Schedule {
  const codes = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
  return scheduleFrom({
    source: 'a test',
    version: '0',
    published: '2020-01-01',
    groups: { Pox: { antigens: ['Pox'] } },
    vaccines: Object.fromEntries(codes.map((code) => [code, ['Pox']])),
    conflicts: [],
    antigens: { Pox: antigen },
    ...more,
  });
}

/** Doses written as `2020-03-15 1`: date and product. */
export function given(...doses: readonly string[]): GivenDose[] {
  return doses.map((text, index) => {
    const [date = '', cvx = '1', mvx] = text.split(' ');
    return { id: String(index + 1), date, cvx, mvx };
  });
}

export function personWith(doses: readonly GivenDose[] = [], more: Partial<Person> = {}): Person {
  return { birthDate, sex: 'female', doses, ...more };
}

export function groupOf(forecast: Forecast, name = 'Pox'): GroupForecast {
  const group = forecast.groups.find((each) => each.group === name);
  if (group === undefined) throw new Error(`there is no forecast for ${name}`);
  return group;
}

export function pox(schedule: Schedule, today: string, doses: readonly string[] = [], more: Partial<Person> = {}) {
  const group = groupOf(forecastFor(personWith(given(...doses), more), today, schedule));
  return { ...group.forecasts[0], doses: group.doses };
}

/** What was judged, one word for each dose, with the reasons where there are some. */
export function judged(doses: GroupForecast['doses']): string[] {
  return doses.map(({ status, reasons }) => [status, ...reasons].join(': '));
}

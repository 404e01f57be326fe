import { parse } from 'csv-parse/sync';
import type { DoseReason, DoseStatus } from '../../shared/applications/immtrac2/forecast/codes.ts';
import { isCalendarDate } from '../../server/applications/immtrac2/forecast/calendar.ts';
import {
  type Forecast,
  forecastFor,
  type GroupForecast,
  type KindForecast,
} from '../../server/applications/immtrac2/forecast/forecast.ts';
import type { GivenDose, Observation } from '../../server/applications/immtrac2/forecast/patient.ts';

/** CDC's test cases as CSV: one row is one person and what is expected for one group of vaccines. */

/** Named as the two workbooks do; other groups have the schedule's own name. */
const groupNames: Readonly<Record<string, string>> = {
  dtap: 'DTaP/Tdap/Td',
  flu: 'Influenza',
  mcv: 'Meningococcal',
  menacwy: 'Meningococcal',
  menb: 'Meningococcal B',
  pcv: 'Pneumococcal',
  pneumo: 'Pneumococcal',
  pol: 'Polio',
  ipol: 'Polio',
  rota: 'Rotavirus',
  var: 'Varicella',
  orthopox: 'Orthopoxvirus',
  je: 'Japanese Encephalitis',
  yf: 'Yellow Fever',
};

const reasonNames: Readonly<Record<string, readonly DoseReason[]>> = {
  'age: too young': ['too young'],
  'age: too old': ['too old'],
  'interval: too soon': ['too soon'],
  'interval too soon': ['too soon'],
  'live virus conflict': ['live vaccine too soon'],
  'inadvertent vaccine': ['wrong product'],
  'not a preferable or allowable vaccine': ['product does not fit', 'product not for this age'],
  'series already complete': ['series complete'],
};

export interface Difference {
  readonly id: string;
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

export interface Outcome {
  readonly cases: number;
  readonly passed: number;
  readonly differences: readonly Difference[];
}

type Row = Readonly<Record<string, string>>;

interface ExpectedDose extends GivenDose {
  readonly status: string;
  readonly reason: string;
}

/** @throws where the text is not such a file */
export function runCases(csv: string): Outcome {
  const rows = parse<Row>(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  const columns = ['id', 'group', 'dob', 'sex', 'assessment', 'doses', 'series_status', 'forecast_no', 'earliest'];
  const missing = [...columns, 'recommended', 'past_due'].filter((name) => rows[0] !== undefined && !(name in rows[0]));
  if (missing.length > 0) throw new Error(`The file has no column ${missing.join(', ')}.`);
  const found = rows.map(differencesOf);
  return {
    cases: rows.length,
    passed: found.filter((each) => each.length === 0).length,
    differences: found.flat(),
  };
}

function differencesOf(row: Row): Difference[] {
  const differences: Difference[] = [];
  const compare = (field: string, expected: string, got: string | number | undefined) => {
    const shown = got === undefined ? '' : String(got);
    if (expected.toLowerCase() !== shown.toLowerCase())
      differences.push({ id: row['id']!, field, expected, got: shown });
  };
  const wrong = (field: string, got: string) => [{ id: row['id']!, field, expected: '', got }];

  // A case without an expectation proves nothing, so it never passes.
  if (row['series_status'] === '') return wrong('series_status', 'the case expects nothing');
  for (const field of ['dob', 'assessment']) {
    if (!isCalendarDate(row[field]!)) return wrong(field, `${row[field]} is not a date`);
  }
  const doses = dosesOf(row);
  const bad = doses.find((dose) => !isCalendarDate(dose.date) || dose.status === '');
  if (bad !== undefined) return wrong(`dose ${bad.id}`, 'its date or what is expected of it is missing');

  const sex = row['sex'] === 'F' ? 'female' : row['sex'] === 'M' ? 'male' : 'unknown';
  const person = { birthDate: row['dob']!, sex, doses, observations: observationsOf(row) } as const;
  const forecast = forecastFor(person, row['assessment']!);
  const name = groupNames[row['group']!.toLowerCase()] ?? row['group']!;
  const group = forecast.groups.find((each) => each.group.toLowerCase() === name.toLowerCase());
  if (group === undefined) return [{ ...wrong('group', 'no forecast')[0]!, expected: row['group']! }];

  const { status, due } = forecastOfRow(group);
  compare('series_status', row['series_status']!, status);
  compare('forecast_no', row['forecast_no']!, due?.doseNumber);
  compare('earliest', row['earliest']!, due?.earliest);
  compare('recommended', row['recommended']!, due?.recommended);
  compare('past_due', row['past_due']!, due?.pastDue);
  for (const dose of doses) {
    const judged = judgedIn(forecast, group, dose.id);
    compare(`status of dose ${dose.id}`, dose.status, judged && shownStatus(judged.status));
    const reasons = reasonNames[dose.reason.toLowerCase()] ?? [];
    if (dose.reason !== '' && !reasons.some((reason) => judged?.reasons.includes(reason))) {
      compare(`reason of dose ${dose.id}`, dose.reason, judged?.reasons.join(' and '));
    }
  }
  return differences;
}

/** A dose of another group stands in some cases because it is in the way; it is judged in its own. */
function judgedIn(forecast: Forecast, group: GroupForecast, id: string) {
  const isIt = (dose: { readonly id: string }) => dose.id === id;
  return group.doses.find(isIt) ?? forecast.groups.flatMap(({ doses }) => doses).find(isIt);
}

function shownStatus(status: DoseStatus): string {
  return status === 'substandard' ? 'sub-standard' : status;
}

/**
 * Where somebody has a forecast for a risk beside the standard one, a row has room for one and does not say which. It
 * is that for the risk, unless nothing is due for it and the standard one still asks for a dose of one of several
 * antigens that it is about, or is complete where the other no longer matters.
 */
function forecastOfRow({ forecasts }: GroupForecast): KindForecast {
  const [standard, risk] = ['standard', 'risk'].map((kind) => forecasts.find((each) => each.kind === kind));
  if (standard === undefined || risk === undefined) return forecasts[0];
  if (risk.due !== undefined) return risk;
  const concerned = risk.series.map(({ antigen }) => antigen);
  const isStillDue = standard.due?.antigens.some((antigen) => concerned.includes(antigen)) ?? false;
  if (standard.series.length > 1 && isStillDue) return standard;
  return risk.status === 'aged out' && standard.status === 'complete' ? standard : risk;
}

/** `date|CVX|MVX|status|reason`, with the series' type before the reason where there are observations. */
function dosesOf(row: Row): ExpectedDose[] {
  const hasType = 'observations' in row;
  return listed(row['doses']!).map((text, index) => {
    const fields = text.split('|').map((field) => field.trim());
    const [date = '', cvx = '', mvx = '', status = ''] = fields;
    const reason = fields[hasType ? 5 : 4] ?? '';
    return { id: String(index + 1), date, cvx, mvx: mvx === '' ? undefined : mvx, status, reason };
  });
}

/** `code|date|text`; texts have commas and may have semicolons. */
function observationsOf(row: Row): Observation[] {
  return (row['observations'] ?? '')
    .split(/;(?=\s*\d+\|)/)
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const [code = '', date = ''] = text.split('|').map((field) => field.trim());
      return { code, date: date === '' ? undefined : date };
    });
}

const listed = (text: string) => text.split(';').filter((each) => each.trim() !== '');

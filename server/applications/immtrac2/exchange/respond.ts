import type { ClientDetails } from '../../../../shared/applications/immtrac2/fields.ts';
import type { ForecastStatus } from '../../../../shared/applications/immtrac2/forecast/texts.ts';
import type { CalendarDate, ClinicTime } from '../../../../shared/contract/time.ts';
import { manufacturers, noVaccine, vaccines } from '../../platform/codes/vaccines.ts';
import type { DoseEvaluation, GroupForecast, KindForecast } from '../forecast/forecast.ts';
import { currentSchedule } from '../forecast/read-schedule.ts';
import type { ClientRecord, GivenDose, RefusalRecord } from '../shapes.ts';
import { related } from './read-person.ts';
import { groupInSchedule } from '../forecast/what-is-due.ts';
import { answerHeader, type Answered, errorSegments } from './acknowledge.ts';
import type { ClientHistory, Found } from './answer-query.ts';
import type { Fault } from './faults.ts';
import { type Message, usualSeparators } from './hl7/message.ts';
import { segment, type Value, writtenDate } from './hl7/write.ts';

/** RSP^K11: what a query found (Z31 to Z33 and Z42 of CDC's guide) [I7]. */

export interface Response {
  readonly code: Answered;
  readonly faults: readonly Fault[];
  /** Undefined where the query could not be asked. */
  readonly found: Found | undefined;
  /** Identifiers that the asking system may be given back: those of the authorities that it named. */
  readonly authorities: ReadonlySet<string>;
}

export function responseTo(time: ClinicTime, asked: Message, { code, faults, found, authorities }: Response): string[] {
  const qpd = asked.segments.find(({ name }) => name === 'QPD');
  const query = qpd && [qpd.text(1, 1), qpd.text(1, 2), qpd.text(1, 3)];
  const [profile, status] = found === undefined ? ['Z33', code] : outcomeOf(found);
  return [
    answerHeader(time, asked.header, ['RSP', 'K11', 'RSP_K11'], profile),
    segment('MSA', code, asked.header.text(10)),
    ...errorSegments(faults),
    segment('QAK', qpd?.text(2), status, query),
    ...(qpd === undefined ? [] : [qpd.written(usualSeparators)]),
    ...(found === undefined ? [] : foundSegments(found, authorities)),
  ];
}

function outcomeOf(found: Found): readonly [profile: string, status: string] {
  if (found.found === 'one') return [found.history.forecast === undefined ? 'Z32' : 'Z42', 'OK'];
  if (found.found === 'candidates') return ['Z31', 'OK'];
  return ['Z33', found.found === 'too many' ? 'TM' : 'NF'];
}

function foundSegments(found: Found, authorities: ReadonlySet<string>): string[] {
  if (found.found === 'candidates')
    return found.clients.flatMap((client, at) => [personOf(client, at + 1, authorities)]);
  return found.found === 'one' ? historySegments(found.history, authorities) : [];
}

const sexes = { female: 'F', male: 'M', unknown: 'U' } as const;

function personOf(client: ClientRecord, number: number, authorities: ReadonlySet<string>): string {
  const { lastName, firstName, middleName, suffix, motherMaidenName, motherFirstName, birthDate, sex, deathDate } =
    client;
  const [address] = client.addresses;
  const sent = (client.identifiers ?? []).filter(({ authority }) => authorities.has(authority));
  const fields: (Value | readonly Value[])[] = [
    String(number),
    undefined,
    undefined,
    undefined,
    [lastName, firstName, middleName, suffix, undefined, undefined, 'L'],
    motherMaidenName === undefined
      ? undefined
      : [motherMaidenName, motherFirstName, undefined, undefined, undefined, undefined, 'M'],
    writtenDate(birthDate),
    sexes[sex],
    undefined,
    undefined,
    address && [
      address.street || `PO Box ${address.poBox}`,
      undefined,
      address.city,
      address.state,
      address.zip,
      'USA',
      'H',
    ],
    undefined,
    phoneOf(client),
    ...Array.from({ length: 11 }, () => undefined),
    client.birthOrder === undefined ? undefined : String(client.birthOrder),
    ...Array.from({ length: 3 }, () => undefined),
    deathDate === undefined ? undefined : writtenDate(deathDate),
    deathDate === undefined ? undefined : 'Y',
  ];
  const identifiers = [{ value: client.immtrac2Id, authority: 'TEXIIS', type: 'SR' }, ...sent].map(
    ({ value, authority, type }) => segment('', [value, undefined, undefined, authority, type]).slice(1),
  );
  // A list of identifiers is the one field that repeats.
  const written = segment('PID', ...(fields as Value[]));
  return written.replace(/^(PID\|[^|]*\|[^|]*\|)/, (begin) => begin + identifiers.join(usualSeparators.repetition));
}

function phoneOf({ phone, phoneExtension }: Pick<ClientDetails, 'phone' | 'phoneExtension'>): Value {
  if (phone === undefined) return undefined;
  return [undefined, 'PRN', 'PH', undefined, undefined, phone.slice(0, 3), phone.slice(3), phoneExtension];
}

const coded = (code: string, text: string | undefined, system: string): Value => [code, text, system];

/** Numbers OBX from 1 on through the message, as CDC's own examples do, and ties what belongs together by OBX-4. */
class Observations {
  #number = 0;
  readonly segments: string[] = [];

  add(type: 'CE' | 'TS' | 'NM', code: string, text: string, group: number, value: Value, date?: CalendarDate): void {
    this.#number += 1;
    const system = 'LN';
    const observedOn = date === undefined ? undefined : writtenDate(date);
    this.segments.push(
      segment(
        'OBX',
        String(this.#number),
        type,
        [code, text, system],
        String(group),
        value,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        'F',
        undefined,
        undefined,
        observedOn,
      ),
    );
  }

  taken(): string[] {
    return this.segments.splice(0);
  }
}

function historySegments(
  { client, events, refused, forecast, isDue }: ClientHistory,
  authorities: ReadonlySet<string>,
): string[] {
  const observations = new Observations();
  const groups = forecast?.groups ?? [];
  const guardian = client.guardian;
  return [
    personOf(client, 1, authorities),
    ...(guardian === undefined
      ? []
      : [
          segment(
            'NK1',
            '1',
            [guardian.lastName, guardian.firstName, undefined, undefined, undefined, undefined, 'L'],
            [relationCode(guardian.relationship), guardian.relationship, 'HL70063'],
          ),
        ]),
    ...events.flatMap((event) => doseSegments(event, groups, observations)),
    ...refused.flatMap(refusalSegments),
    ...(forecast === undefined || !isDue ? [] : forecastSegments(groups, forecast.assessedOn, observations)),
  ];
}

function relationCode(relationship: string): string {
  return Object.entries(related).find(([, name]) => name === relationship)?.[0] ?? 'OTH';
}

/** An entry of the history without one of its orders; the registry's own id stands for it. */
const orderOf = (number: string) => segment('ORC', 'RE', undefined, [number, 'TEXIIS']);

const sourceCodes = { parent: '03', 'birth-record': '06', 'school-record': '07', 'other-record': '01' } as const;
const routeCodes = {
  IM: ['C28161', 'Intramuscular', 'NCIT'],
  SC: ['C38299', 'Subcutaneous', 'NCIT'],
  ID: ['C38238', 'Intradermal', 'NCIT'],
  PO: ['C38288', 'Oral', 'NCIT'],
  NS: ['C38284', 'Nasal', 'NCIT'],
} as const;

function doseSegments({ record }: GivenDose, groups: readonly GroupForecast[], observations: Observations): string[] {
  const { id, date, dose, historical, source } = record;
  const vaccine = vaccines.get(dose.cvx);
  const ndc = dose.ndc === undefined ? [] : [dose.ndc, dose.tradeName, 'NDC'];
  const maker = manufacturers.get(dose.mvx ?? '')?.name;
  let group = 0;
  for (const { series, judged, number } of evaluationsOf(record.id, groups)) {
    group += 1;
    observations.add('CE', '30956-7', 'Vaccine type', group, coded(groupCode(series.group), series.group, 'CVX'));
    observations.add('CE', '59779-9', 'Immunization schedule used', group, ['VXC16', 'ACIP', 'CDCPHINVS']);
    if (number !== undefined) observations.add('NM', '30973-2', 'Dose number in series', group, String(number));
    const doses = dosesOfSeries(series.forecasts[0]);
    if (doses !== undefined) observations.add('NM', '59782-3', 'Number of doses in series', group, String(doses));
    observations.add(
      'CE',
      '59781-5',
      'Dose validity',
      group,
      judged.status === 'valid' || judged.status === 'extraneous' ? ['Y', 'Yes', 'HL70136'] : ['N', 'No', 'HL70136'],
    );
    for (const reason of judged.reasons)
      observations.add('CE', '30982-3', 'Reason applied by evaluation logic', group, [undefined, reason]);
  }
  return [
    orderOf(id),
    segment(
      'RXA',
      '0',
      '1',
      writtenDate(date),
      undefined,
      [dose.cvx, vaccine?.name ?? dose.cvx, 'CVX', ...ndc],
      dose.amount === undefined ? '999' : String(dose.amount),
      dose.amount === undefined
        ? undefined
        : dose.unit === 'mL' || dose.unit === undefined
          ? ['mL', 'milliliter', 'UCUM']
          : [`{${dose.unit}}`, dose.unit, 'UCUM'],
      undefined,
      historical
        ? [sourceCodes[source ?? 'other-record'], 'Historical information', 'NIP001']
        : ['00', 'New immunization record', 'NIP001'],
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      dose.lot,
      dose.expiration === undefined ? undefined : writtenDate(dose.expiration),
      dose.mvx === undefined ? undefined : coded(dose.mvx, maker, 'MVX'),
      undefined,
      undefined,
      dose.subpotent === true ? 'PA' : 'CP',
      'A',
    ),
    ...(dose.route === undefined && dose.bodySite === undefined
      ? []
      : [segment('RXR', dose.route && routeCodes[dose.route], dose.bodySite && [dose.bodySite, undefined, 'HL70163'])]),
    ...observations.taken(),
  ];
}

/** One in each group that the dose counts in. @returns its number among the valid ones */
function evaluationsOf(id: string, groups: readonly GroupForecast[]) {
  return groups.flatMap((series): { series: GroupForecast; judged: DoseEvaluation; number: number | undefined }[] => {
    const judged = series.doses.find((dose) => dose.id === id);
    if (judged === undefined) return [];
    const number = series.doses.filter(({ status }) => status === 'valid').findIndex((dose) => dose.id === id);
    return [{ series, judged, number: number === -1 ? undefined : number + 1 }];
  });
}

function dosesOfSeries(forecast: KindForecast): number | undefined {
  const [first] = forecast.series;
  const antigen = first && currentSchedule().antigens.get(first.antigen);
  return antigen?.series.find(({ name }) => name === first!.name)?.doses.filter(({ recurring }) => !recurring).length;
}

function refusalSegments({ id, date, group }: RefusalRecord): string[] {
  const code = groupCode(groupInSchedule[group] ?? group);
  return [
    orderOf(id),
    segment(
      'RXA',
      '0',
      '1',
      writtenDate(date),
      undefined,
      [code, group, 'CVX'],
      '999',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      ['00', 'Parental decision', 'NIP002'],
      undefined,
      'RE',
      'A',
    ),
  ];
}

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

function forecastSegments(groups: readonly GroupForecast[], on: CalendarDate, observations: Observations): string[] {
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
    segment(
      'RXA',
      '0',
      '1',
      writtenDate(on),
      writtenDate(on),
      [noVaccine, 'No vaccine administered', 'CVX'],
      '999',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'NA',
    ),
    ...observations.taken(),
  ];
}

/** CVX codes for a group as such. */
const groupCodes: Readonly<Record<string, string>> = {
  Cholera: '26',
  'COVID-19': '213',
  Dengue: '330',
  'DTaP/Tdap/Td': '107',
  Ebola: '214',
  HepA: '85',
  HepB: '45',
  Hib: '17',
  HPV: '137',
  Influenza: '88',
  'Japanese Encephalitis': '129',
  Meningococcal: '108',
  'Meningococcal B': '164',
  MMR: '03',
  Orthopoxvirus: '325',
  Pneumococcal: '109',
  Polio: '89',
  Rabies: '90',
  Rotavirus: '122',
  RSV: '304',
  TBE: '222',
  Typhoid: '91',
  Varicella: '21',
  'Yellow Fever': '184',
  Zoster: '188',
};
/** A group without a code of its own has its first vaccine's. */
const firstOf = (group: string) => [...vaccines.values()].find(({ groups }) => groups.includes(group))?.cvx ?? '999';

function groupCode(group: string): string {
  return groupCodes[group] ?? firstOf(group);
}

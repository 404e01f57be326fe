import { manufacturers, vaccines } from '../../platform/codes/vaccines.ts';
import type { DoseEvaluation, GroupForecast, KindForecast } from '../forecast/forecast.ts';
import { currentSchedule } from '../forecast/read-schedule.ts';
import { groupInSchedule } from '../forecast/what-is-due.ts';
import type { GivenDose, RefusalRecord } from '../shapes.ts';
import type { ClientHistory } from './answer-query.ts';
import { groupCode } from './group-codes.ts';
import { segment, writtenDate } from './hl7/write.ts';
import { administration } from './write-administration.ts';
import { forecastSegments } from './write-forecast.ts';
import { coded, Observations } from './write-observations.ts';
import { guardianOf, personOf } from './write-person.ts';

/** What was given, refused and is due, in an answer: ORC, RXA, RXR and OBX of each [I7]. */

export function historySegments(
  { client, events, refused, forecast, isDue }: ClientHistory,
  authorities: ReadonlySet<string>,
): string[] {
  const observations = new Observations();
  const groups = forecast?.groups ?? [];
  return [
    personOf(client, 1, authorities),
    ...guardianOf(client),
    ...events.flatMap((event) => doseSegments(event, groups, observations)),
    ...refused.flatMap(refusalSegments),
    ...(forecast === undefined || !isDue ? [] : forecastSegments(groups, forecast.assessedOn, observations)),
  ];
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
    administration({
      start: writtenDate(date),
      vaccine: [dose.cvx, vaccine?.name ?? dose.cvx, 'CVX', ...ndc],
      ...(dose.amount !== undefined && {
        amount: String(dose.amount),
        unit:
          dose.unit === 'mL' || dose.unit === undefined
            ? ['mL', 'milliliter', 'UCUM']
            : [`{${dose.unit}}`, dose.unit, 'UCUM'],
      }),
      source: historical
        ? [sourceCodes[source ?? 'other-record'], 'Historical information', 'NIP001']
        : ['00', 'New immunization record', 'NIP001'],
      lot: dose.lot,
      expires: dose.expiration && writtenDate(dose.expiration),
      maker: dose.mvx && coded(dose.mvx, maker, 'MVX'),
      completion: dose.subpotent === true ? 'PA' : 'CP',
      action: 'A',
    }),
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
    administration({
      start: writtenDate(date),
      vaccine: [code, group, 'CVX'],
      refusal: ['00', 'Parental decision', 'NIP002'],
      completion: 'RE',
      action: 'A',
    }),
  ];
}

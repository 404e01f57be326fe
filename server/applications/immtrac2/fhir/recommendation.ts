import type {
  Coding,
  ImmunizationEvaluation,
  ImmunizationRecommendation,
  ImmunizationRecommendationRecommendation,
  ImmunizationRecommendationRecommendationDateCriterion,
  Reference,
} from '@medplum/fhirtypes';
import type { DoseReason, ForecastStatus, Urgency } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import { forecastEn } from '../../../../shared/applications/immtrac2/forecast/texts/en.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import type { DoseEvaluation, Forecast, GroupForecast, KindForecast } from '../forecast/forecast.ts';
import { urgencyOf } from '../forecast/what-is-due.ts';
import { concept, groupConcept, systems } from './codes.ts';

/** What is due, and how doses were judged, as FHIR and the Immunization Decision Support Forecast guide have it. */

const authority = ({ schedule }: Forecast): Reference => ({ display: `CDC, CDSi schedule ${schedule.version}` });

export function recommendationResource(
  forecast: Forecast,
  patient: Reference,
  id?: string,
): ImmunizationRecommendation {
  const { groups, assessedOn } = forecast;
  return {
    resourceType: 'ImmunizationRecommendation',
    ...(id !== undefined && { id }),
    patient: patient as ImmunizationRecommendation['patient'],
    date: assessedOn,
    authority: authority(forecast) as NonNullable<ImmunizationRecommendation['authority']>,
    recommendation: groups.flatMap((group) => group.forecasts.map((each) => recommended(group, each, assessedOn))),
  };
}

function recommended(
  { group }: GroupForecast,
  forecast: KindForecast,
  on: CalendarDate,
): ImmunizationRecommendationRecommendation {
  const { kind, status, reasons, due } = forecast;
  const vaccine = groupConcept(group);
  return {
    vaccineCode: [vaccine],
    ...(status === 'contraindicated' && { contraindicatedVaccineCode: [vaccine] }),
    forecastStatus: concept(
      forecastEn.statuses[status],
      { system: systems.forecastStatus, code: statuses[status] },
      ...recommendationStatus(status, urgencyOf(forecast, on)),
    ),
    forecastReason: reasons.map((reason) => ({ text: forecastEn.reasons[reason] })),
    ...(due !== undefined && {
      dateCriterion: datesOf(due),
      doseNumberString: String(due.doseNumber),
    }),
    series: group,
    description: forecastEn.kinds[kind],
  };
}

const statuses: Readonly<Record<ForecastStatus, string>> = {
  'not complete': 'notComplete',
  complete: 'complete',
  immune: 'immune',
  contraindicated: 'contraindicated',
  'aged out': 'agedOut',
  'not recommended': 'notRecommended',
};

/** FHIR's own list says only of some whether and when something is to be done. */
function recommendationStatus(status: ForecastStatus, urgency: Urgency): Coding[] {
  const code =
    status === 'complete' || status === 'immune' || status === 'contraindicated'
      ? status
      : urgency === 'overdue' || urgency === 'due'
        ? urgency
        : undefined;
  return code === undefined ? [] : [{ system: systems.recommendationStatus, code }];
}

function datesOf(due: NonNullable<KindForecast['due']>): ImmunizationRecommendationRecommendationDateCriterion[] {
  const criterion = (code: string, display: string, value: CalendarDate | undefined) =>
    value === undefined ? [] : [{ code: { coding: [{ system: systems.loinc, code, display }] }, value }];
  return [
    ...criterion('30981-5', 'Earliest date to give', due.earliest),
    ...criterion('30980-7', 'Date vaccine due', due.recommended),
    ...criterion('59777-3', 'Latest date to give immunization', due.latest),
    ...criterion('59778-1', 'Date when overdue for immunization', due.pastDue),
  ];
}

/** One for each dose in each group that it was judged in. */
export function evaluationResources(
  forecast: Forecast,
  patient: Reference,
  eventOf: (id: string) => Reference,
): ImmunizationEvaluation[] {
  return forecast.groups.flatMap(({ group, doses }) => {
    let counted = 0;
    return doses.map((dose): ImmunizationEvaluation => {
      if (dose.status === 'valid') counted += 1;
      return {
        resourceType: 'ImmunizationEvaluation',
        status: 'completed',
        patient: patient as ImmunizationEvaluation['patient'],
        date: forecast.assessedOn,
        authority: authority(forecast) as NonNullable<ImmunizationEvaluation['authority']>,
        targetDisease: { text: group },
        immunizationEvent: eventOf(dose.id) as ImmunizationEvaluation['immunizationEvent'],
        doseStatus: concept(forecastEn.doseStatuses[dose.status], {
          system: systems.doseStatus,
          code: dose.status === 'valid' ? 'valid' : 'notvalid',
        }),
        ...(dose.reasons.length > 0 && { doseStatusReason: dose.reasons.map((reason) => reasonConcept(dose, reason)) }),
        series: group,
        ...(dose.status === 'valid' && { doseNumberString: String(counted) }),
      };
    });
  });
}

function reasonConcept({ status }: DoseEvaluation, reason: DoseReason) {
  const text = forecastEn.doseReasons[reason];
  if (status === 'valid' || reason === 'substandard') return concept(text);
  return concept(text, {
    system: systems.doseStatusReason,
    code: reason === 'lot expired' ? 'explot' : 'outsidesched',
  });
}

import type { Immunization, ImmunizationEducation, ImmunizationProtocolApplied, Quantity } from '@medplum/fhirtypes';
import { immtrac2En } from '../../../../shared/applications/immtrac2/texts/en.ts';
import type { Dose } from '../../../../shared/applications/immtrac2/fields.ts';
import type { Forecast } from '../forecast/forecast.ts';
import type { GivenDose, RefusalRecord } from '../shapes.ts';
import {
  eligibilityConcept,
  fundingConcept,
  groupConcept,
  manufacturerReference,
  notDoneConcept,
  originConcept,
  routeConcept,
  siteConcept,
  systems,
  vaccineConcept,
} from './codes.ts';

/** Doses, and vaccines that were refused, as FHIR has both: a refusal is `not-done`. */

interface About {
  /** The client's id. */
  readonly patient: string;
  readonly siteNames: ReadonlyMap<string, string>;
  /** None where doses may not be judged. */
  readonly forecast: Forecast | undefined;
}

export function immunizationResource({ record, others }: GivenDose, about: About): Immunization {
  const { id, date, dose, historical, source, siteId, reaction } = record;
  const vaccineCode = vaccineConcept(dose.cvx, dose.tradeName);
  const education = educationOf(dose, date);
  const protocolApplied = about.forecast === undefined ? [] : protocolsOf(about.forecast, id);
  return {
    resourceType: 'Immunization',
    id,
    status: 'completed',
    vaccineCode: {
      ...vaccineCode,
      coding: [...vaccineCode.coding!, ...(dose.ndc ? [{ system: systems.ndc, code: dose.ndc }] : [])],
    },
    patient: { reference: `Patient/${about.patient}` },
    occurrenceDateTime: date,
    primarySource: !historical,
    ...(source !== undefined && { reportOrigin: originConcept(source) }),
    ...(!historical && { location: { display: about.siteNames.get(siteId) ?? siteId } }),
    ...(dose.mvx && { manufacturer: manufacturerReference(dose.mvx) }),
    ...(dose.lot && { lotNumber: dose.lot }),
    ...(dose.expiration && { expirationDate: dose.expiration }),
    ...(dose.bodySite && { site: siteConcept(dose.bodySite) }),
    ...(dose.route && { route: routeConcept(dose.route) }),
    ...(dose.amount !== undefined && { doseQuantity: quantityOf(dose.amount, dose.unit) }),
    ...(dose.administeredBy && {
      performer: [
        {
          function: { coding: [{ system: systems.performer, code: 'AP' }] },
          actor: { display: dose.administeredBy },
        },
      ],
    }),
    ...([record, ...others].some((each) => each.dose.subpotent) && { isSubpotent: true }),
    ...(education.length > 0 && { education }),
    ...(dose.eligibility && { programEligibility: [eligibilityConcept(dose.eligibility)] }),
    ...(dose.funding && { fundingSource: fundingConcept(dose.funding) }),
    ...(reaction && {
      reaction: [{ date: reaction.date, detail: { display: immtrac2En.reaction[reaction.kind] } }],
    }),
    ...(protocolApplied.length > 0 && { protocolApplied }),
  };
}

export function refusalResource({ id, date, group, reason }: RefusalRecord, patient: string): Immunization {
  return {
    resourceType: 'Immunization',
    id,
    status: 'not-done',
    statusReason: notDoneConcept(reason, immtrac2En.refusal[reason]),
    vaccineCode: groupConcept(group),
    patient: { reference: `Patient/${patient}` },
    occurrenceDateTime: date,
    primarySource: true,
  };
}

function educationOf({ statements = [] }: Dose, date: string): ImmunizationEducation[] {
  return statements.map(({ gdti, edition }) => ({
    documentType: gdti,
    publicationDate: edition,
    presentationDate: date,
  }));
}

function quantityOf(value: number, unit: Dose['unit'] = 'mL'): Quantity {
  return { value, unit, system: systems.units, code: unit === 'mL' ? unit : `{${unit}}` };
}

/** Which dose of each group it is, of those that count. */
function protocolsOf({ groups, schedule }: Forecast, id: string): ImmunizationProtocolApplied[] {
  return groups.flatMap(({ group, doses }) => {
    const counting = doses.filter(({ status }) => status === 'valid');
    const at = counting.findIndex((dose) => dose.id === id);
    if (at < 0) return [];
    const authority = { display: `CDC, CDSi schedule ${schedule.version}` };
    return [{ series: group, authority, doseNumberString: String(at + 1) }];
  });
}

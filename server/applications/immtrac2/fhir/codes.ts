import type {
  BodySite,
  Eligibility,
  Funding,
  HistorySource,
  RefusalReason,
  Route,
} from '../../../../shared/applications/immtrac2/fields.ts';
import type { CodeableConcept, Coding } from '@medplum/fhirtypes';
import { manufacturers, type Vaccine, vaccines } from '../../platform/codes/vaccines.ts';

/** The code systems of FHIR R4 and of HL7 version 2 in which the registry's facts are said [I8]. */
export const systems = {
  cvx: 'http://hl7.org/fhir/sid/cvx',
  mvx: 'http://hl7.org/fhir/sid/mvx',
  ndc: 'http://hl7.org/fhir/sid/ndc',
  loinc: 'http://loinc.org',
  units: 'http://unitsofmeasure.org',
  /** CDC's local coding system, from which its value set for the funding source (2.16.840.1.114222.4.11.3287) is drawn. */
  cdcLocal: 'urn:oid:2.16.840.1.114222.4.5.274',
  raceAndEthnicity: 'urn:oid:2.16.840.1.113883.6.238',
  bodySite: 'http://terminology.hl7.org/CodeSystem/v2-0163',
  route: 'http://terminology.hl7.org/CodeSystem/v2-0162',
  routeV3: 'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration',
  eligibility: 'http://terminology.hl7.org/CodeSystem/v2-0064',
  performer: 'http://terminology.hl7.org/CodeSystem/v2-0443',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  funding: 'http://terminology.hl7.org/CodeSystem/immunization-funding-source',
  origin: 'http://terminology.hl7.org/CodeSystem/immunization-origin',
  notDone: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  doseStatus: 'http://terminology.hl7.org/CodeSystem/immunization-evaluation-dose-status',
  doseStatusReason: 'http://terminology.hl7.org/CodeSystem/immunization-evaluation-dose-status-reason',
  recommendationStatus: 'http://terminology.hl7.org/CodeSystem/immunization-recommendation-status',
  /** Of the Immunization Decision Support Forecast guide, which knows every status of CDSi. */
  forecastStatus: 'http://hl7.org/fhir/us/immds/CodeSystem/ForecastStatus',
} as const;

export function concept(text: string, ...coding: Coding[]): CodeableConcept {
  return coding.length > 0 ? { coding, text } : { text };
}

export function vaccineConcept(cvx: string, text?: string): CodeableConcept {
  const name = vaccines.get(cvx)?.name;
  return { coding: [{ system: systems.cvx, code: cvx, ...(name && { display: name }) }], text: text ?? name ?? cvx };
}

const v3Routes: Readonly<Record<Route, string>> = { IM: 'IM', SC: 'SQ', ID: 'IDINJ', PO: 'PO', NS: 'NASINHLC' };

export function routeConcept(route: Route): CodeableConcept {
  return {
    coding: [
      { system: systems.route, code: route },
      { system: systems.routeV3, code: v3Routes[route] },
    ],
  };
}

export function siteConcept(site: BodySite): CodeableConcept {
  return { coding: [{ system: systems.bodySite, code: site }] };
}

export function eligibilityConcept(eligibility: Eligibility): CodeableConcept {
  return { coding: [{ system: systems.eligibility, code: eligibility }] };
}

export function fundingConcept(funding: Funding): CodeableConcept {
  return {
    coding: [
      { system: systems.cdcLocal, code: funding },
      { system: systems.funding, code: funding === 'PHC70' ? 'private' : 'public' },
    ],
  };
}

const origins: Readonly<Record<HistorySource, string>> = {
  parent: 'recall',
  'birth-record': 'record',
  'school-record': 'school',
  'other-record': 'record',
};

export function originConcept(source: HistorySource): CodeableConcept {
  return { coding: [{ system: systems.origin, code: origins[source] }] };
}

const notDone: Readonly<Record<RefusalReason, string | undefined>> = {
  'parent-or-client': 'PATOBJ',
  religious: 'RELIG',
  medical: 'MEDPREC',
  'not-available': 'OSTOCK',
  other: undefined,
};

export function notDoneConcept(reason: RefusalReason, text: string): CodeableConcept {
  const code = notDone[reason];
  return concept(text, ...(code === undefined ? [] : [{ system: systems.notDone, code }]));
}

export function manufacturerReference(mvx: string) {
  return { identifier: { system: systems.mvx, value: mvx }, display: manufacturers.get(mvx)?.name ?? mvx };
}

/** The code that stands for any vaccine of a group, where its name does not say so. */
const spoken: Readonly<Record<string, string>> = {
  Chikungunya: '317',
  'COVID-19': '213',
  'DTaP/Tdap/Td': '107',
  'Japanese Encephalitis': '129',
  MMR: '03',
  Meningococcal: '108',
  Pneumococcal: '109',
  'Pneumococcal polysaccharide': '33',
  RSV: '304',
  TBE: '222',
  Tdap: '115',
  Varicella: '21',
  'Yellow Fever': '184',
};

/** CVX for a vaccine group of the registry or of the schedule. */
export function cvxOfGroup(group: string): string | undefined {
  const named = spoken[group];
  if (named !== undefined) return named;
  const ofGroup = [...vaccines.values()].filter(({ groups }) => groups.includes(group));
  const isWhole = ({ name, groups }: Vaccine) => groups.length === 1 && /unspecified/iu.test(name);
  const whole = ofGroup.filter(isWhole).toSorted((a, b) => a.name.length - b.name.length)[0];
  return (whole ?? ofGroup[0])?.cvx;
}

export function groupConcept(group: string): CodeableConcept {
  const cvx = cvxOfGroup(group);
  return cvx === undefined ? { text: group } : vaccineConcept(cvx, group);
}

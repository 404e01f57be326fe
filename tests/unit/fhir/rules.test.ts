import { expect, test } from 'vitest';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import {
  Eligibility,
  Ethnicity,
  Funding,
  HistorySource,
  Race,
  RefusalReason,
  Route,
  BodySite,
} from '../../../shared/applications/immtrac2/fields.ts';
import { doseReasons } from '../../../shared/applications/immtrac2/forecast/codes.ts';
import { Problem } from '../../../server/http/problem.ts';
import { assess } from '../../../server/applications/immtrac2/forecast/assessed-person.ts';
import { groupsOf } from '../../../server/applications/immtrac2/doses/doses.ts';
import { cvxOfGroup } from '../../../server/applications/immtrac2/fhir/codes.ts';
import { forecastRequestOf } from '../../../server/applications/immtrac2/fhir/forecast-request.ts';
import { immunizationResource, refusalResource } from '../../../server/applications/immtrac2/fhir/immunization.ts';
import { patientResource } from '../../../server/applications/immtrac2/fhir/patient.ts';
import {
  evaluationResources,
  recommendationResource,
} from '../../../server/applications/immtrac2/fhir/recommendation.ts';
import { currentSchedule } from '../../../server/applications/immtrac2/forecast/read-schedule.ts';
import type { Forecast } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import type { ClientRecord, ImmunizationRecord } from '../../../server/applications/immtrac2/shapes.ts';
import { vaccines } from '../../../server/applications/platform/codes/vaccines.ts';
import { details, given } from '../applications/registry-steps.ts';
import { faultsOf } from './valid.ts';

// What resources are made of, without a server.

const valuesOf = (schema: object) => (schema as { enum: string[] }).enum;
const about = { patient: 'p1', siteNames: new Map<string, string>(), forecast: undefined };

function client(change: Partial<ClientRecord> = {}): ClientRecord {
  const { address, ...known } = details();
  return {
    ...known,
    id: 'p1',
    immtrac2Id: '9900000001',
    siteId: 'site',
    addresses: [{ ...address, from: '2023-04-05', siteId: 'site' }],
    consents: [],
    revision: 1,
    keys: [],
    ...change,
  };
}

function dose(change: object, date = '2026-11-20'): ImmunizationRecord {
  const record = { id: 'd1', clientId: 'p1', siteId: 'site', date, month: 202611, historical: false };
  return { ...record, dose: given(change) };
}

test('[I8] what R4’s definitions do not allow is noticed by these tests', () => {
  const good = patientResource(client(), { base: 'https://registry.example/fhir', site: 'Site' });
  expect(faultsOf(good)).toEqual([]);
  expect(faultsOf({ ...good, birthDate: '04/05/2023' })).not.toEqual([]);
  expect(faultsOf({ ...good, color: 'blue' })).not.toEqual([]);
  const immunization = immunizationResource({ record: dose({}), others: [] }, about);
  expect(faultsOf(immunization)).toEqual([]);
  expect(faultsOf({ ...immunization, vaccineCode: undefined })).not.toEqual([]);
  expect(faultsOf({ ...immunization, protocolApplied: [{ series: 'MMR' }] })).not.toEqual([]);
});

test('[I8] every code that the registry keeps has its place in a resource', () => {
  const doses = [
    ...valuesOf(Route).map((route) => ({ route })),
    ...valuesOf(BodySite).map((bodySite) => ({ bodySite })),
    ...valuesOf(Funding).map((funding) => ({ funding })),
    ...valuesOf(Eligibility).map((eligibility) => ({ eligibility })),
    ...['mL', 'capsule', 'tablet'].map((unit) => ({ unit })),
    { subpotent: true },
  ];
  for (const change of doses) {
    const resource = immunizationResource({ record: dose(change), others: [] }, about);
    expect(faultsOf(resource)).toEqual([]);
    expect(JSON.stringify(resource)).not.toContain('undefined');
  }
  for (const source of valuesOf(HistorySource)) {
    const record = { ...dose({}), historical: true, source: source as never };
    expect(faultsOf(immunizationResource({ record, others: [] }, about))).toEqual([]);
  }
  for (const reason of valuesOf(RefusalReason)) {
    const refusal = { id: 'r1', clientId: 'p1', siteId: 'site', date: '2026-11-20', group: 'MMR' };
    expect(faultsOf(refusalResource({ ...refusal, reason: reason as never }, 'p1'))).toEqual([]);
  }
  for (const change of [
    ...valuesOf(Race).map((race) => ({ races: [race as never] })),
    ...valuesOf(Ethnicity).map((ethnicity) => ({ ethnicity: ethnicity as never })),
    { sex: 'unknown' as const },
    { status: 'deceased' as const, deathDate: '2024-01-01' },
    { addresses: [{ street: '', poBox: '12', city: '', state: 'TX', zip: '', from: '2023-04-05', siteId: 'site' }] },
  ]) {
    expect(faultsOf(patientResource(client(change), { base: 'https://registry.example/fhir', site: 'Site' }))).toEqual(
      [],
    );
  }
});

test('[I8] every group of vaccines, of the registry and of the schedule, has a CVX code', () => {
  const groups = [
    ...currentSchedule().groups.map(({ name }) => name),
    ...[...vaccines.keys()].flatMap((cvx) => groupsOf({ cvx })),
  ];
  const without = [...new Set(groups)].filter((group) => {
    const cvx = cvxOfGroup(group);
    return cvx === undefined ? ![...vaccines.values()].some(({ name }) => name === group) : !vaccines.has(cvx);
  });
  expect(without).toEqual([]);
  expect(['DTaP', 'Influenza', 'HepA', 'COVID-19', 'Zoster'].map(cvxOfGroup)).toEqual([
    '107',
    '88',
    '85',
    '213',
    '188',
  ]);
});

test('[I8] every status and reason of a forecast is said in R4, a last day too, and a dose is numbered in words', () => {
  const kinds = ['not complete', 'complete', 'immune', 'contraindicated', 'aged out', 'not recommended'] as const;
  const due = {
    doseNumber: 2,
    earliest: '2026-01-01',
    recommended: '2026-02-01',
    pastDue: '2026-03-01',
    latest: '2027-01-01',
  };
  const { version, published, source } = currentSchedule();
  const forecast: Forecast = {
    assessedOn: '2026-11-22',
    schedule: { version, published, source },
    leftOut: [],
    groups: kinds.map((status) => ({
      group: 'MMR',
      doses: doseReasons.map((reason) => {
        return { id: 'd1', date: '2026-01-01', cvx: '03', status: 'not valid' as const, reasons: [reason] };
      }),
      forecasts: [
        {
          kind: 'standard',
          status,
          reasons: ['due by age'],
          series: [],
          ...(status === 'not complete' && { due: { ...due, products: [], antigens: [] } }),
        },
      ],
    })),
  };
  const patient = { reference: 'Patient/p1' };
  const resource = recommendationResource(forecast, patient, 'p1');
  expect(faultsOf(resource)).toEqual([]);
  expect(resource.recommendation.map(({ forecastStatus }) => forecastStatus.coding!.map(({ code }) => code))).toEqual([
    ['notComplete', 'overdue'],
    ['complete', 'complete'],
    ['immune', 'immune'],
    ['contraindicated', 'contraindicated'],
    ['agedOut'],
    ['notRecommended'],
  ]);
  const [first] = resource.recommendation;
  expect(first!.doseNumberString).toBe('2');
  expect(first!.dateCriterion!.map(({ code }) => code.coding![0]!.code)).toEqual([
    '30981-5',
    '30980-7',
    '59777-3',
    '59778-1',
  ]);
  for (const each of evaluationResources(forecast, patient, () => ({ reference: 'Immunization/d1' }))) {
    expect(faultsOf(each)).toEqual([]);
  }
});

test('[I8] a client’s own forecast is what the resource says', () => {
  const events = [{ record: dose({}, '2024-04-05'), others: [] }];
  const forecast = assess(client(), events, [], '2026-11-22');
  const immunization = immunizationResource(events[0]!, { ...about, forecast });
  expect(immunization.protocolApplied).toEqual([expect.objectContaining({ series: 'MMR', doseNumberString: '1' })]);
  // Where nothing may be worked out, no dose has a number.
  expect(immunizationResource(events[0]!, about)).not.toHaveProperty('protocolApplied');
});

const patient = { name: 'patient', resource: { resourceType: 'Patient', birthDate: '2023-04-05' } };
const date = { name: 'assessmentDate', valueDate: '2026-11-22' };
const shot = (change: object) => ({
  name: 'immunization',
  resource: {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '03' }] },
    occurrenceDateTime: '2024-04-05',
    ...change,
  },
});
const ask = (...parameter: unknown[]) => forecastRequestOf({ resourceType: 'Parameters', parameter });

function fieldsRefused(body: unknown): string[] {
  try {
    forecastRequestOf(body);
    return [];
  } catch (error) {
    return error instanceof Problem ? (error.fields as FieldProblem[]).map(({ field }) => field) : [String(error)];
  }
}

test('[I8] $immds-forecast reads doses by CVX or NDC, on the day that stands there, and leaves out what was not given', () => {
  const coded = (system: string, code: string) => ({ vaccineCode: { coding: [{ system, code }] } });
  const ndc = 'http://hl7.org/fhir/sid/ndc';
  const { person } = ask(
    date,
    patient,
    shot({ occurrenceDateTime: '2024-04-05T23:30:00-05:00', doseQuantity: { value: 0.5, code: 'mL' } }),
    shot({ ...coded('http://hl7.org/fhir/sid/cvx', '3'), isSubpotent: true, expirationDate: '2024-12-31' }),
    ...['00006-4681-01', '00006468101', '0006468101'].map((code) => shot(coded(ndc, code))),
    shot({ status: 'not-done' }),
    shot({ status: 'entered-in-error', vaccineCode: undefined }),
  );
  expect(person.sex).toBe('unknown');
  expect(person.doses.map(({ cvx }) => cvx)).toEqual(['03', '03', '03', '03', '03']);
  expect(person.doses[0]).toMatchObject({ date: '2024-04-05', millilitres: 0.5 });
  expect(person.doses[1]).toMatchObject({ substandard: true, lotExpires: '2024-12-31' });
});

test('[I8] what $immds-forecast cannot use is named where it stands, and never left out in silence', () => {
  const parameters = (...parameter: unknown[]) => ({ resourceType: 'Parameters', parameter });
  const at = (index: number, field: string) => `Parameters.parameter[${index}]${field}`;
  const cases: [string[], unknown][] = [
    [['Parameters'], null],
    [['Parameters'], []],
    [['Parameters'], { resourceType: 'Patient' }],
    [[at(1, '.name')], parameters(date, { name: 'condition' }, patient)],
    [['Parameters.parameter'], parameters(...Array.from({ length: 201 }, () => shot({})))],
    [
      [at(1, '.resource.birthDate')],
      parameters(date, { ...patient, resource: { resourceType: 'Patient', birthDate: '2023-04' } }),
    ],
    [
      [at(1, '.resource.birthDate')],
      parameters(date, { ...patient, resource: { resourceType: 'Patient', birthDate: '2027-01-01' } }),
    ],
    [[at(2, '.resource.occurrenceDateTime')], parameters(date, patient, shot({ occurrenceDateTime: '2024' }))],
    [[at(2, '.resource.occurrenceDateTime')], parameters(date, patient, shot({ occurrenceDateTime: '2024-02-30' }))],
    [[at(2, '.resource.occurrenceDateTime')], parameters(date, patient, shot({ occurrenceDateTime: '2026-11-23' }))],
    [[at(2, '.resource.vaccineCode')], parameters(date, patient, shot({ vaccineCode: { text: 'MMR' } }))],
    [[at(2, '.resource.status')], parameters(date, patient, shot({ status: 'done' }))],
    [[at(2, '.resource')], parameters(date, patient, { name: 'immunization' })],
    [[at(2, '.resource.id')], parameters(date, patient, shot({ id: 'no id' }))],
  ];
  for (const [fields, body] of cases) {
    const refused = fieldsRefused(body);
    expect([JSON.stringify(body)?.slice(0, 300), refused.slice(0, 1)]).toEqual([
      JSON.stringify(body)?.slice(0, 300),
      fields,
    ]);
  }
  expect(fieldsRefused(parameters(patient))[0]).toContain('assessmentDate');
  expect(fieldsRefused(parameters(date))[0]).toContain('patient');
});

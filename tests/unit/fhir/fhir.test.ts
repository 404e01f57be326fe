import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Bundle,
  CapabilityStatement,
  Immunization,
  ImmunizationRecommendation,
  OperationOutcome,
  Parameters,
  Patient,
} from '@medplum/fhirtypes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Accesses, Client } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { ClientDetails } from '../../../shared/applications/immtrac2/fields.ts';
import { practiceClients } from '../../../shared/applications/immtrac2/practice-clients.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { consent, details, given } from '../applications/registry-steps.ts';
import { launchDeployment, TestClock } from '../../support/deployment.ts';
import { RelyingParty } from '../../support/relying-party.ts';
import { signedInVisitor } from '../../support/visitor.ts';
import { faultsOf } from './valid.ts';

// Other people's systems read the registry by FHIR R4, through real sockets.

const siteId = trainingSites.bluebonnet.id;
const today = '2026-11-22';
const everything = 'system/Patient.rs system/Immunization.rs system/ImmunizationRecommendation.rs';

const withoutPages = { redirectUris: undefined, postLogoutRedirectUris: undefined, backchannelLogoutUri: undefined };

let base: string;
let data: string;
let token: string;
let otherToken: string;
let wide: RelyingParty;
let clock: TestClock;
let registry: (method: string, path: string, body?: unknown) => Promise<unknown>;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  const partyOf = async (id: string, scopes: string[]) => {
    const services = { applications: { scopes, sites: [trainingSites.bluebonnet] } };
    const party = await RelyingParty.start({ ...withoutPages, id, name: 'Practice EHR', services } as never);
    closing.unshift(() => party.close());
    return party;
  };
  const [party, other] = [await partyOf('ehr', everything.split(' ')), await partyOf('other', ['system/Patient.rs'])];
  wide = await partyOf('wide', ['system/*.rs']);
  data = await mkdtemp(join(tmpdir(), 'kiosk-fhir-'));
  closing.push(() => rm(data, { recursive: true, force: true }));
  clock = new TestClock();
  const deployment = await launchDeployment({
    data,
    clock,
    masterKey: randomBytes(32),
    settings: { clients: [party.settings, other.settings, wide.settings] },
  });
  closing.unshift(() => deployment.close());
  party.issuer = other.issuer = wide.issuer = new URL(deployment.portal).origin;
  base = `${new URL(deployment.applications.immtrac2).origin}/fhir`;
  token = (await party.ownToken(everything)).body.access_token;
  otherToken = (await other.ownToken('system/Patient.rs')).body.access_token;
  const visitor = await signedInVisitor(deployment.portal, 'maria.garcia');
  await visitor.visit(deployment.applications.immtrac2);
  registry = async (method, path, body) => {
    const answer = await visitor.send(method, new URL(path, deployment.applications.immtrac2).href, body);
    if (answer.status >= 300) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status === 204 ? undefined : await answer.json();
  };
  await registry('POST', '/api/entry', { step: 'statement' });
}, 120_000);
afterAll(async () => {
  for (const close of closing) await close();
});

/** @param bearer null for nobody's */
async function fhir(path: string, init: RequestInit = {}, bearer: string | null = token): Promise<Response> {
  const headers = { ...(bearer !== null && { authorization: `Bearer ${bearer}` }), ...(init.headers as object) };
  return fetch(path.startsWith('http') ? path : `${base}${path}`, { ...init, headers });
}

/** A good answer, which the definitions of R4 find nothing wrong with. */
async function read<R>(path: string, init: RequestInit = {}): Promise<R> {
  const answer = await fhir(path, init);
  const body: unknown = await answer.json();
  expect([path, answer.status, body]).toEqual([path, 200, expect.anything()]);
  expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  expect(faultsOf(body)).toEqual([]);
  return body as R;
}

const resourcesIn = <R>({ entry = [] }: Bundle) => entry.map(({ resource }) => resource as R);
const form = (values: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(values) });

async function add(who: ClientDetails, signed: object = consent): Promise<string> {
  const { lastName, firstName, birthDate, sex, address } = who;
  await registry('POST', '/api/clients/search', { lastName, firstName, birthDate, sex, street: address.street });
  return ((await registry('POST', '/api/clients', { details: who, consent: signed, siteId })) as { id: string }).id;
}
const record = (id: string, doses: object[], change: object = {}) =>
  registry('POST', `/api/clients/${id}/immunizations`, { date: today, siteId, doses, ...change });

const whole = (change: Partial<ClientDetails>) =>
  details({
    middleName: 'Ana',
    suffix: 'Jr',
    birthOrder: 2,
    races: ['2106-3', '2028-9'],
    ethnicity: '2135-2',
    phone: '5125550134',
    email: 'specimen@example.org',
    guardian: { firstName: 'Pat', lastName: 'Specimen', relationship: 'Mother' },
    motherFirstName: 'Pat',
    motherMaidenName: 'Muestra',
    ...change,
  });

test('[I8] a client, doses, a refusal and what is due are resources that the definitions of R4 accept, with HL7’s codes', async () => {
  const id = await add(whole({ lastName: 'Wholefhir' }));
  const statements = [{ gdti: '0886983000127', edition: '2025-01-31' }];
  await record(id, [given({ ndc: '00006-4681-01', statements })]);
  await record(id, [{ cvx: '110' }], { date: '2023-06-05', historical: 'school-record' });
  await registry('POST', `/api/clients/${id}/refusals`, { date: today, siteId, group: 'Polio', reason: 'religious' });
  const client = (await registry('GET', `/api/clients/${id}`)) as Client;
  const dose = client.history.find(({ name }) => name === 'MMR')!.immunizations[0]!.id;
  await registry('PUT', `/api/clients/${id}/immunizations/${dose}/reaction`, { kind: 'fever', date: today });

  const patient = await read<Patient>(`/Patient/${id}`);
  expect(patient).toMatchObject({
    identifier: [{ value: client.immtrac2Id }],
    name: [{ family: 'Wholefhir', given: ['Robin', 'Ana'] }],
    gender: 'female',
    birthDate: '2023-04-05',
    multipleBirthInteger: 2,
    address: [{ line: ['12 Practice Ct'], city: 'Austin', state: 'TX', postalCode: '78702' }],
  });

  const immunization = await read<Immunization>(`/Immunization/${dose}`);
  expect(immunization).toMatchObject({
    status: 'completed',
    vaccineCode: {
      coding: [
        { system: 'http://hl7.org/fhir/sid/cvx', code: '03' },
        { system: 'http://hl7.org/fhir/sid/ndc', code: '00006-4681-01' },
      ],
    },
    occurrenceDateTime: today,
    primarySource: true,
    manufacturer: { identifier: { system: 'http://hl7.org/fhir/sid/mvx', value: 'MSD' } },
    lotNumber: 'X009911',
    expirationDate: '2027-05-31',
    route: { coding: [{ code: 'SC' }, { code: 'SQ' }] },
    site: { coding: [{ code: 'LA' }] },
    doseQuantity: { value: 0.5, system: 'http://unitsofmeasure.org', code: 'mL' },
    programEligibility: [{ coding: [{ code: 'V01' }] }],
    fundingSource: { coding: [{ code: 'PHC70' }, { code: 'private' }] },
    education: [{ documentType: '0886983000127', publicationDate: '2025-01-31' }],
    protocolApplied: [{ series: 'MMR', doseNumberString: '1' }],
  });

  const all = await read<Bundle>(`/Immunization?patient=Patient/${id}`);
  expect(all.total).toBe(3);
  // By date, then by group of vaccines: MMR, and then the refusal of polio.
  expect(resourcesIn<Immunization>(all).map(({ status }) => status)).toEqual(['completed', 'completed', 'not-done']);
  const refusal = resourcesIn<Immunization>(all).find(({ status }) => status === 'not-done')!;
  expect(refusal).toMatchObject({
    statusReason: { coding: [{ code: 'RELIG' }] },
    vaccineCode: { coding: [{ code: '89' }] },
  });
  expect(await read<Immunization>(`/Immunization/${refusal.id}`)).toEqual(refusal);

  const recommendation = await read<ImmunizationRecommendation>(`/ImmunizationRecommendation/${id}`);
  const polio = recommendation.recommendation.find(({ series }) => series === 'Polio')!;
  expect(polio.doseNumberString).toBe('2');
  expect(polio.forecastStatus.coding!.map(({ code }) => code)).toEqual(['notComplete', 'overdue']);
  const due = client.whatIsDue.groups.find(({ group }) => group === 'Polio')!.due!;
  expect(polio.dateCriterion!.map(({ code, value }) => [code.coding![0]!.code, value])).toEqual([
    ['30981-5', due.earliest],
    ['30980-7', due.recommended],
    ['59778-1', due.pastDue],
  ]);
  const found = await read<Bundle>(`/ImmunizationRecommendation?patient=${id}`);
  expect(resourcesIn(found)).toEqual([recommendation]);
});

test('[I8] a person is found by an identifier, or by names and birth date, as the registry finds them, by GET and POST', async () => {
  const [avery] = practiceClients;
  const byName = { family: avery.lastName, given: avery.firstName, birthdate: avery.birthDate };
  const one = await read<Bundle>(`/Patient?identifier=${avery.immtrac2Id}`);
  const [patient] = resourcesIn<Patient>(one);
  expect(patient!.name![0]!.family).toBe(avery.lastName);
  const id = patient!.id!;
  const { system, value } = patient!.identifier![0]!;
  const searches: Record<string, string>[] = [
    { identifier: `${system}|${value}` },
    { _id: id },
    byName,
    { ...byName, birthdate: `eq${avery.birthDate}`, family: 'TESTCÁSE' },
    { ...byName, gender: 'female', address: avery.street },
    // Spelled otherwise, and day and month exchanged.
    { ...byName, family: 'Testcaze', gender: 'female', address: avery.street },
    { ...byName, birthdate: '2019-04-05', gender: 'female', address: avery.street },
  ];
  for (const values of searches) {
    const got = await read<Bundle>(`/Patient?${new URLSearchParams(values).toString()}`);
    const posted = await read<Bundle>('/Patient/_search', form(values));
    expect([values, resourcesIn<Patient>(got).map((each) => each.id)]).toEqual([values, [id]]);
    expect(posted.entry).toEqual(got.entry);
    // Names that came in the body are in no address.
    expect(JSON.stringify(posted.link)).not.toMatch(/Testca/iu);
  }
  const similar = await read<Bundle>(`/Patient?${new URLSearchParams(searches[5]).toString()}`);
  expect(similar.entry![0]!.search!.score).toBeLessThan(1);
  const other = await read<Bundle>('/Patient?identifier=http://other.example/mrn%7C1');
  expect(other).toMatchObject({ total: 0 });
});

test('[I8] who has not consented looks exactly as nobody does, in every search and at every address', async () => {
  const [, , morgan] = practiceClients;
  const nobody = { family: 'Nobodyhere', given: 'Nobody', birthdate: '1954-11-30' };
  const byName = { family: morgan.lastName, given: morgan.firstName, birthdate: morgan.birthDate };
  const same = async (one: string, other: string) => {
    const answers = await Promise.all([fhir(one), fhir(other)]);
    const [a, b] = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()] as const));
    const unnamed = (text: string) => text.replaceAll(/"url":"[^"]*"/gu, '');
    expect([a![0], unnamed(a![1])]).toEqual([b![0], unnamed(b![1])]);
  };
  const query = (values: object) => `/Patient?${new URLSearchParams(values as Record<string, string>).toString()}`;
  await same(query(byName), query(nobody));
  await same(query({ ...byName, gender: 'female', address: morgan.street }), query({ ...nobody, gender: 'female' }));
  await same(`/Patient?identifier=${morgan.immtrac2Id}`, '/Patient?identifier=1234567890');

  const id = await add(whole({ lastName: 'Withdrawnfhir', birthOrder: 1 }));
  await record(id, [given()]);
  const [dose] = resourcesIn<Immunization>(await read<Bundle>(`/Immunization?patient=${id}`));
  const { revision } = (await registry('GET', `/api/clients/${id}`)) as Client;
  await registry('POST', `/api/clients/${id}/withdrawal`, { reason: 'asked for it', revision });
  await same(`/Patient/${id}`, '/Patient/nobody');
  await same(`/Immunization/${dose!.id}`, '/Immunization/nothing');
  await same(`/Immunization?patient=${id}`, '/Immunization?patient=nobody');
  await same(`/ImmunizationRecommendation/${id}`, '/ImmunizationRecommendation/nobody');
  await same(`/ImmunizationRecommendation?patient=${id}`, '/ImmunizationRecommendation?patient=nobody');
});

test('[I8] page after page has each resource once, by a link that nobody can read or bend', async () => {
  const id = await add(whole({ lastName: 'Pagesfhir' }));
  for (const [date, cvx] of [
    ['2023-06-05', '110'],
    ['2023-08-07', '110'],
    ['2023-10-09', '110'],
    ['2024-04-08', '03'],
    ['2024-04-08', '21'],
  ]) {
    await record(id, [{ cvx }], { date, historical: 'other-record' });
  }
  const seen: string[] = [];
  let next: string | undefined = `/Immunization?patient=${id}&_count=2`;
  let last = '';
  for (let pages = 0; next !== undefined; pages += 1) {
    expect(pages).toBeLessThan(4);
    const page: Bundle = await read<Bundle>(next);
    expect(page.total).toBe(5);
    seen.push(...resourcesIn<Immunization>(page).map((each) => each.id!));
    next = page.link!.find(({ relation }) => relation === 'next')?.url;
    last = next ?? last;
    expect(next ?? '').not.toContain(id);
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
  expect((await read<Bundle>(`/Immunization?patient=${id}&_count=0`)).entry).toBeUndefined();
  const bent = last.replace(/.$/u, (end) => (end === 'A' ? 'Q' : 'A')).replace('_page=', '_page=A');
  expect((await fhir(bent)).status).toBe(400);
  // Of another kind of resource, and of another system.
  expect((await fhir(last.replace('/Immunization?', '/ImmunizationRecommendation?'))).status).toBe(400);
});

test('[I8] what is wrong is said as an OperationOutcome, and nothing is answered that was not asked', async () => {
  const json = { 'content-type': 'application/fhir+json' };
  const cases: [status: number, code: string, answer: Promise<Response>][] = [
    [401, 'login', fhir('/Patient?identifier=1', {}, null)],
    [401, 'login', fhir('/Patient/1', {}, 'guessed')],
    [403, 'forbidden', fhir('/Immunization?patient=1', {}, otherToken)],
    [403, 'forbidden', fhir('/$immds-forecast', { method: 'POST', body: '{}', headers: json }, otherToken)],
    [404, 'not-found', fhir('/Patient/nobody')],
    [404, 'not-found', fhir('/Patient/no%20id')],
    [404, 'not-found', fhir('/Observation?patient=1')],
    [405, 'not-supported', fhir('/Patient', { method: 'POST', body: '{}', headers: json })],
    [405, 'not-supported', fhir('/Patient/1', { method: 'DELETE' })],
    [400, 'invalid', fhir('/Patient')],
    [400, 'invalid', fhir('/Patient?family=Testcase')],
    [400, 'invalid', fhir('/Patient?family=Testcase&given=Avery&birthdate=2019')],
    [400, 'invalid', fhir('/Patient?family=Testcase&given=Avery&birthdate=ge2019-05-04')],
    [400, 'invalid', fhir('/Patient?family=Testcase&given=Avery&birthdate=2019-02-30')],
    [400, 'invalid', fhir('/Patient?family:contains=Test&given=Avery&birthdate=2019-05-04')],
    [400, 'invalid', fhir('/Patient?family=Testcase,Sample&given=Avery&birthdate=2019-05-04')],
    [400, 'invalid', fhir('/Patient?family=Testcase&family=Sample&given=Avery&birthdate=2019-05-04')],
    [400, 'invalid', fhir('/Patient?identifier=1&birthdate=2019-05-04')],
    [400, 'invalid', fhir('/Immunization')],
    [400, 'invalid', fhir('/Immunization?patient=1&status=completed')],
    [400, 'invalid', fhir('/Immunization?patient=1&_count=many')],
    [400, 'invalid', fhir('/$immds-forecast', { method: 'POST', body: '{', headers: json })],
    [406, 'not-supported', fhir('/Patient/1?_format=xml')],
    [406, 'not-supported', fhir('/Patient/_search', form({ identifier: '1', _format: 'xml' }))],
    [406, 'not-supported', fhir('/metadata', { headers: { accept: 'application/fhir+xml' } }, null)],
    [406, 'not-supported', fhir('/metadata', { headers: { accept: 'application/fhir+json; fhirVersion=3.0' } }, null)],
    [
      415,
      'not-supported',
      fhir('/Patient/_search', { method: 'POST', body: '<a/>', headers: { 'content-type': 'text/xml' } }),
    ],
    [
      415,
      'not-supported',
      fhir('/$immds-forecast', { method: 'POST', body: '<a/>', headers: { 'content-type': 'application/fhir+xml' } }),
    ],
  ];
  for (const [at, [status, code, asked]] of cases.entries()) {
    const answer = await asked;
    const outcome = (await answer.json()) as OperationOutcome;
    expect([at, answer.status, outcome.issue[0]!.code]).toEqual([at, status, code]);
    expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(faultsOf(outcome)).toEqual([]);
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/u);
  }
  const lenient = { prefer: 'handling=lenient' };
  expect((await fhir('/Immunization?patient=nobody&status=completed', { headers: lenient })).status).toBe(200);
});

test('[I8] one scope is for every kind of resource, and whoever has it may ask for a single kind', async () => {
  const statusesWith = async (scope: string) => {
    const { access_token } = (await wide.ownToken(scope)).body;
    const asked = ['/Patient?identifier=nobody', '/Immunization?patient=nobody'];
    return Promise.all(asked.map(async (path) => (await fhir(path, {}, access_token)).status));
  };
  expect(await statusesWith('system/*.rs')).toEqual([200, 200]);
  expect(await statusesWith('system/Immunization.rs')).toEqual([403, 200]);
  expect((await wide.ownToken('hl7')).status).toBe(400);
});

test('[I8] formats that mean JSON of R4 are taken, however a caller spells them', async () => {
  const plus = encodeURIComponent('application/fhir+json');
  for (const path of [
    '/metadata',
    '/metadata?_format=json',
    `/metadata?_format=${plus}`,
    '/metadata?_format=application/fhir+json',
  ]) {
    expect(await read<CapabilityStatement>(path)).toMatchObject({ fhirVersion: '4.0.1' });
  }
  for (const accept of ['application/fhir+json; fhirVersion=4.0', 'text/html, */*;q=0.8', 'application/json']) {
    expect((await fhir('/metadata', { headers: { accept } })).status).toBe(200);
  }
});

test('[I8] anybody reads what the server can do and where tokens are given; it does what it says', async () => {
  const answer = await fhir('/metadata', {}, null);
  const statement = (await answer.json()) as CapabilityStatement;
  expect(faultsOf(statement)).toEqual([]);
  expect(statement.rest![0]!.resource!.map(({ type }) => type)).toEqual([
    'Patient',
    'Immunization',
    'ImmunizationRecommendation',
  ]);
  const smart = (await (await fhir('/.well-known/smart-configuration', {}, null)).json()) as Record<string, unknown>;
  expect(smart).toMatchObject({
    grant_types_supported: ['client_credentials'],
    scopes_supported: ['system/*.rs', ...everything.split(' ')],
  });
  expect(String(smart['token_endpoint'])).toMatch(/\/oidc\/token$/u);
  const tried = await fetch(String(smart['token_endpoint']), { method: 'POST', body: new URLSearchParams() });
  expect(tried.status).toBe(400);
});

const parameter = (name: string, resource: object) => ({ name, resource });
const forecast = (...parameters: object[]): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/fhir+json' },
  body: JSON.stringify({ resourceType: 'Parameters', parameter: parameters }),
});

test('[I8] $immds-forecast says what is due for somebody whom the registry does not know, as it would in the registry', async () => {
  const immunization = (id: string, date: string, code: string) =>
    parameter('immunization', {
      resourceType: 'Immunization',
      id,
      status: 'completed',
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code }] },
      patient: { reference: 'Patient/p1' },
      occurrenceDateTime: date,
    });
  const before = await linesOfTrail();
  const answer = await read<Parameters>(
    '/$immds-forecast',
    forecast(
      { name: 'assessmentDate', valueDate: today },
      parameter('patient', { resourceType: 'Patient', id: 'p1', birthDate: '2023-04-05', gender: 'female' }),
      immunization('d1', '2023-06-05T09:30:00-05:00', '110'),
      immunization('d2', '2024-02-05', '03'),
      parameter('immunization', { resourceType: 'Immunization', status: 'not-done' }),
    ),
  );
  const resources = answer.parameter!.map(({ name, resource }) => [name, resource!] as const);
  for (const [, resource] of resources) expect(faultsOf(resource)).toEqual([]);
  const evaluations = resources.filter(([name]) => name === 'evaluation').map(([, each]) => each);
  expect(evaluations).toContainEqual(
    expect.objectContaining({
      series: 'MMR',
      patient: { reference: 'Patient/p1' },
      immunizationEvent: { reference: 'Immunization/d2' },
      doseStatus: expect.objectContaining({ coding: [expect.objectContaining({ code: 'notvalid' })] }),
    }),
  );
  const [, recommendation] = resources.find(([name]) => name === 'recommendation')!;

  const id = await add(details({ lastName: 'Sameforecast' }));
  await record(id, [{ cvx: '110' }], { date: '2023-06-05', historical: 'other-record' });
  await record(id, [{ cvx: '03' }], { date: '2024-02-05', historical: 'other-record' });
  const known = await read<ImmunizationRecommendation>(`/ImmunizationRecommendation/${id}`);
  expect((recommendation as ImmunizationRecommendation).recommendation).toEqual(known.recommendation);
  const after = (await linesOfTrail()).slice(before.length).map(({ event }) => event);
  // Of those who are in the registry alone something is recorded.
  expect(after.filter((event) => event === 'immtrac2/client.opened')).toHaveLength(1);
});

interface Line {
  readonly event: string;
  readonly account?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

async function linesOfTrail(): Promise<Line[]> {
  const text = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

test('[I8] [R4] what a system looked up and opened is in the audit trail under its name, and in the client’s own record of access', async () => {
  const id = await add(whole({ lastName: 'Auditfhir' }));
  const before = (await linesOfTrail()).length;
  await read('/Patient/_search', form({ family: 'Auditfhir', given: 'Robin', birthdate: '2023-04-05' }));
  await read(`/Patient/${id}`);
  await read(`/Immunization?patient=${id}`);
  await read(`/ImmunizationRecommendation/${id}`);
  const lines = (await linesOfTrail()).slice(before).filter(({ detail }) => detail?.['by'] === 'ehr');
  const opened = ['immtrac2/client.opened', id];
  expect(lines.map(({ event, detail }) => [event, detail!['client']])).toEqual([
    ['immtrac2/clients.searched', undefined],
    ['immtrac2/client.found', id],
    ...[opened, opened, opened],
  ]);
  expect(lines.every((line) => line.account === undefined)).toBe(true);
  const { accesses } = (await registry('GET', `/api/clients/${id}/accesses`)) as Accesses;
  const bySystem = accesses.filter(({ name }) => name === 'Practice EHR');
  expect(bySystem.map(({ what }) => what).toSorted()).toEqual(['found', 'opened', 'opened', 'opened']);
  expect(bySystem[0]!.sites).toEqual([trainingSites.bluebonnet.name]);
});

test('[I8] one system that asks too often is told so, and no other is', async () => {
  const most = limits.services.callsPerMinute;
  const answers = await Promise.all(Array.from({ length: most }, () => fhir('/Patient/nobody', {}, otherToken)));
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  const refused = await fhir('/Patient/nobody', {}, otherToken);
  const outcome = (await refused.json()) as OperationOutcome;
  expect([refused.status, outcome.issue[0]!.code]).toEqual([429, 'throttled']);
  expect(faultsOf(outcome)).toEqual([]);
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/u);
  expect((await fhir('/Patient/nobody')).status).toBe(404);
});

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Client, ClientsFound } from '../../../shared/applications/immtrac2/clients/api.ts';
import { practiceClients } from '../../../shared/applications/immtrac2/practice-clients.ts';
import type { DueList } from '../../../shared/applications/immtrac2/reports/api.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { SettingsError, checkedSettings } from '../../../server/settings.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { launchDeployment, TestClock } from '../../support/deployment.ts';
import { claimsOf, RelyingParty } from '../../support/relying-party.ts';
import { runCommand } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

// Entries of applications, in the one audit trail.

const services = { audit: { events: { 'unit.opened': ['unit'], 'units.listed': [] } } };
const unit = 'unit-0007';

async function start() {
  const [party, other] = [await RelyingParty.start({ services }), await RelyingParty.start({ services, id: 'other' })];
  const data = await temporaryFolder();
  const masterKey = randomBytes(32);
  await writeFile(join(data, 'master.key'), masterKey.toString('base64'), { mode: 0o600 });
  const settings = { clients: [party.settings, other.settings] };
  const deployment = await launchDeployment({ data, masterKey, settings, clock: new TestClock() });
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= deployment.close());
  onTestFinished(async () => {
    await close();
    party.close();
    other.close();
  });
  party.issuer = other.issuer = new URL(deployment.portal).origin;
  return { ...deployment, data, party, other, close };
}

const record = (party: RelyingParty, body: object, token?: string) =>
  party.call('POST', '/api/audit/entries', 'audit', body, token);

interface Line {
  readonly event: string;
  readonly account: string;
  readonly workstation: string;
  readonly detail?: object;
}

const entriesIn = async (data: string) =>
  (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const ofApplications = async (data: string) => (await entriesIn(data)).filter(({ event }) => event.includes('/'));

test('[J2] an application’s entry says whose access token it was, and at which workstation, whatever it says itself', async () => {
  const { data, portal, party } = await start();
  const john = await signedInVisitor(portal, 'john.smith');
  const tokens = await party.signOn(john);
  const accessToken = tokens.access_token;
  expect((await record(party, { event: 'unit.opened', accessToken, about: { unit } })).status).toBe(204);
  expect((await record(party, { event: 'units.listed', accessToken })).status).toBe(204);
  const signedIn = (await entriesIn(data)).find(({ event }) => event === 'sign-in.succeeded')!;
  const { account, workstation } = signedIn;
  expect(account).toBe(claimsOf(tokens).sub);
  expect(await ofApplications(data)).toEqual([
    expect.objectContaining({ event: 'party/unit.opened', account, workstation, detail: { unit } }),
    expect.objectContaining({ event: 'party/units.listed', account, workstation }),
  ]);
});

test('[J2] what is no id, and what the registration does not name, is refused with the field named, and not recorded', async () => {
  const { data, portal, party } = await start();
  const { access_token: accessToken } = await party.signOn(await signedInVisitor(portal, 'john.smith'));
  const opened = (about?: object) => ({ event: 'unit.opened', accessToken, ...(about && { about }) });
  const cases: [field: string, body: object][] = [
    ['event', { event: 'unit.deleted', accessToken }],
    ['event', { event: 'constructor.constructor', accessToken }],
    ['event', { event: 'sign-in succeeded', accessToken }],
    ['about.unit', opened()],
    ['about.unit', opened({ unit: 'Avery Testcase' })],
    ['about.unit', opened({ unit: '2019-04-12' })],
    ['about.unit', opened({ unit: `Testcas${'e'.repeat(60)}` })],
    ['about.unit', opened({ unit: 'Ana' })],
    ['about.unit', opened({ unit: 7 })],
    ['about.name', opened({ unit, name: 'unit-0007' })],
    ['about.unit', { event: 'units.listed', accessToken, about: { unit } }],
    ['account', { event: 'units.listed', accessToken, account: 'somebody' }],
    ['accessToken', { event: 'units.listed' }],
  ];
  for (const [field, body] of cases) {
    const answer = await record(party, body);
    expect(answer.status, JSON.stringify(body)).toBe(400);
    const { fields } = (await answer.json()) as ProblemDetails;
    expect(
      fields?.map((each) => each.field),
      JSON.stringify(body),
    ).toEqual([field]);
  }
  expect(await ofApplications(data)).toEqual([]);
});

test('[J2] nobody is named in an entry who is not signed on to that very application', async () => {
  const { data, portal, party, other } = await start();
  const john = await signedInVisitor(portal, 'john.smith');
  const { access_token: accessToken, id_token } = await party.signOn(john);
  const event = 'units.listed';
  const others = (await other.ownToken('audit')).body.access_token;
  const refusals = [
    await record(other, { event, accessToken }),
    await record(party, { event, accessToken: others }),
    await record(party, { event, accessToken: String(claimsOf({ id_token })['sid']) }),
    await record(party, { event, accessToken: 'guessed' }),
  ];
  await john.send('POST', '/api/sign-out');
  refusals.push(await record(party, { event, accessToken }));
  for (const answer of refusals) {
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ type: '/problems/not-signed-on' });
  }
  // A person's token alone is not the application's.
  expect((await record(party, { event, accessToken }, accessToken)).status).toBe(401);
  expect(await ofApplications(data)).toEqual([]);
});

test('[J2] what an application does itself, it writes by its own token: nobody is named but it', async () => {
  const { data, party } = await start();
  const accessToken = (await party.ownToken('audit')).body.access_token;
  expect((await record(party, { event: 'unit.opened', accessToken, about: { unit } })).status).toBe(204);
  const [entry, ...more] = await ofApplications(data);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ event: 'party/unit.opened', detail: { unit, by: 'party' } });
  expect(entry).not.toHaveProperty('account');
});

/** Through the statement of ImmTrac2, to where clients are found. */
async function atImmTrac2(visitor: Visitor, address: string) {
  await visitor.visit(address);
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await visitor.send(method, new URL(path, address).href, body);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  await send('POST', '/api/entry', { step: 'statement' });
  return send;
}

test('[R4] who opened which client in ImmTrac2 is in the one trail, which is verified and exported with the rest', async () => {
  const { data, portal, applications, party, close } = await start();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const { access_token: accessToken } = await party.signOn(visitor);
  await record(party, { event: 'unit.opened', accessToken, about: { unit } });
  const send = await atImmTrac2(visitor, applications.immtrac2);
  const [avery] = practiceClients;
  const { clients } = (await send('POST', '/api/clients/find-by-id', { immtrac2Id: avery.immtrac2Id })) as ClientsFound;
  const { id } = (await send('GET', `/api/clients/${clients[0]!.id}`)) as Client;
  const asked = { siteId: trainingSites.bluebonnet.id, age: 'all', urgency: 'due', group: 'MMR' };
  const { clients: due } = (await send('POST', '/api/reports/due', asked)) as DueList;
  expect(await ofApplications(data)).toMatchObject([
    { event: 'party/unit.opened', detail: { unit } },
    { event: 'immtrac2/clients.searched', detail: { reason: 'client-care' } },
    { event: 'immtrac2/client.found', detail: { client: id } },
    { event: 'immtrac2/client.opened', detail: { client: id } },
    { event: 'immtrac2/report.opened', detail: { report: 'clients-due' } },
    { event: 'immtrac2/clients.listed', detail: { list: expect.any(String), shown: `clients-${due.length}` } },
  ]);
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  for (const telling of [avery.lastName, avery.firstName, avery.birthDate, avery.immtrac2Id, accessToken]) {
    expect(trail).not.toContain(telling);
  }
  await close();
  expect(await runCommand('audit', 'verify', '--data', data)).toMatchObject({ status: 0 });
  const file = join(data, 'export.cef');
  const days = ['--from', '2026-11-22', '--to', '2026-11-22'];
  await runCommand('audit', 'export', ...days, '--format', 'cef', file, '--data', data);
  expect(await readFile(file, 'utf8')).toMatch(
    new RegExp(`\\|immtrac2/client.opened\\|.* suid=\\S+ shost=\\S+ .*${id}`),
  );
});

test('[J2] an application’s events and kinds are words that its registration names, or the server does not start', () => {
  const registered = (events: object) =>
    checkedSettings(
      { clients: [{ id: 'a', name: 'A', redirectUris: ['https://a.example/'], services: { audit: { events } } }] },
      'The settings',
    );
  expect(() => registered({ 'unit.opened': ['unit'] })).not.toThrow();
  for (const events of [{}, { opened: [] }, { 'sign-in/succeeded': [] }, { 'unit.opened': ['the unit'] }]) {
    expect(() => registered(events), JSON.stringify(events)).toThrow(SettingsError);
  }
});

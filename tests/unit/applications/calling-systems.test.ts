import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Administered } from '../../../shared/applications/immtrac2/administered/api.ts';
import type { SearchAnswer } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { AdministeredBeside } from '../../../shared/applications/vaos/counts/api.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clientsOf } from '../../../server/identity/oidc/clients.ts';
import { openKeys } from '../../../server/keys/key-ring.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';
import { launchDeployment, TestClock } from '../../support/deployment.ts';
import { RelyingParty } from '../../support/relying-party.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor } from '../../support/visitor.ts';
import { consent, details, given } from './registry-steps.ts';

// Other systems, and VAOS, call ImmTrac2 by tokens of their own.

const { bluebonnet, pecan } = trainingSites;
const today = '2026-11-22';

async function start() {
  const applications = { scopes: ['doses:read'], sites: [bluebonnet] };
  const party = await RelyingParty.start({ services: { notices: true, applications } });
  const other = await RelyingParty.start({
    id: 'other',
    redirectUris: undefined,
    postLogoutRedirectUris: undefined,
    backchannelLogoutUri: undefined,
    services: { applications: { scopes: ['hl7'], sites: [bluebonnet] } },
  } as never);
  const data = await temporaryFolder();
  const clock = new TestClock();
  const masterKey = randomBytes(32);
  const deployment = await launchDeployment({
    data,
    clock,
    masterKey,
    settings: { clients: [party.settings, other.settings] },
  });
  onTestFinished(async () => {
    await deployment.close();
    party.close();
    other.close();
  });
  party.issuer = other.issuer = new URL(deployment.portal).origin;
  return { ...deployment, data, clock, masterKey, party, other };
}

test('[V6] a system that is registered for it reads how many doses a site gave of each lot, of its own sites alone', async () => {
  const { applications, party, other, portal } = await start();
  const ask = (token: string | undefined, site: string = bluebonnet.id, from = '2010-01-01') =>
    fetch(new URL(`/api/administered/${site}/${from}`, applications.immtrac2), {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
  const token = (await party.ownToken('doses:read')).body.access_token;
  const answer = await ask(token);
  expect(answer.status).toBe(200);
  const { asOf, lots } = (await answer.json()) as Administered;
  expect(asOf).toBe('2026-11-22T15:00:00.000Z');
  expect(lots.length).toBeGreaterThan(20);
  expect(Object.keys(lots[0]!).toSorted()).toEqual(['cvx', 'doses', 'lastGiven', 'lot']);
  expect((await ask(token, bluebonnet.id, '2026-11-23')).status).toBe(200);

  const person = await party.signOn(await signedInVisitor(portal, 'john.smith'));
  const refusals: [status: number, type: string, answer: Response][] = [
    [401, 'token-refused', await ask(undefined)],
    [401, 'token-refused', await ask('guessed')],
    [401, 'token-refused', await ask(person.access_token)],
    [401, 'token-refused', await ask((await party.ownToken('notices')).body.access_token)],
    [403, 'scope-refused', await ask((await other.ownToken('hl7')).body.access_token)],
    [403, 'scope-refused', await ask(token, pecan.id)],
    [400, 'request-invalid', await ask(token, bluebonnet.id, '2026-13-01')],
  ];
  for (const [status, type, refused] of refusals) {
    expect(await refused.json()).toMatchObject({ status, type: `/problems/${type}` });
    if (status === 401) expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
  }
  // What nobody offers, and what the registration does not name, nobody is given.
  expect((await party.ownToken('hl7')).status).toBe(400);
  expect((await other.ownToken('doses:read')).status).toBe(400);
});

test('[J2] a token that has run out opens nothing, also where it was good a moment before', async () => {
  const { applications, party, clock } = await start();
  const token = (await party.ownToken('doses:read')).body.access_token;
  const ask = async () => {
    const url = new URL(`/api/administered/${bluebonnet.id}/${today}`, applications.immtrac2);
    return (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
  };
  expect(await ask()).toBe(200);
  const { id, secret } = party.settings;
  const revoked = await fetch(`${party.issuer}/oidc/revoke`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ token }),
  });
  expect(revoked.status).toBe(200);
  clock.advance(5000);
  expect(await ask()).toBe(401);
});

test('[R4] what a system does in an application is in the audit trail under the system’s own name', async () => {
  const { portal, other, party, data, masterKey } = await start();
  const secret = (await openKeys(data, masterKey)).derive('client/immtrac2').toString('base64url');
  const immtrac2 = await RelyingParty.start({ id: 'immtrac2', secret });
  onTestFinished(() => immtrac2.close());
  immtrac2.issuer = new URL(portal).origin;
  const about = { client: 'client-0001', reason: 'client-care' };
  const record = (accessToken: string) =>
    immtrac2.call('POST', '/api/audit/entries', 'audit', { event: 'client.found', accessToken, about });
  expect((await record((await other.ownToken('hl7')).body.access_token)).status).toBe(204);
  // One that was not sent to ImmTrac2.
  expect((await record((await party.ownToken('notices')).body.access_token)).status).toBe(403);
  const lines = (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as object).filter((entry) => 'event' in entry);
  const detail = { ...about, by: 'other' };
  expect(entries).toEqual([expect.objectContaining({ event: 'immtrac2/client.found', detail })]);
  expect(entries[0]).not.toHaveProperty('account');
});

test('[V6] beside each lot VAOS shows what ImmTrac2 recorded of it since the last count, and what it does not know', async () => {
  const { portal, applications, clock } = await start();
  // The day after the count that the training data has.
  clock.advance(24 * 3_600_000);
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const at = async (address: string, method: string, path: string, body?: unknown) => {
    const answer = await visitor.send(method, new URL(path, address).href, body);
    if (answer.status >= 300) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status === 204 ? undefined : ((await answer.json()) as unknown);
  };
  await visitor.visit(applications.immtrac2);
  await visitor.visit(applications.vaos);
  const vaos = (path: string) => at(applications.vaos, 'GET', `/api/sites/${bluebonnet.id}/${path}`);
  const registry = (path: string, body: unknown) => at(applications.immtrac2, 'POST', path, body);

  const { stock } = (await vaos('dashboard')) as { stock: { id: string; lot: string; product: string }[] };
  const mmr = stock.find(({ product }) => product === 'M-M-R II')!;
  await registry('/api/entry', { step: 'statement' });
  const who = details({ lastName: 'Besidecount' });
  const { lastName, firstName, birthDate, sex, address } = who;
  (await registry('/api/clients/search', {
    lastName,
    firstName,
    birthDate,
    sex,
    street: address.street,
  })) as SearchAnswer;
  const { id } = (await registry('/api/clients', { details: who, consent, siteId: bluebonnet.id })) as { id: string };
  const spelled = `${mmr.lot.slice(0, 2).toLowerCase()}-${mmr.lot.slice(2)}`;
  const doses = [given({ lot: spelled }), given({ cvx: '21', lot: 'NOBODYS1', tradeName: 'Varivax' })];
  const visit = { date: '2026-11-23', siteId: bluebonnet.id, doses };
  await registry(`/api/clients/${id}/immunizations`, visit);

  const beside = (await vaos('administered')) as AdministeredBeside;
  expect(beside).toEqual({
    since: '2026-11-23',
    asOf: '2026-11-23T15:00:00.000Z',
    lots: [{ lot: mmr.id, doses: 1 }],
    others: [{ lot: 'NOBODYS1', vaccine: expect.any(String), doses: 1 }],
  });
});

test('[J2] a registration names scopes that an application offers, and a system without pages needs no address', async () => {
  const secret = 'x'.repeat(40);
  const named = async (client: object) =>
    clientsOf(checkedSettings({ clients: [{ id: 'ehr', name: 'EHR', secret, ...client }] }, 'The settings'));
  const services = { applications: { scopes: ['hl7'], sites: [bluebonnet] } };
  const [ehr] = await named({ services });
  expect(ehr!.metadata).toMatchObject({ redirect_uris: [], grant_types: ['client_credentials'], scope: 'hl7' });
  const unknown = named({ services: { applications: { scopes: ['everything'] } } });
  await expect(unknown).rejects.toThrow(
    /clients\.0 \(ehr\): no application offers the scope everything; there are hl7/,
  );
  await expect(named({})).rejects.toThrow(SettingsError);
  await expect(named({ services, address: 'https://ehr.example/' })).rejects.toThrow(/redirectUris/);
});

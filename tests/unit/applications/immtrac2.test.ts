import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../../../shared/applications/immtrac2/api.ts';
import type { Client, ClientsFound } from '../../../shared/applications/immtrac2/clients/api.ts';
import { practiceClients } from '../../../shared/applications/immtrac2/practice-clients.ts';
import { plusMonths } from '../../../shared/contract/time.ts';
import { hasConsent } from '../../../server/applications/immtrac2/consent/consent.ts';
import { clients } from '../../../server/applications/immtrac2/records.ts';
import type { ClientRecord } from '../../../server/applications/immtrac2/shapes.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clinicStaff, type Started, started, stateEmployee, type Visitor } from './started.ts';

let immTrac2: Started;
beforeAll(async () => {
  immTrac2 = await started('immtrac2', createImmTrac2, seedImmTrac2);
});
afterAll(() => immTrac2.close());

const [avery, , morgan] = practiceClients;
const byName = ({ lastName, firstName, birthDate }: typeof avery | typeof morgan) => ({
  lastName,
  firstName,
  birthDate,
});
const problem = (type: string) => expect.objectContaining({ type: `/problems/${type}` });

async function agreed(caller = clinicStaff): Promise<Visitor> {
  const visitor = await immTrac2.as(caller);
  await visitor.post('/api/entry', { step: 'statement' });
  return visitor;
}

async function find(visitor: Visitor, immtrac2Id: string): Promise<ClientsFound['clients']> {
  return ((await visitor.post('/api/clients/find-by-id', { immtrac2Id })).body as ClientsFound).clients;
}

async function open(visitor: Visitor, immtrac2Id: string): Promise<Client> {
  const [client] = await find(visitor, immtrac2Id);
  return (await visitor.get(`/api/clients/${client!.id}`)).body as Client;
}

const recordOf = async (immtrac2Id: string): Promise<ClientRecord> =>
  (await immTrac2.store.collection(clients).list()).find((client) => client.immtrac2Id === immtrac2Id)!;

test('[A4] the Site Agreement of each of the caller’s sites can be read, with its Authorized Signer and date', async () => {
  const { body } = await (await immTrac2.as(clinicStaff)).get('/api/site-agreements');
  expect(body).toEqual({
    asOf: '2026-11-22',
    signsHere: false,
    agreements: [
      {
        site: trainingSites.bluebonnet,
        signed: {
          signer: 'Robin Signer, MD (Training)',
          on: '2026-04-22',
          renewBy: '2027-04-22',
          graceUntil: '2027-05-22',
        },
        standing: 'in-force',
        mayRenew: false,
      },
    ],
  });
  expect((await (await immTrac2.as(stateEmployee)).get('/api/site-agreements')).body).toMatchObject({ agreements: [] });
  expect((await immTrac2.stranger.get('/api/site-agreements')).status).toBe(401);
});

test('[R4] who searched and who opened which record is recorded before it is shown, without a word of the client', async () => {
  const visitor = await agreed();
  const before = immTrac2.trail.recorded.length;
  const client = await open(visitor, avery.immtrac2Id);
  await visitor.post('/api/clients/find-by-name', byName(avery));
  const accessToken = 'token';
  const reason = 'client-care';
  const about = { client: client.id, reason };
  expect(immTrac2.trail.recorded.slice(before)).toEqual([
    { event: 'clients.searched', accessToken, about: { reason } },
    { event: 'client.found', accessToken, about },
    { event: 'client.opened', accessToken, about },
    { event: 'clients.searched', accessToken, about: { reason } },
    { event: 'client.found', accessToken, about },
  ]);
  expect((await visitor.get('/api/clients/nobody')).status).toBe(404);
  expect(immTrac2.trail.recorded).toHaveLength(before + 5);
});

test('[J2] a token of the application’s own that is over is replaced by a new one, and nobody notices', async () => {
  const visitor = await agreed();
  immTrac2.trail.refusals.push('token-refused');
  expect(await find(visitor, avery.immtrac2Id)).toHaveLength(1);
});

describe('the way in', () => {
  test('[O5] the statement, the landing screen and the pandemic message come in this order', async () => {
    const visitor = await immTrac2.as(clinicStaff);
    const due = [((await visitor.get('/api/entry')).body as Entry).due];
    for (const step of ['statement', 'landing', 'pandemic-message']) {
      due.push(((await visitor.post('/api/entry', { step })).body as Entry).due);
    }
    expect(due).toEqual(['statement', 'landing', 'pandemic-message', 'none']);
  });

  test('[O5] a step that is not due yet changes nothing', async () => {
    const visitor = await immTrac2.as(clinicStaff);
    await visitor.post('/api/entry', { step: 'pandemic-message' });
    expect((await visitor.post('/api/entry', { step: 'landing' })).body).toMatchObject({ due: 'statement' });
  });

  test('[O5] agreeing a second time does not lead back to the landing screen', async () => {
    const visitor = await agreed();
    await visitor.post('/api/entry', { step: 'landing' });
    expect((await visitor.post('/api/entry', { step: 'statement' })).body).toMatchObject({ due: 'pandemic-message' });
  });

  test('[O5] no client is served before the Confidentiality Statement is agreed to', async () => {
    const visitor = await immTrac2.as(clinicStaff);
    const { id } = await recordOf(avery.immtrac2Id);
    const answers = await Promise.all([
      visitor.get(`/api/clients/${id}`),
      visitor.post('/api/clients/find-by-id', { immtrac2Id: avery.immtrac2Id }),
      visitor.post('/api/clients/find-by-name', byName(avery)),
    ]);
    expect(answers).toEqual(Array(3).fill({ status: 403, body: problem('statement-required') }));
  });

  test('[O5] each session agrees for itself', async () => {
    await agreed();
    expect((await (await immTrac2.as(clinicStaff)).get('/api/entry')).body).toMatchObject({ due: 'statement' });
  });

  test('[S2] without a session a page leads to sign-in and nothing is answered', async () => {
    expect((await immTrac2.stranger.get('/clients/abc')).status).toBe(303);
    expect(await immTrac2.stranger.get('/api/entry')).toEqual({ status: 401, body: problem('sign-in-required') });
  });
});

describe('finding a client', () => {
  test('[O12] a client is found by the ImmTrac2 ID alone', async () => {
    expect(await find(await agreed(), avery.immtrac2Id)).toEqual([expect.objectContaining(byName(avery))]);
  });

  test('[O12] a client is found by names and birth date, whatever the capitals, accents and hyphens', async () => {
    const visitor = await agreed();
    const { lastName, firstName, birthDate } = (await immTrac2.store.collection(clients).list()).find(
      (client) => client.lastName === 'Práctica' && client.consents.length > 0 && client.birthDate > '2001',
    )!;
    const typed = { lastName: 'PRAC-TICA', firstName: ` ${firstName.toLowerCase()}`, birthDate };
    expect((await visitor.post('/api/clients/find-by-name', typed)).body).toEqual({
      clients: [expect.objectContaining({ lastName, firstName, birthDate })],
    });
  });

  test('[O12] all three of last name, first name and birth date have to agree', async () => {
    const visitor = await agreed();
    for (const other of [{ lastName: 'Sample' }, { firstName: 'Alex' }, { birthDate: '2019-05-05' }]) {
      const answer = await visitor.post('/api/clients/find-by-name', { ...byName(avery), ...other });
      expect(answer).toEqual({ status: 200, body: { clients: [] } });
    }
  });

  test('[O12] a birth date in the future is refused with the field named', async () => {
    const answer = await (await agreed()).post('/api/clients/find-by-name', {
      ...byName(avery),
      birthDate: '2026-11-23',
    });
    expect(answer.body).toMatchObject({ status: 400, fields: [{ field: 'birthDate' }] });
  });

  test('[O12] a person without consent cannot be told from one who is not in the registry', async () => {
    const visitor = await agreed();
    const { id } = await recordOf(morgan.immtrac2Id);
    expect(await find(visitor, morgan.immtrac2Id)).toEqual(await find(visitor, '0000000000'));
    expect((await visitor.post('/api/clients/find-by-name', byName(morgan))).body).toEqual({ clients: [] });
    const [hidden, absent] = [
      await visitor.get(`/api/clients/${id}`),
      await visitor.get('/api/clients/aaaaaaaaaaaaaaaa'),
    ];
    expect(hidden).toEqual({ status: 404, body: problem('not-found') });
    expect({ ...(hidden.body as object), instance: '' }).toEqual({ ...(absent.body as object), instance: '' });
  });

  test('[O12] the consent that a parent gave ends with the 26th birthday', async () => {
    const consents = [{ kind: 'minor' as const }];
    const client = { ...(await recordOf(avery.immtrac2Id)), consents, birthDate: '2000-11-22' };
    expect(hasConsent(client, '2026-11-21')).toBe(true);
    expect(hasConsent(client, '2026-11-22')).toBe(false);
  });

  test('[T3] neither addresses nor the log name a client', async () => {
    const visitor = await agreed();
    const client = await open(visitor, avery.immtrac2Id);
    await visitor.post('/api/clients/find-by-name', byName(avery));
    await visitor.post('/api/clients/find-by-name', { ...byName(avery), birthDate: 'unknown' });
    expect(client.id).not.toContain(client.immtrac2Id);
    // A record that cannot be read makes both searches fail in the middle, and what fails is logged.
    const records = immTrac2.store.collection(clients);
    const broken = { ...(await recordOf(avery.immtrac2Id)), id: 'broken' };
    await records.put({ ...broken, birthDate: null as unknown as string });
    const { immtrac2Id } = avery;
    expect((await visitor.post('/api/clients/find-by-name', byName(avery))).status).toBe(500);
    expect((await visitor.post('/api/clients/find-by-id', { immtrac2Id })).status).toBe(500);
    await records.delete('broken');
    expect(immTrac2.log.filter((line) => line.includes('request failed'))).toHaveLength(2);
    expect(immTrac2.log.join('')).not.toMatch(
      new RegExp([avery.lastName, avery.immtrac2Id, avery.birthDate].join('|')),
    );
  });
});

describe('the client page', () => {
  test('[O12] the age is counted in completed years, months and days', async () => {
    expect((await open(await agreed(), avery.immtrac2Id)).age).toEqual({ years: 7, months: 6, days: 18 });
  });

  test('[O12] the history is by vaccine group in alphabetical order, then by date', async () => {
    const { history } = await open(await agreed(), avery.immtrac2Id);
    const groups = history.map(({ name }) => name);
    expect(groups.length).toBeGreaterThan(5);
    expect(groups).toEqual(groups.toSorted((a, b) => a.localeCompare(b, 'en')));
    for (const { immunizations } of history) {
      const dates = immunizations.map(({ date }) => date);
      expect(dates).toEqual(dates.toSorted());
    }
  });

  test('[O12] a combination vaccine stands in each of its groups', async () => {
    const { history } = await open(await agreed(), avery.immtrac2Id);
    const groupsOf = (vaccine: string) =>
      history
        .filter(({ immunizations }) => immunizations.some((one) => one.vaccine === vaccine))
        .map(({ name }) => name);
    const combined = ['DTaP-Hep B-IPV', 'DTaP-Hib-IPV'].map(groupsOf).find((groups) => groups.length > 0);
    expect(combined).toHaveLength(3);
  });

  test('[O12] what another site gave is not owned, and for a caller without a site nothing is', async () => {
    const ownershipFor = async (caller: typeof clinicStaff) => {
      const { history } = await open(await agreed(caller), avery.immtrac2Id);
      return new Set(history.flatMap(({ immunizations }) => immunizations.map(({ ownership }) => ownership)));
    };
    expect(await ownershipFor(clinicStaff)).toContain('owned');
    expect(await ownershipFor({ ...clinicStaff, sites: [trainingSites.pecan] })).toContain('not-owned');
    expect(await ownershipFor(stateEmployee)).not.toContain('owned');
  });
});

describe('the training registry', () => {
  test('[O12] it has more than 200 clients at two sites, some of them without consent', async () => {
    const records = await immTrac2.store.collection(clients).list();
    expect(records.length).toBeGreaterThan(200);
    expect(new Set(records.map(({ siteId }) => siteId)).size).toBe(2);
    expect(new Set(records.map(({ immtrac2Id }) => immtrac2Id)).size).toBe(records.length);
    expect(records.filter(({ consents }) => consents.length === 0).length).toBeGreaterThan(5);
  });

  test('[O12] nobody has a dose before birth, in the future, or in a history that stands out as made up', async () => {
    const visitor = await agreed();
    const infantLimit = plusMonths('2026-11-22', -2);
    let looked = 0;
    for (const client of await immTrac2.store.collection(clients).list()) {
      const { immtrac2Id, birthDate } = client;
      const [summary] = await find(visitor, immtrac2Id);
      expect(summary !== undefined).toBe(hasConsent(client, '2026-11-22'));
      if (!summary) continue;
      const { history } = (await visitor.get(`/api/clients/${summary.id}`)).body as Client;
      const doses = history.flatMap(({ immunizations }) => immunizations);
      looked += doses.length;
      expect(doses.every(({ date }) => birthDate <= date && date <= '2026-11-22')).toBe(true);
      expect(birthDate > infantLimit ? doses.length <= 1 : doses.length < 80).toBe(true);
    }
    expect(looked).toBeGreaterThan(1000);
  });
});

// At the end: the log says of one of these that a request failed.
test.each([
  ['its disk is full', 'storage-full', 503, 'storage-full'],
  ['the server fails', 'internal', 503, 'portal-unreachable'],
  ['the session is over', 'not-signed-on', 401, 'sign-in-required'],
  ['this application may not write', 'scope-refused', 500, 'internal'],
] as const)(
  '[R4] where nothing can be recorded because %s, no client is shown',
  async (_why, refusal, status, type) => {
    const visitor = await agreed();
    const { id } = await open(visitor, avery.immtrac2Id);
    const before = immTrac2.trail.recorded.length;
    const shown = [
      () => visitor.get(`/api/clients/${id}`),
      () => visitor.post('/api/clients/find-by-id', { immtrac2Id: avery.immtrac2Id }),
      () => visitor.post('/api/clients/find-by-name', byName(avery)),
    ];
    for (const ask of shown) {
      immTrac2.trail.refusals.push(refusal);
      const { body, ...answer } = await ask();
      expect(answer).toEqual({ status });
      expect(body).toEqual(problem(type));
      expect(JSON.stringify(body)).not.toContain(avery.lastName);
    }
    expect(immTrac2.trail.recorded).toHaveLength(before);
  },
);

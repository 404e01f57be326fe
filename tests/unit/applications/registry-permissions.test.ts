import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { addressOf, type Endpoint } from '../../../shared/contract/endpoint.ts';
import { type Role, roleIds } from '../../../shared/identity/roles.ts';
import { clinicStaff, type Started, started, type Visitor } from './started.ts';

/** Who may do what: every endpoint of ImmTrac2 stands in one of these rows, as docs/registry.md says. */
const table: Readonly<Record<string, readonly (keyof typeof immtrac2Api)[]>> = {
  'everybody who is signed in': ['entry', 'completeStep', 'switchSite', 'siteAgreements', 'vaccineCodes'],
  'everybody who agreed to the statement': ['findById', 'findByName', 'search', 'client', 'accesses'],
  'clinics with a site, after the statement': [
    'addClient',
    'changeClient',
    'affirmConsent',
    'withdrawal',
    'withdrawConsent',
    'duplicates',
    'merge',
    'undoMerge',
    'keepApart',
    'record',
    'change',
    'remove',
    'react',
    'refuse',
    'observe',
    'endObservation',
  ],
  'who answers for a site': ['renew'],
};

const clinic: readonly Role[] = [
  'clinic-staff',
  'primary-vaccine-coordinator',
  'secondary-vaccine-coordinator',
  'point-of-contact',
];
const answering: readonly Role[] = ['point-of-contact', 'authorized-signer'];

interface Person {
  readonly role: Role;
  readonly hasSite: boolean;
  readonly agreed: boolean;
}

const may: Readonly<Record<string, (person: Person) => boolean>> = {
  'everybody who is signed in': () => true,
  'everybody who agreed to the statement': ({ agreed }) => agreed,
  'clinics with a site, after the statement': ({ role, hasSite, agreed }) => agreed && hasSite && clinic.includes(role),
  'who answers for a site': ({ role, hasSite }) => hasSite && answering.includes(role),
};

const people: readonly Person[] = roleIds.flatMap((role) =>
  [true, false].flatMap((hasSite) => [true, false].map((agreed) => ({ role, hasSite, agreed }))),
);

let registry: Started;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
});
afterAll(() => registry.close());

async function visitorFor({ role, hasSite, agreed }: Person): Promise<Visitor> {
  const visitor = await registry.as({
    ...clinicStaff,
    accountId: `${role} ${hasSite} ${agreed}`,
    roles: [role],
    sites: hasSite ? [trainingSites.bluebonnet] : [],
  });
  if (agreed) await visitor.post('/api/entry', { step: 'statement' });
  return visitor;
}

/** @returns whether the server let them in: what they sent is of no use, and is refused for that */
async function isLetIn(visitor: Visitor, called: Endpoint): Promise<boolean> {
  const address = addressOf(called, { id: 'nobody', dose: 'none', observation: 'none', site: 'none' });
  const { status } = await (called.method === 'GET'
    ? visitor.get(address)
    : called.method === 'PUT'
      ? visitor.put(address, {})
      : visitor.post(address, {}));
  if (status >= 500) throw new Error(`${called.method} ${address} answered ${status}`);
  return status !== 401 && status !== 403;
}

test('[O9] every endpoint of ImmTrac2 stands in the table of who may do what', () => {
  expect(Object.values(table).flat().toSorted()).toEqual(Object.keys(immtrac2Api).toSorted());
});

test('[S2] without a session nobody is let in anywhere', async () => {
  for (const called of Object.values(immtrac2Api)) expect(await isLetIn(registry.stranger, called)).toBe(false);
});

test.each(people)(
  '[O9] $role, with a site: $hasSite, agreed: $agreed, is let in where the table says so, and nowhere else',
  async (person) => {
    const visitor = await visitorFor(person);
    for (const [row, names] of Object.entries(table)) {
      for (const name of names) {
        expect([name, await isLetIn(visitor, immtrac2Api[name])]).toEqual([name, may[row]!(person)]);
      }
    }
  },
  30_000,
);

test('[O9] who only reads finds, opens and prints, and nothing that they try changes a record', async () => {
  const visitor = await visitorFor({ role: 'authorized-signer', hasSite: true, agreed: true });
  const { body } = await visitor.post('/api/clients/find-by-id', { immtrac2Id: '9900000001' });
  const [{ id }] = (body as { clients: { id: string }[] }).clients as [{ id: string }];
  const before = (await visitor.get(`/api/clients/${id}`)).body;
  expect(before).toMatchObject({ mayRecord: false });
  for (const name of table['clinics with a site, after the statement']!) {
    const called: Endpoint = immtrac2Api[name];
    const address = addressOf(called, { id, dose: 'none', observation: 'none' });
    const answer = await (called.method === 'GET'
      ? visitor.get(address)
      : called.method === 'PUT'
        ? visitor.put(address, {})
        : visitor.post(address, {}));
    expect([name, answer.status]).toEqual([name, 403]);
  }
  expect((await visitor.get(`/api/clients/${id}`)).body).toEqual(before);
});

test('[R4] whoever looks at something of a client is in the audit trail with that client’s id, wherever they look', async () => {
  const visitor = await visitorFor({ role: 'clinic-staff', hasSite: true, agreed: true });
  const { body } = await visitor.post('/api/clients/find-by-id', { immtrac2Id: '9900000001' });
  const [{ id }] = (body as { clients: { id: string }[] }).clients as [{ id: string }];
  const looks = Object.entries<Endpoint>(immtrac2Api).filter(
    ([, { method, path }]) => method === 'GET' && path.includes('/clients/:id'),
  );
  expect(looks.map(([name]) => name).toSorted()).toEqual(['accesses', 'client', 'duplicates', 'withdrawal']);
  for (const [name, called] of looks) {
    const before = registry.trail.recorded.length;
    expect([name, (await visitor.get(addressOf(called, { id }))).status]).toEqual([name, 200]);
    const [first] = registry.trail.recorded.slice(before) as { about: { client: string } }[];
    expect([name, first?.about.client]).toEqual([name, id]);
  }
});

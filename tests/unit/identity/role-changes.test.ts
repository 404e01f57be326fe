import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import type { RoleChange } from '../../../shared/identity/api/roles.ts';
import type { Session } from '../../../shared/identity/api/identity.ts';
import type { ClientSettings } from '../../../shared/kiosk/settings.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';
import { startTraining } from '../../support/deployment.ts';
import { claimsOf, RelyingParty } from '../../support/relying-party.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor } from '../../support/visitor.ts';

// What an application tells of people's roles, by its own client credentials.

const may: NonNullable<NonNullable<ClientSettings['services']>['roles']>['may'] = [
  'primary-vaccine-coordinator',
  'clinic-staff',
];

async function start(services: ClientSettings['services'] = { roles: { may } }) {
  const party = await RelyingParty.start({ services });
  onTestFinished(() => party.close());
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data, settings: { clients: [party.settings] } });
  party.issuer = new URL(portal).origin;
  const person = async (username: string) => {
    const visitor = await signedInVisitor(portal, username);
    return { visitor, account: claimsOf(await party.signOn(visitor)).sub! };
  };
  const rolesOf = async (username: string) => {
    const session = await (await (await signedInVisitor(portal, username)).send('GET', '/api/session')).json();
    return (session as Session).account.roles;
  };
  const trail = async () =>
    (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; account?: string; detail?: object })
      .filter(({ event }) => event === 'account.roles-changed');
  return { party, person, rolesOf, trail };
}

const tell = (party: RelyingParty, body: Partial<RoleChange>, token?: string) =>
  party.call('POST', '/api/roles', 'roles', body, token);

test('[J2] a role that an application gives and takes is the account’s from its next sign-in on, and its sessions end', async () => {
  const { party, person, rolesOf, trail } = await start();
  const { visitor, account } = await person('john.smith');
  const role = 'primary-vaccine-coordinator';
  expect((await tell(party, { account, role, change: 'give' })).status).toBe(204);
  expect((await visitor.send('GET', '/api/session')).status).toBe(401);
  expect(await rolesOf('john.smith')).toEqual(['clinic-staff', role]);
  // Told again, nothing happens, and nobody is signed out.
  const still = await person('john.smith');
  expect((await tell(party, { account, role, change: 'give' })).status).toBe(204);
  expect((await still.visitor.send('GET', '/api/session')).status).toBe(200);
  expect((await tell(party, { account, role, change: 'take' })).status).toBe(204);
  expect(await rolesOf('john.smith')).toEqual(['clinic-staff']);
  const both = `clinic-staff ${role}`;
  expect(await trail()).toEqual([
    expect.objectContaining({ account, detail: { application: 'party', before: 'clinic-staff', after: both } }),
    expect.objectContaining({ account, detail: { application: 'party', before: both, after: 'clinic-staff' } }),
  ]);
});

test('[J2] an application may name somebody by their username, who has not come to it yet, and no more than one way', async () => {
  const { party, person, rolesOf } = await start();
  const role = 'primary-vaccine-coordinator';
  expect((await tell(party, { username: ' JOHN.Smith ', role, change: 'give' })).status).toBe(204);
  expect(await rolesOf('john.smith')).toEqual(['clinic-staff', role]);
  const { account } = await person('john.smith');
  for (const [field, who] of [
    ['username', { username: 'nobody.here' }],
    ['username', { username: 'john.smith', sites: ['0009990002'] }],
    ['account', { account, username: 'john.smith' }],
    ['account', {}],
  ] satisfies [field: string, who: Partial<RoleChange>][]) {
    const answer = await tell(party, { ...who, role, change: 'take' });
    expect(((await answer.json()) as ProblemDetails).fields?.map((each) => each.field)).toEqual([field]);
  }
});

test('[J2] changes that are told at the same moment all count', async () => {
  const { party, person, rolesOf } = await start();
  const { account } = await person('john.smith');
  const told = [
    tell(party, { account, role: 'primary-vaccine-coordinator', change: 'give' }),
    tell(party, { account, role: 'clinic-staff', change: 'take' }),
  ];
  // Whichever comes first: the account's only role is not taken.
  const [given, taken] = (await Promise.all(told)).map(({ status }) => status);
  expect(given).toBe(204);
  const kept = taken === 204 ? [] : ['clinic-staff'];
  expect(await rolesOf('john.smith')).toEqual([...kept, 'primary-vaccine-coordinator']);
});

test('[J2] roles that the registration does not name, those of the portal among them, and the last one, stay', async () => {
  const { party, person, rolesOf, trail } = await start();
  const { account } = await person('john.smith');
  const admin = await person('it.admin');
  const cases: [field: string, change: Partial<RoleChange>][] = [
    ['role', { account, role: 'administrator', change: 'give' }],
    ['role', { account: admin.account, role: 'administrator', change: 'take' }],
    ['role', { account, role: 'customer-support', change: 'give' }],
    ['role', { account, role: 'authorized-signer', change: 'give' }],
    ['role', { account, role: 'clinic-staff', change: 'take' }],
    ['account', { account: 'john.smith', role: 'clinic-staff', change: 'give' }],
    ['change', { account, role: 'clinic-staff' }],
  ];
  for (const [field, body] of cases) {
    const answer = await tell(party, body);
    expect(answer.status, JSON.stringify(body)).toBe(400);
    const { fields } = (await answer.json()) as ProblemDetails;
    expect(
      fields?.map((each) => each.field),
      JSON.stringify(body),
    ).toEqual([field]);
  }
  expect(await rolesOf('john.smith')).toEqual(['clinic-staff']);
  expect(await rolesOf('it.admin')).toEqual(['administrator']);
  expect(await trail()).toEqual([]);
});

test('[J2] an application that is registered for something else changes no role', async () => {
  const { party, person } = await start({ notices: true });
  const { account } = await person('john.smith');
  const { access_token: token } = (await party.ownToken('notices')).body;
  const change = { account, role: 'clinic-staff', change: 'give' } as const;
  expect((await tell(party, change, token)).status).toBe(403);
  expect((await party.ownToken('roles')).body.error).toBe('invalid_scope');
});

test.each(['administrator', 'customer-support'])(
  '[J2] no registration lets an application make anybody %s: the server does not start with it',
  (role) => {
    const services = { roles: { may: [role] } };
    const clients = [{ id: 'a', name: 'A', redirectUris: ['https://a.example/'], services }];
    expect(() => checkedSettings({ clients }, 'The settings')).toThrow(SettingsError);
  },
);

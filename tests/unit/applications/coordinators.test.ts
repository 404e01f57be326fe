import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { NamedCoordinator, Organizations } from '../../../shared/applications/syntropi/organizations/api.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import type { RoleChange } from '../../../shared/identity/api/roles.ts';
import {
  nameCoordinator,
  owedRoles,
  removeCoordinator,
} from '../../../server/applications/syntropi/coordinators/coordinators.ts';
import { organizations } from '../../../server/applications/syntropi/records.ts';
import { seedSyntropi } from '../../../server/applications/syntropi/training/training.ts';
import { Problem } from '../../../server/http/problem.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

const john: NamedCoordinator = {
  role: 'secondary',
  name: 'John Smith (Training)',
  username: 'John.Smith',
  email: 'john.smith@training.example',
  phone: '(512) 555-0150',
  trainedOn: '2026-03-02',
};

test('[Y3][O2] whom Syntropi names opens VAOS at once, and whoever is removed is out of it at once', async () => {
  const { portal, applications } = await startTraining();
  const maria = await signedInVisitor(portal, 'maria.garcia');
  await maria.visit(applications.syntropi);
  const syntropi = (method: string, path: string, body?: unknown) =>
    maria.send(method, new URL(`/api/organizations/bluebonnet/coordinators${path}`, applications.syntropi).href, body);
  const vaosOf = async (visitor: Visitor) =>
    (await visitor.send('GET', new URL('/api/session', applications.vaos).href)).status;

  const before = await signedInVisitor(portal, 'john.smith');
  await before.visit(applications.vaos);
  expect(await vaosOf(before)).toBe(401);
  expect((await syntropi('PUT', '', john)).status).toBe(204);
  const named = await signedInVisitor(portal, 'john.smith');
  await named.visit(applications.vaos);
  expect(await vaosOf(named)).toBe(200);

  expect((await syntropi('DELETE', '/secondary')).status).toBe(204);
  expect(await vaosOf(named)).toBe(401);
  const after = await signedInVisitor(portal, 'john.smith');
  await after.visit(applications.vaos);
  expect(await vaosOf(after)).toBe(401);
  expect((await syntropi('DELETE', '/secondary')).status).toBe(404);
});

test('[Y3] only who answers for an organization names its coordinators, and of other organizations nobody learns', async () => {
  const { portal, applications } = await startTraining();
  const at = async (username: string, organization: string) => {
    const visitor = await signedInVisitor(portal, username);
    await visitor.visit(applications.syntropi);
    const url = new URL(`/api/organizations/${organization}/coordinators`, applications.syntropi).href;
    return (await visitor.send('PUT', url, john)).status;
  };
  expect(await at('john.smith', 'bluebonnet')).toBe(403);
  expect(await at('maria.garcia', 'nowhere')).toBe(404);
  const maria = await signedInVisitor(portal, 'maria.garcia');
  await maria.visit(applications.syntropi);
  const list = await maria.send('GET', new URL('/api/organizations', applications.syntropi).href);
  const { organizations: own } = (await list.json()) as Organizations;
  expect(own.map(({ mayName }) => mayName)).toEqual(own.map(() => true));
});

test('[Y3] somebody who has no account, and another coordinator’s mail, are refused with the field named', async () => {
  const { portal, applications } = await startTraining();
  const maria = await signedInVisitor(portal, 'maria.garcia');
  await maria.visit(applications.syntropi);
  const url = new URL('/api/organizations/bluebonnet/coordinators', applications.syntropi).href;
  const admin = await signedInVisitor(portal, 'it.admin');
  const cases: [field: string, changed: Partial<NamedCoordinator>][] = [
    ['username', { username: 'nobody.here' }],
    // Somebody else’s people are nobody here, and stay signed in.
    ['username', { username: 'it.admin' }],
    ['username', { username: 'MARIA.GARCIA' }],
    ['email', { email: 'Maria.Garcia@training.example' }],
    ['trainedOn', { trainedOn: '2025-12-31' }],
    ['trainedOn', { trainedOn: '2026-11-23' }],
  ];
  for (const [field, changed] of cases) {
    const answer = await maria.send('PUT', url, { ...john, ...changed });
    expect(answer.status, field).toBe(400);
    expect(((await answer.json()) as ProblemDetails).fields?.map((each) => each.field)).toEqual([field]);
  }
  expect((await admin.send('GET', '/api/session')).status).toBe(200);
});

/** Syntropi's records, and an identity server that may be away. */
async function alone() {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const time = { clock, timeZone: defaultTimeZone };
  await seedSyntropi(store, time);
  const told: RoleChange[] = [];
  const state = { away: false, onlyRole: false };
  const changeRole = async (change: RoleChange) => {
    if (state.away) throw new Problem('portal-unreachable');
    if (state.onlyRole && change.change === 'take') {
      state.onlyRole = false;
      return { field: 'role', message: 'is the only role' };
    }
    told.push(change);
    return undefined;
  };
  const deps = { store, ...time, services: { changeRole } };
  const coordinators = async () => (await store.collection(organizations).get('bluebonnet'))!.coordinators;
  return { deps, told, state, clock, coordinators, settle: () => owedRoles(deps).run() };
}

const secondary = 'secondary-vaccine-coordinator';
const give = { username: john.username, sites: [trainingSites.bluebonnet.id], role: secondary, change: 'give' };
const take = { username: john.username, role: secondary, change: 'take' };

test('[Y3] where the identity server is away nobody is named, and who was to be gets no role', async () => {
  const { deps, state, told, clock, coordinators, settle } = await alone();
  const before = await coordinators();
  state.away = true;
  await expect(nameCoordinator(deps, 'bluebonnet', john)).rejects.toThrow(Problem);
  expect(await coordinators()).toEqual(before);
  state.away = false;
  // Nobody knows whether it was given when the answer was lost.
  await settle();
  expect(told).toEqual([]);
  clock.advance(limits.owedRoles.notBefore);
  await settle();
  await settle();
  expect(told).toEqual([take]);
});

test('[Y3] a role that could not be taken at once is taken later, unless its owner was named again', async () => {
  const { deps, state, told, clock, coordinators, settle } = await alone();
  await nameCoordinator(deps, 'bluebonnet', john);
  expect(told).toEqual([give]);
  expect((await coordinators()).map(({ username }) => username)).toEqual(['maria.garcia', john.username]);
  state.away = true;
  expect(await removeCoordinator(deps, 'bluebonnet', 'secondary')).toBe(true);
  state.away = false;
  clock.advance(limits.owedRoles.notBefore);
  await settle();
  expect(told).toEqual([give, take]);

  await nameCoordinator(deps, 'bluebonnet', john);
  state.away = true;
  await removeCoordinator(deps, 'bluebonnet', 'secondary');
  state.away = false;
  await nameCoordinator(deps, 'bluebonnet', { ...john, phone: '(512) 555-0151' });
  clock.advance(limits.owedRoles.notBefore);
  await settle();
  expect(told).toEqual([give, take, give, give]);
});

test('[Y3] who is replaced loses the role, and who had no other stays clinic staff', async () => {
  const { deps, state, told } = await alone();
  await nameCoordinator(deps, 'bluebonnet', john);
  state.onlyRole = true;
  await nameCoordinator(deps, 'bluebonnet', { ...john, username: 'pat.doe', email: 'pat.doe@training.example' });
  expect(told).toEqual([
    give,
    { ...give, username: 'pat.doe' },
    { username: john.username, role: 'clinic-staff', change: 'give' },
    take,
  ]);
});

test('[Y3] who is a coordinator of two organizations keeps the role when one removes them', async () => {
  const { deps, told, coordinators } = await alone();
  const [other] = (await deps.store.collection(organizations).list()).filter(({ id }) => id !== 'bluebonnet');
  for (const id of ['bluebonnet', other!.id]) await nameCoordinator(deps, id, john);
  await removeCoordinator(deps, 'bluebonnet', 'secondary');
  expect((await coordinators()).map(({ role }) => role)).toEqual(['primary']);
  expect(told.map(({ change }) => change)).toEqual(['give', 'give']);
});

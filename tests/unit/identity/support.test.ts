import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { portalSessionCookie } from '../../../shared/identity/cookies.ts';
import { catalogues } from '../../../shared/identity/texts/catalogues.ts';
import type { FoundAccount, SupportedAccount } from '../../../shared/identity/api/support.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const minute = 60_000;

async function start() {
  const data = await temporaryFolder();
  const clock = new TestClock();
  const { portal } = await startTraining({ data, clock });
  const support = await signedInVisitor(portal, 'support.lee');
  const stranger = new Visitor(portal);
  const unlock = (username: string, reason: string) =>
    support.send('POST', '/api/support/accounts/unlock', { username, reason });
  return {
    clock,
    portal,
    support,
    unlock,
    find: async (username: string) => {
      const response = await support.send('POST', '/api/support/accounts/find', { username });
      expect(response.status).toBe(200);
      return ((await response.json()) as FoundAccount).account;
    },
    lockJohn: async () => {
      for (let tries = 0; tries < 5; tries++) await stranger.signIn('john.smith', `wrong ${tries}`);
    },
    johnSignsIn: async () => (await new Visitor(portal).signIn('john.smith')).status,
    audit: async () =>
      (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: string; account?: string; detail?: Record<string, string> }),
  };
}

test('[S8] support finds an account, whatever the case of its username, and sees nothing secret', async () => {
  const { find } = await start();
  expect(await find(' John.SMITH ')).toEqual({
    username: 'john.smith',
    name: 'John Smith (Training)',
    email: 'john.smith@training.example',
    passwordSet: true,
    resetUntil: null,
    roles: ['clinic-staff'],
    sites: [{ id: expect.any(String), name: expect.any(String) }],
    status: 'active',
    lock: null,
    failures: 0,
    lastSignIns: [],
    signedIn: 0,
    questionsSet: false,
    questionsMissing: true,
    passwordExpired: false,
    agreementAccepted: false,
    sessions: [],
  });
});

test('[S8] a username that nobody has gives a plain empty answer, and leaves no name in the audit trail', async () => {
  const { find, audit } = await start();
  expect(await find('a mistyped password')).toBeNull();
  const found = (await audit()).filter(({ event }) => event === 'account.found-by-support');
  expect(found).toMatchObject([{ detail: { found: 'no' } }]);
  expect(JSON.stringify(found)).not.toContain('mistyped');
});

test('[S8] support sees that an account is locked, since when, until when, and why', async () => {
  const { find, lockJohn, clock, support } = await start();
  const since = clock.now();
  await lockJohn();
  clock.advance(minute);
  expect(await find('john.smith')).toMatchObject({
    lock: { since, until: since + 15 * minute, failures: 5, from: [], elsewhere: true },
    failures: 5,
  });
  clock.advance(14 * minute - 1);
  expect(await find('john.smith')).toMatchObject({ lock: { since } });
  clock.advance(1);
  await support.signIn('support.lee');
  expect(await find('john.smith')).toMatchObject({ lock: null, failures: 5 });
});

test('[S8] support sees when the account last signed in', async () => {
  const { find, johnSignsIn, clock } = await start();
  const then = clock.now();
  await johnSignsIn();
  clock.advance(minute);
  expect(await find('john.smith')).toMatchObject({ lastSignIns: [then] });
});

test('[S8] at one workstation support sees the newest of several sign-ins on one day', async () => {
  const { find, clock, portal } = await start();
  const workstation = new Visitor(portal);
  await workstation.signIn('john.smith');
  clock.advance(minute);
  const then = clock.now();
  await workstation.signIn('john.smith');
  expect(await find('john.smith')).toMatchObject({ lastSignIns: [then] });
});

test('[S8] support unlocks an account, and its owner signs in at once', async () => {
  const { find, unlock, lockJohn, johnSignsIn } = await start();
  await lockJohn();
  expect(await johnSignsIn()).toBe(429);
  const response = await unlock('john.smith', 'Called back, ticket 4711');
  expect(response.status).toBe(200);
  expect((await response.json()) as SupportedAccount).toMatchObject({ lock: null, failures: 0 });
  expect(await find('john.smith')).toMatchObject({ lock: null, failures: 0 });
  expect(await johnSignsIn()).toBe(200);
});

test('[S8] the audit trail has who unlocked whom and why, and who was looked up by whom', async () => {
  const { find, unlock, lockJohn, audit } = await start();
  await lockJohn();
  await find('john.smith');
  await unlock('john.smith', '  Called back, ticket 4711 ');
  const trail = await audit();
  const signIn = trail.find(({ event }) => event === 'sign-in.succeeded')!;
  const [found] = trail.filter(({ event }) => event === 'account.found-by-support');
  const [unlocked] = trail.filter(({ event }) => event === 'sign-in.unlocked');
  expect(found).toMatchObject({ account: expect.any(String), detail: { by: signIn.account } });
  expect(unlocked).toMatchObject({
    account: found!.account,
    detail: { by: signIn.account, reason: 'Called back, ticket 4711' },
  });
});

test('[S8] unlocking an account that is open changes nothing and is not recorded', async () => {
  const { unlock, audit } = await start();
  expect((await unlock('john.smith', 'Called back, ticket 4711')).status).toBe(200);
  expect((await audit()).map(({ event }) => event)).not.toContain('sign-in.unlocked');
});

test.each(['', 'why', '    a    ', 'x'.repeat(201)])('[S8] no unlocking for the reason "%s"', async (reason) => {
  const { unlock, lockJohn, johnSignsIn } = await start();
  await lockJohn();
  const response = await unlock('john.smith', reason);
  expect(response.status).toBe(400);
  expect(((await response.json()) as ProblemDetails).fields).toMatchObject([{ field: 'reason' }]);
  expect(await johnSignsIn()).toBe(429);
});

test('[S8] unlocking a username that nobody has says so', async () => {
  const { unlock } = await start();
  expect((await unlock('nobody', 'Called back, ticket 4711')).status).toBe(404);
});

test('[S8] administrators may do it too; staff and strangers may not, for themselves neither', async () => {
  const { portal, lockJohn } = await start();
  const john = await signedInVisitor(portal, 'john.smith');
  await lockJohn();
  const body = { username: 'john.smith', reason: 'I want to get in again' };
  const statuses = async (visitor: Visitor) => [
    (await visitor.send('POST', '/api/support/accounts/find', { username: 'john.smith' })).status,
    (await visitor.send('POST', '/api/support/accounts/unlock', body)).status,
  ];
  expect(await statuses(john)).toEqual([403, 403]);
  expect(await statuses(new Visitor(portal))).toEqual([401, 401]);
  expect(await statuses(await signedInVisitor(portal, 'it.admin'))).toEqual([200, 200]);
});

test.each([
  ['support.lee', 'support'],
  ['it.admin', 'administrator'],
])('[S8] %s signs an account out everywhere, with a reason', async (username, reason) => {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data });
  const [first, second] = [await signedInVisitor(portal, 'john.smith'), await signedInVisitor(portal, 'john.smith')];
  const support = await signedInVisitor(portal, username);
  const request = { username: 'john.smith', reason: 'ticket 4711' };
  expect((await support.send('POST', '/api/support/accounts/sign-out', { ...request, reason: '  a  ' })).status).toBe(
    400,
  );
  expect((await first.send('POST', '/api/support/accounts/sign-out', request)).status).toBe(403);
  const answer = await support.send('POST', '/api/support/accounts/sign-out', request);
  expect(await answer.json()).toMatchObject({ signedIn: 0 });
  for (const visitor of [first, second]) expect((await visitor.send('GET', '/api/session')).status).toBe(401);
  const audit = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  expect(audit).toMatch(/account\.signed-out.*ticket 4711/);
  expect(audit).toMatch(new RegExp(`session\\.ended.*"${reason}"`));
});

test.each([
  ['en', 'Locked since 10:42 after 5 wrong passwords from Intake-2; it opens by itself at 10:57.'],
  ['es', 'Bloqueada desde 10:42 tras 5 contraseñas incorrectas desde Intake-2; se abre por sí sola: 10:57.'],
] as const)('[S8] a lock is told in plain words (%s)', (language, said) => {
  const { locked } = catalogues[language].support.states;
  expect(locked.is('10:42', 5, locked.from(['Intake-2'], false), '10:57')).toBe(said);
});

test('[S8] support sees from which workstation an account was locked, at how many it is signed in, and ends one session', async () => {
  const { portal, find, support } = await start();
  const admin = await signedInVisitor(portal, 'it.admin');
  const made = await admin.send('POST', '/api/workstations/codes', { name: 'Intake-2' });
  const { code } = (await made.json()) as { code: string };
  const intake = new Visitor(portal);
  expect((await intake.send('POST', '/api/workstations/enrol', { code })).status).toBe(200);
  await intake.signIn('john.smith');
  const elsewhere = await signedInVisitor(portal, 'john.smith');
  const open = (await find('john.smith'))!;
  expect(open).toMatchObject({ signedIn: 2, agreementAccepted: true, passwordExpired: false });
  expect(new Set(open.sessions.map(({ workstation }) => workstation))).toEqual(new Set(['Intake-2', null]));
  const { key } = open.sessions.find(({ workstation }) => workstation === 'Intake-2')!;
  const request = { username: 'john.smith', reason: 'ticket 4711', session: key };
  const ended = await support.send('POST', '/api/support/accounts/sign-out', request);
  expect(await ended.json()).toMatchObject({ signedIn: 1, sessions: [{ workstation: null }] });
  expect((await elsewhere.send('GET', '/api/session')).status).toBe(200);
  for (let tries = 0; tries < 5; tries++) await intake.signIn('john.smith', `wrong ${tries}`);
  expect(await find('john.smith')).toMatchObject({ lock: { failures: 5, from: ['Intake-2'], elsewhere: false } });
});

test('[S8] two sessions at one workstation count as one workstation', async () => {
  const { portal, find } = await start();
  const workstation = new Visitor(portal);
  await workstation.signIn('john.smith');
  workstation.cookies.delete(portalSessionCookie);
  await workstation.signIn('john.smith');
  const { signedIn, sessions } = (await find('john.smith'))!;
  expect([signedIn, sessions.length]).toEqual([1, 2]);
});

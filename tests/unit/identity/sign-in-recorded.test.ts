import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Deployment, PortalApplication, Session } from '../../../shared/identity/api/identity.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

interface Entry {
  readonly event: string;
  readonly account?: string;
  readonly workstation?: string;
  readonly detail?: object;
}

async function start(settings = {}) {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data, settings, clock: new TestClock() });
  const entries = async () =>
    (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry)
      .filter(({ event }) => event.startsWith('sign-in.'));
  const counted = async () =>
    Object.fromEntries(
      [
        ...(await (await fetch(new URL('/metrics', portal))).text()).matchAll(
          /^portal_sign_ins_total\{outcome="([^"]+)"\} (\d+)$/gm,
        ),
      ].map(([, outcome, count]) => [outcome, Number(count)] as const),
    );
  return { portal, entries, counted };
}
const none = { succeeded: 0, refused: 0, locked: 0, 'workstation not enrolled': 0, busy: 0 };

test('[S8][R5] each try is in the audit trail and the metrics as what it was, with whose it is only where that is known', async () => {
  const { portal, entries, counted } = await start();
  expect(await counted()).toEqual(none);
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const [{ account, workstation }] = (await entries()) as [Entry];
  expect([account, workstation]).toEqual([expect.any(String), expect.stringMatching(/^[\w-]{16}$/)]);
  await visitor.signIn('maria.garcia', 'wrong');
  const again = { username: 'maria.garcia', password: trainingPassword, again: true };
  expect((await visitor.send('POST', '/api/sign-in', again)).status).toBe(200);
  for (let n = 0; n < 6; n++) await visitor.signIn('maria.garcia', 'wrong');
  expect((await entries()).slice(1)).toMatchObject([
    { event: 'sign-in.refused', workstation },
    { event: 'sign-in.succeeded', account, workstation, detail: { again: 'yes' } },
    ...Array.from({ length: 4 }, () => ({ event: 'sign-in.refused', workstation })),
    { event: 'sign-in.locked', account, workstation },
    { event: 'sign-in.refused', account, workstation },
  ]);
  expect((await entries()).map((entry) => 'account' in entry)).toEqual([
    true,
    false,
    true,
    ...Array(4).fill(false),
    true,
    true,
  ]);
  expect(await counted()).toEqual({ ...none, succeeded: 2, refused: 5, locked: 2 });
});

test('[S8] a name that is nobody’s locks without an account in the audit trail', async () => {
  const { portal, entries } = await start();
  const stranger = new Visitor(portal);
  for (let n = 0; n < 6; n++) await stranger.signIn('nobody.at.all', 'x');
  expect((await entries()).slice(4)).toMatchObject([{ event: 'sign-in.locked' }, { event: 'sign-in.refused' }]);
  expect((await entries()).some((entry) => 'account' in entry)).toBe(false);
});

test('[K8][R4][R5] who may not sign in at a workstation is recorded and counted as such, and has no session', async () => {
  const { portal, counted, entries } = await start({ enrolledWorkstationsOnly: true });
  const visitor = new Visitor(portal);
  expect((await visitor.signIn('maria.garcia')).status).toBe(403);
  expect(await counted()).toEqual({ ...none, 'workstation not enrolled': 1 });
  expect(await entries()).toMatchObject([
    { event: 'sign-in.refused', account: expect.any(String), detail: { reason: 'workstation not enrolled' } },
  ]);
  expect((await visitor.send('GET', '/api/session')).status).toBe(401);
});

test('[S1] a password that is proved once more keeps the session, and a new sign-in without asking for that does not', async () => {
  const { portal } = await start();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const session = visitor.cookies.get('portal_session');
  const again = { username: 'maria.garcia', password: trainingPassword, again: true };
  const proved = await visitor.send('POST', '/api/sign-in', again);
  expect(((await proved.json()) as Session).account.username).toBe('maria.garcia');
  expect(visitor.cookies.get('portal_session')).toBe(session);
  // Where there is no session to keep, it is a sign-in like any other.
  const fresh = new Visitor(portal);
  expect((await fresh.send('POST', '/api/sign-in', again)).status).toBe(200);
  expect(fresh.cookies.get('portal_session')).not.toBe(session);
  expect((await fresh.send('GET', '/api/session')).status).toBe(200);
});

test('[S8] a browser is known from one sign-in to the next by a cookie that lasts and says nothing', async () => {
  const { portal, entries } = await start();
  const visitor = new Visitor(portal);
  const lines = (await visitor.signIn('maria.garcia')).headers.getSetCookie();
  expect(lines.find((line) => line.startsWith('workstation_'))).toMatch(/; Max-Age=34560000; .*HttpOnly/);
  const ticket = visitor.cookies.get('workstation');
  await visitor.signIn('john.smith');
  expect(visitor.cookies.get('workstation')).toBe(ticket);
  await new Visitor(portal).signIn('john.smith');
  const [first, second, third] = (await entries()).filter(({ event }) => event === 'sign-in.succeeded');
  expect(second!.workstation).toBe(first!.workstation);
  expect(third!.workstation).not.toBe(first!.workstation);
});

test('[S1] signing out takes the session’s cookie away', async () => {
  const { portal } = await start();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect((await visitor.send('POST', '/api/sign-out')).status).toBe(204);
  expect(visitor.cookies.has('portal_session')).toBe(false);
  expect((await visitor.send('POST', '/api/sign-out')).status).toBe(401);
});

test('[S1] whoever is signed in has the deployment’s launcher and no choices of their own, until they choose', async () => {
  const { portal } = await start({ launcher: 'links' });
  const signedIn = await new Visitor(portal).signIn('maria.garcia');
  const { account, wasReset, approvals, applications, pending } = (await signedIn.json()) as Session;
  expect(account).toMatchObject({ username: 'maria.garcia', launcher: 'links' });
  for (const choice of ['language', 'density', 'tour']) expect(account).not.toHaveProperty(choice);
  expect([wasReset, approvals]).toEqual([undefined, undefined]);
  // The agreement comes first; until then nothing can be opened.
  expect([pending, applications]).toEqual(['agreement', []]);
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const { applications: may } = (await (await visitor.send('GET', '/api/session')).json()) as Session;
  const all = (await (await visitor.send('GET', '/api/applications')).json()) as PortalApplication[];
  expect(may.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
});

test('[R6] a server that is set up says so by saying nothing of it', async () => {
  const { portal } = await start();
  const said = (await (await fetch(new URL('/api/deployment', portal))).json()) as Deployment;
  expect(said).not.toHaveProperty('setUp');
});

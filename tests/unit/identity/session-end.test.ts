import { expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { EndReason, SessionClock, Workspace } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchDeployment, startTraining, TestClock } from '../../support/deployment.ts';
import { freeServerPort } from '../../support/free-ports.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor, Visitor as Browser } from '../../support/visitor.ts';
import { forwardClock } from '../../../server/clock.ts';

const minute = 60_000;

/** What a session's stream has said, as it comes. */
async function listen(visitor: Visitor, address: string) {
  const answer = await visitor.send('GET', address);
  const heard: { event: string; data: unknown }[] = [];
  const state = { open: true };
  void (async () => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const part of parts) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
        if (event !== undefined) heard.push({ event, data: JSON.parse(data!) });
      }
    }
    state.open = false;
  })().catch(() => (state.open = false));
  return { status: answer.status, heard, state };
}

test('[T1] activity in an application extends the one session, and every page hears of it', async () => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.visit(applications.vaos);
  const atPortal = await listen(visitor, '/api/session/events');
  const atVaos = await listen(visitor, new URL('/api/session/events', applications.vaos).href);
  clock.advance(10 * minute);
  const report = { lastInputAt: clock.now() - 2000 };
  const answer = await visitor.send('POST', new URL('/api/session/activity', applications.vaos).href, report);
  const endsAt = clock.now() - 2000 + limits.session.idle;
  expect(await answer.json()).toEqual({
    now: clock.now(),
    endsAt,
    warnsAt: endsAt - limits.session.warning,
    endsBy: 'inactivity',
  } satisfies SessionClock);
  for (const { heard } of [atPortal, atVaos]) {
    await eventually(() => expect(heard.map(({ data }) => (data as SessionClock).endsAt)).toContain(endsAt));
  }
});

test('[T3] whoever comes back from an application is told why they have to sign in again', async () => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.visit(applications.vaos);
  clock.advance(limits.session.idle);
  const { way } = await visitor.visit(applications.vaos);
  expect(way.at(-1)?.pathname).toBe('/sign-in');
  expect(way.at(-1)?.searchParams.get('ended')).toBe('inactivity');
  const another = await signedInVisitor(portal, 'john.smith');
  await another.visit(applications.immtrac2);
  await another.send('POST', '/api/session/workstation-event', { event: 'locked' });
  const back = await another.visit(applications.immtrac2);
  expect(back.way.at(-1)?.searchParams.get('ended')).toBe('workstation locked');
  const stranger = await new Browser(portal).visit(applications.vaos);
  expect(stranger.way.at(-1)?.searchParams.has('ended')).toBe(false);
});

const ends: [EndReason, (visitor: Visitor, portal: string, clock: TestClock) => Promise<unknown> | void][] = [
  ['signed out', (visitor) => visitor.send('POST', '/api/sign-out')],
  ['inactivity', (_visitor, _portal, clock) => clock.advance(limits.session.idle)],
  ['workstation locked', (visitor) => visitor.send('POST', '/api/session/workstation-event', { event: 'locked' })],
  ['workstation switched', (visitor) => visitor.send('POST', '/api/session/workstation-event', { event: 'switched' })],
  ['another sign-in here', (visitor) => visitor.signIn('john.smith')],
];

test.each(ends)('[T1] the end by “%s” reaches every open page and closes its stream', async (reason, end) => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.visit(applications.syntropi);
  const streams = [
    await listen(visitor, '/api/session/events'),
    await listen(visitor, new URL('/api/session/events', applications.syntropi).href),
  ];
  // Only when the server has begun to sweep are ends by time carried out.
  await end(visitor, portal, clock);
  for (const { heard, state } of streams) {
    await eventually(() => expect(heard.at(-1)).toEqual({ event: 'ended', data: { reason } }));
    await eventually(() => expect(state.open).toBe(false));
  }
});

test('[T1] after twelve hours a session ends whatever people do, and its clock says so', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const report = async () => {
    const answer = await visitor.send('POST', '/api/session/activity', { lastInputAt: clock.now() });
    return answer.ok ? ((await answer.json()) as SessionClock).endsBy : answer.status;
  };
  for (let passed = 0; passed < 12 * 6 - 1; passed++) {
    clock.advance(10 * minute);
    expect(await report()).toBe(passed < 12 * 6 - 2 ? 'inactivity' : 'absolute end');
  }
  clock.advance(10 * minute);
  expect(await report()).toBe(401);
});

test('[T5] what is told of the future counts as now, and nonsense is refused', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  // Also what two clocks may differ by, and what would be before the end: an hour ahead is past it and counts for nothing.
  for (const ahead of [5000, 10 * minute, limits.session.idle - 1]) {
    clock.advance(minute);
    const answer = await visitor.send('POST', '/api/session/activity', { lastInputAt: clock.now() + ahead });
    expect(((await answer.json()) as SessionClock).endsAt, `${ahead} ms ahead`).toBe(clock.now() + limits.session.idle);
  }
  for (const lastInputAt of [-1, 1.5, 'now', null, undefined]) {
    expect((await visitor.send('POST', '/api/session/activity', { lastInputAt })).status).toBe(400);
  }
});

test('[T1] limits are policy, and a warning that would come too early is refused at the start', async () => {
  const clock = new TestClock();
  const session = { idleMinutes: 1, warningSeconds: 20, absoluteHours: 1, whenLocked: 'keep' as const };
  const { portal } = await startTraining({ clock, settings: { session } });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const deployment = (await (await visitor.send('GET', '/api/deployment')).json()) as { session: unknown };
  expect(deployment.session).toEqual({ idle: minute, warning: 20_000, absolute: 60 * minute, whenLocked: 'keep' });
  await visitor.send('POST', '/api/session/workstation-event', { event: 'locked' });
  clock.advance(minute - 1);
  expect((await visitor.send('GET', '/api/session')).status).toBe(200);
  clock.advance(1);
  expect((await visitor.send('GET', '/api/session')).status).toBe(401);

  const settings = { session: { idleMinutes: 1, warningSeconds: 60 } };
  const start = launchDeployment({ data: await temporaryFolder(), settings });
  await expect(start).rejects.toThrow(/session\.warningSeconds/);
});

test('[T5] a session that was used in the future, because the clock was set back while nothing ran, is over', async () => {
  const data = await temporaryFolder();
  const masterKey = Buffer.alloc(32, 7);
  const clock = new TestClock();
  const port = await freeServerPort();
  const first = await launchDeployment({ data, masterKey, clock, port });
  const visitor = await signedInVisitor(first.portal, 'maria.garcia');
  await first.close();
  clock.advance(-60 * minute);
  await startTraining({ data, masterKey, clock, port });
  expect((await visitor.send('GET', '/api/session')).status).toBe(401);
});

test('[T5] a clock that is set back does not stop time, and sleep counts', () => {
  const machine = { wall: 1_000_000, steady: 0 };
  const clock = forwardClock(
    () => machine.wall,
    () => machine.steady,
  );
  const pass = (wall: number, steady: number) => {
    machine.wall += wall;
    machine.steady += steady;
    return clock.now() - 1_000_000;
  };
  expect(pass(1000, 1000)).toBe(1000);
  expect(pass(-3_600_000 + 1000, 1000)).toBe(2000);
  expect(pass(1000, 1000)).toBe(3000);
  // Put right while the machine slept for a minute.
  expect(pass(3_600_000 + 60_000, 0)).toBe(63_000);
});

test('[T4] a workspace is given back to the same person at the same workstation, for a day', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const workspace: Workspace = {
    portal: '/profile',
    windows: [
      { application: 'vaos', address: 'http://127.0.0.1:1/sites/1', bounds: { x: -5, y: 0, width: 9, height: 9 } },
    ],
  };
  const mine = async (person: Visitor) => {
    const answer = await person.send('GET', '/api/workspace');
    return answer.status === 200 ? ((await answer.json()) as Workspace) : answer.status;
  };
  expect(await mine(visitor)).toBe(204);
  expect((await visitor.send('PUT', '/api/workspace', workspace)).status).toBe(204);

  const elsewhere = await signedInVisitor(portal, 'maria.garcia');
  expect(await mine(elsewhere)).toBe(204);
  await visitor.signIn('john.smith');
  await visitor.agree();
  expect(await mine(visitor)).toBe(204);
  await visitor.signIn('maria.garcia');
  expect(await mine(visitor)).toEqual(workspace);
  clock.advance(24 * 60 * minute);
  await visitor.signIn('maria.garcia');
  expect(await mine(visitor)).toBe(204);

  await visitor.send('PUT', '/api/workspace', workspace);
  await visitor.send('POST', '/api/sign-out');
  await visitor.signIn('maria.garcia');
  expect(await mine(visitor)).toBe(204);
});

test('[T4] an application leads back to the page that was left only for whoever left it', async () => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.visit(applications.immtrac2);
  const left = new URL('/clients/9900000001', applications.immtrac2).href;
  const comeBack = async (username: string) => {
    clock.advance(limits.session.idle);
    const toSignIn = await visitor.visit(left);
    const next = toSignIn.way.at(-1)!.searchParams.get('continue')!;
    await visitor.signIn(username);
    await visitor.agree();
    return (await visitor.visit(next)).way.at(-1)!.href;
  };
  expect(await comeBack('maria.garcia')).toBe(left);
  expect(await comeBack('john.smith')).toBe(applications.immtrac2);
});

test('[T4] where somebody was is not kept in the browser', async () => {
  const { applications, portal } = await startTraining();
  const visitor = new Browser(portal);
  await visitor.visit(new URL('/clients/9900000001', applications.immtrac2).href);
  const jar = visitor.cookiesAt(applications.immtrac2);
  const kept = [...jar].map(([name, value]) => name + decodeURIComponent(value)).join(' ');
  expect(kept).toContain('immtrac2_sign_in');
  expect(kept).not.toContain('9900000001');
});

test('[T1] every end is in the audit trail with its reason', async () => {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.send('POST', '/api/session/workstation-event', { event: 'locked' });
  expect(await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).toMatch(/session\.ended.*workstation locked/);
});

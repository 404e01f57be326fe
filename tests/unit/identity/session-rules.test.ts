import { expect, test } from 'vitest';
import { carryOutSessions } from '../../../server/identity/sessions/command.ts';
import { concurrentUseNotification, noteConcurrentUse } from '../../../server/identity/sessions/concurrent-use.ts';
import { endOutbox } from '../../../server/identity/sessions/end-outbox.ts';
import { endAllSessions, endSession } from '../../../server/identity/sessions/end-session.ts';
import { forgetEnded, reasonOfEnd, whyEnded } from '../../../server/identity/sessions/ended-sessions.ts';
import { deleteOldInterruptions, wasInterrupted } from '../../../server/identity/sessions/interruptions.ts';
import { logoutOutbox, type PendingLogout, pendingLogouts } from '../../../server/identity/sessions/logout-outbox.ts';
import { OpenIdSessions } from '../../../server/identity/sessions/openid-sessions.ts';
import { provedAt } from '../../../server/identity/sessions/portal-sessions.ts';
import { SessionEvents } from '../../../server/identity/sessions/session-events.ts';
import { clockOf, sessionPolicy } from '../../../server/identity/sessions/session-policy.ts';
import { sessionStream } from '../../../server/identity/sessions/session-stream.ts';
import { deleteOldWorkspaces, saveWorkspace, workspaceOf } from '../../../server/identity/sessions/workspaces.ts';
import { enrol, newEnrolment, revoke } from '../../../server/identity/workstations/enrolment.ts';
import { queuedAt } from '../../../server/outbox.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { eventually } from '../../support/eventually.ts';
import { silent } from '../../support/postgres.ts';
import { desk } from './desk.ts';

const { idle, warning, absolute, clockTolerance, endedKept } = limits.session;
const { keptFor } = limits.comeBack;
const workspace = { portal: '/profile', windows: [] };

async function place(settings: Settings = {}) {
  const { context, ...rest } = await desk({ settings });
  const begin = async (account = 'maria', workstation = 'desk') =>
    (await context.sessions.begin(account, workstation)).session;
  return { ...rest, context, begin, sessions: context.sessions };
}

test('[T1] limits are the settings’ or the product’s, and a warning is shorter than the time it warns of', () => {
  expect(sessionPolicy({})).toEqual({ idle, warning, absolute, whenLocked: 'sign out' });
  const session = { idleMinutes: 3, warningSeconds: 179, absoluteHours: 2, whenLocked: 'keep' } as const;
  expect(sessionPolicy({ session })).toEqual({
    idle: 180_000,
    warning: 179_000,
    absolute: 7_200_000,
    whenLocked: 'keep',
  });
  expect(sessionPolicy({ session: { idleMinutes: 1 } }).warning).toBe(30_000);
  expect(() => sessionPolicy({ session: { idleMinutes: 3, warningSeconds: 180 } })).toThrow(
    'session.warningSeconds (180) must be shorter than session.idleMinutes (3)',
  );
});

test('[T1][T5] a session lasts to the last millisecond before its end, and not where the clock was set back before it', async () => {
  const { begin, clock, sessions } = await place();
  const session = await begin();
  const { policy } = sessions;
  expect(clockOf(session, policy, clock.now())).toEqual({
    now: clock.now(),
    warnsAt: clock.now() + idle - warning,
    endsAt: clock.now() + idle,
    endsBy: 'inactivity',
  });
  const late = { ...session, lastHumanAt: session.absoluteEnd - idle };
  expect(clockOf(late, policy, clock.now())).toMatchObject({ endsAt: session.absoluteEnd, endsBy: 'absolute end' });
  clock.advance(idle - 1);
  expect(sessions.isLive(session)).toBe(true);
  clock.advance(1);
  expect(sessions.isLive(session)).toBe(false);
  clock.advance(-idle - clockTolerance);
  expect(sessions.isLive(session)).toBe(true);
  clock.advance(-1);
  expect(sessions.isLive(session)).toBe(false);
});

test('[T1] a session is found by its cookie, its account and its workstation for as long as it lasts, newest first', async () => {
  const { begin, clock, context, sessions } = await place();
  const { session, token } = await sessions.begin('maria', 'desk');
  expect([await sessions.find(token), await sessions.find(undefined), await sessions.find('x')]).toEqual([
    session,
    ...[undefined, undefined],
  ]);
  clock.advance(1000);
  const second = await begin('maria', 'intake');
  const other = await begin('john', 'intake');
  expect(await sessions.findByAccount('maria')).toEqual([second, session]);
  expect((await sessions.findByWorkstation('intake')).map(({ id }) => id).toSorted()).toEqual(
    [second.id, other.id].toSorted(),
  );
  clock.advance(idle - 1000);
  expect([await sessions.get(session.id), await sessions.kept(session.id)]).toEqual([undefined, session]);
  expect(await sessions.findByAccount('maria')).toEqual([second]);
  expect([await sessions.count(), (await sessions.all()).length]).toEqual([3, 3]);
  clock.advance(1000);
  expect(await sessions.findByWorkstation('intake')).toEqual([]);
  expect(await whyEnded(token, context)).toBe('inactivity');
});

test('[T1][T5] what somebody did moves the end once, never back, and not from after it', async () => {
  const { begin, clock, sessions } = await place();
  const { id, lastHumanAt } = await begin();
  const note = async (at: number) => {
    const noted = await sessions.noteActivity(id, at);
    return noted && [noted.session.lastHumanAt - lastHumanAt, noted.extended];
  };
  clock.advance(5000);
  expect(await note(lastHumanAt + 3000)).toEqual([3000, true]);
  expect(await note(lastHumanAt + 3000)).toEqual([3000, false]);
  expect(await note(lastHumanAt + 1000)).toEqual([3000, false]);
  expect(await note(lastHumanAt + 9000)).toEqual([5000, true]);
  clock.advance(idle);
  expect(await note(lastHumanAt + 5000 + idle)).toBeUndefined();
  expect(await note(lastHumanAt + 5000 + idle - 1)).toEqual([5000 + idle - 1, true]);
  clock.advance(idle);
  // In time, and told when what follows from it is over too.
  expect(await note(lastHumanAt + 5000 + idle)).toBeUndefined();
  expect(await sessions.noteActivity('none', clock.now())).toBeUndefined();
});

test('[S1] a password that is proved once more counts as that and as activity, in a session that lasts', async () => {
  const { begin, clock, sessions } = await place();
  const session = await begin();
  expect(provedAt(session)).toBe(clock.now());
  clock.advance(idle - 1);
  expect(await sessions.noteProof(session.id)).toBe(true);
  const proved = (await sessions.get(session.id))!;
  expect([provedAt(proved), proved.lastHumanAt, proved.createdAt]).toEqual([
    ...[clock.now(), clock.now()],
    session.createdAt,
  ]);
  clock.advance(idle);
  expect(await sessions.noteProof(session.id)).toBe(false);
  expect(await sessions.noteProof('none')).toBe(false);
});

test('[T1][T3] why a session ended is known to its browser for an hour, and nothing is said of one that lasts', async () => {
  const { clock, context, sessions } = await place();
  const { session, token } = await sessions.begin('maria', 'desk');
  expect([await whyEnded(token, context), await whyEnded(undefined, context)]).toEqual([undefined, undefined]);
  await endSession(session.id, 'support', context);
  await endSession(session.id, 'administrator', context);
  expect(await whyEnded(token, context)).toBe('support');
  clock.advance(endedKept - 1);
  await forgetEnded(context);
  expect(await reasonOfEnd(session.id, context)).toBe('support');
  clock.advance(1);
  await forgetEnded(context);
  expect(await reasonOfEnd(session.id, context)).toBeUndefined();
});

test('[T4] whoever is timed out comes back to what they had for a day, whoever signs out to nothing', async () => {
  const { begin, clock, context } = await place();
  const owner = await begin();
  const elsewhere = { accountId: 'maria', workstation: 'intake' };
  const kept = async () => [await workspaceOf(owner, context), await wasInterrupted(owner, context)];
  await saveWorkspace(owner, workspace, context);
  expect(await kept()).toEqual([workspace, false]);
  await endSession(owner.id, 'inactivity', context);
  expect(await kept()).toEqual([workspace, true]);
  expect([await workspaceOf(elsewhere, context), await wasInterrupted(elsewhere, context)]).toEqual([undefined, false]);
  clock.advance(keptFor - 1);
  await Promise.all([deleteOldWorkspaces(context), deleteOldInterruptions(context)]);
  expect(await kept()).toEqual([workspace, true]);
  clock.advance(1);
  expect(await kept()).toEqual([undefined, false]);
  await Promise.all([deleteOldWorkspaces(context), deleteOldInterruptions(context)]);
  clock.advance(-1);
  expect(await kept()).toEqual([undefined, false]);

  await saveWorkspace(owner, workspace, context);
  await endSession((await begin()).id, 'workstation locked', context);
  await endSession((await begin()).id, 'signed out', context);
  expect(await kept()).toEqual([undefined, false]);
});

test('[P8] all sessions of an account end but the one that is named, and nobody else’s', async () => {
  const { begin, context, sessions } = await place();
  const [here, there, other] = [await begin(), await begin('maria', 'intake'), await begin('john')];
  await endAllSessions('maria', 'password changed', context, here.id);
  expect((await sessions.all()).map(({ id }) => id).toSorted()).toEqual([here.id, other.id].toSorted());
  expect(await reasonOfEnd(there.id, context)).toBe('password changed');
});

test('[S9] a second workstation is recorded with the first, ends it where that is policy, and is told of by its name', async () => {
  const { account, begin, context, recorded, sessions } = await place();
  const first = await begin();
  await noteConcurrentUse(account, 'desk', context);
  expect(await concurrentUseNotification(first, context, 'en')).toBeUndefined();
  expect(recorded).toEqual([]);

  const { code } = await newEnrolment('Intake-2', context);
  const { id: intake } = (await enrol(code, context))!;
  await noteConcurrentUse(account, intake, context);
  const detail = { elsewhere: 'desk' };
  expect(recorded).toEqual([{ event: 'sign-in.concurrent', account: 'maria', workstation: intake, detail }]);
  const second = await begin('maria', intake);
  const { text, ...told } = (await concurrentUseNotification(first, context, 'en'))!;
  expect(text).toMatch(/^Since 9:00 AM Central Time, at the workstation “Intake-2”\./);
  expect(told).toMatchObject({ id: 'concurrent-use', severity: 'warning', action: { path: '/profile/compromised' } });
  expect((await concurrentUseNotification(second, context, 'es'))!.text).toMatch(/en otro navegador/);
  await revoke(intake, context);
  expect(await sessions.findByAccount('maria')).toEqual([first]);

  const strict = await place({ concurrentSignIn: 'end the first' });
  const ended = await strict.begin();
  await noteConcurrentUse(strict.account, 'intake', strict.context);
  expect(await reasonOfEnd(ended.id, strict.context)).toBe('another sign-in elsewhere');
});

test('[R4] an end whose entry is written late says when it was, and one that is written at once does not', async () => {
  const { begin, clock, context, recorded } = await place();
  const ends = endOutbox({ ...context, log: silent });
  const entry = { event: 'session.ended', account: 'maria', workstation: 'desk' };
  await endSession((await begin()).id, 'support', { ...context, ends });
  expect(recorded).toEqual([{ ...entry, detail: { reason: 'support' } }]);
  const endedAt = new Date(clock.now()).toISOString();
  await endSession((await begin()).id, 'support', context);
  clock.advance(limits.unrecordedEnds.lateAfter);
  await ends.deliverDue();
  expect(recorded[1]).toEqual({ ...entry, detail: { reason: 'support', endedAt } });
});

test('[S1][T1] an application is told of an end again and again for a day, later each time, and then no more', async () => {
  const { clock, context } = await place();
  const told: string[] = [];
  const clients: Record<string, object> = {
    vaos: {
      backchannelLogoutUri: 'https://vaos.example/logout',
      backchannelLogout: async (account: string, sid: string) => {
        told.push(`${account} ${sid}`);
        throw new Error('away');
      },
    },
    silent: { backchannelLogout: async () => void told.push('silent') },
  };
  const provider = { Client: { find: async (id: string) => clients[id] } } as unknown as typeof context.provider;
  const outbox = logoutOutbox({ ...context, log: silent, provider });
  const pending = context.store.collection(pendingLogouts);
  const of = (clientId: string): PendingLogout => ({
    ...queuedAt(clock.now()),
    ...{ clientId, accountId: 'maria', sid: 'sign-on' },
  });
  for (const clientId of ['vaos', 'silent', 'gone']) await pending.insert(of(clientId));
  const began = clock.now();
  const tries: number[] = [];
  for (let n = 0; n < 7; n++) {
    await outbox.deliverDue();
    const [item] = await pending.list();
    tries.push((item!.nextAttemptAt - clock.now()) / 1000);
    clock.advance(item!.nextAttemptAt - clock.now());
  }
  expect(tries).toEqual([1, 2, 5, 15, 60, 60, 60]);
  expect(told).toEqual(Array.from({ length: 7 }, () => 'maria sign-on'));
  clock.advance(began + limits.backchannelLogout.givenUpAfter - clock.now());
  await outbox.deliverDue();
  expect(await pending.list()).toEqual([]);
  await outbox.close();
});

test('[S1] what an application signed on with hangs on one session of the portal’s, unless that has just ended', async () => {
  const { begin, clock, context, sessions } = await place();
  const openId = new OpenIdSessions(context.store, sessions);
  const [first, second] = [await begin(), await begin()];
  expect([await openId.attach('uid', first.id), await openId.attach('uid', first.id)]).toEqual([true, true]);
  expect([await openId.uidsOf(first.id), await openId.portalSessionOf('uid')]).toEqual([['uid'], first.id]);
  expect(await openId.attach('uid', second.id)).toBe(true);
  expect([await openId.uidsOf(first.id), await openId.uidsOf(second.id)]).toEqual([[], ['uid']]);
  expect(await openId.livePortalSessionOf('uid')).toEqual(second);
  clock.advance(idle);
  expect([await openId.livePortalSessionOf('uid'), await openId.portalSessionOf('uid')]).toEqual([
    undefined,
    second.id,
  ]);
  await endSession(second.id, 'inactivity', context);
  expect([await openId.attach('uid', second.id), await openId.livePortalSessionOf('uid')]).toEqual([false, undefined]);
});

test('[T1][T3] an open page hears at once how long the session lasts and how it ends, and its stream closes', async () => {
  const { begin, context } = await place();
  const events = await SessionEvents.of(context.store);
  const [session, other] = [await begin(), await begin('john')];
  const streams = [session, other].map((each) => sessionStream(each, { ...context, events }));
  const heard = streams.map(() => '');
  streams.forEach((stream, n) => stream.on('data', (chunk: Buffer) => (heard[n] += chunk.toString())));
  const clock = `event: clock\ndata: ${JSON.stringify(clockOf(session, context.sessions.policy, context.clock.now()))}\n\n`;
  await eventually(() => expect(heard[0]).toBe(`retry: 500\n\n${clock}`));
  await endSession(session.id, 'support', context);
  await eventually(() => expect(heard[0]).toBe(`retry: 500\n\n${clock}event: ended\ndata: {"reason":"support"}\n\n`));
  await eventually(() => expect(streams[0]!.destroyed).toBe(true));
  expect([streams[1]!.destroyed, heard[1]]).toEqual([false, expect.not.stringContaining('ended')]);
  const after = sessionStream(session, { ...context, events });
  let said = '';
  after.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await eventually(() => expect(said).toBe('retry: 500\n\nevent: ended\ndata: {"reason":"support"}\n\n'));
  streams[1]!.destroy();
  events.close();
});

test('[R3] the command line lists who is signed in, and ends one session or all of a person, with reason and trail', async () => {
  const { begin, clock, context, recorded, sessions } = await place();
  const run = async (command: Parameters<typeof carryOutSessions>[0]) =>
    (await carryOutSessions(command, context)) as { sessions: { session: string }[]; ended?: number; reason?: string };
  await begin('gone', 'front');
  clock.advance(idle);
  const first = await begin();
  clock.advance(1);
  const second = await begin('nobody any more', 'intake');
  const { sessions: listed } = await run({ verb: 'list' });
  const times = ({ createdAt, lastHumanAt }: typeof first) => ({ since: createdAt, lastActive: lastHumanAt });
  expect(listed).toEqual([
    { session: expect.any(String), username: 'nobody any more', workstation: null, ...times(second) },
    { session: expect.any(String), username: 'maria', workstation: null, ...times(first) },
  ]);
  expect((await run({ verb: 'list', username: ' MARIA ' })).sessions).toEqual([listed[1]]);
  const by = 'command line';
  expect(recorded).toEqual([
    { event: 'accounts.listed', detail: { by, sessions: '2' } },
    { event: 'accounts.listed', account: 'maria', detail: { by, sessions: '1' } },
  ]);

  const reason = 'ticket 4711';
  const end = { verb: 'end', username: 'maria', reason } as const;
  expect((await run({ ...end, username: 'john' })).reason).toMatch(/./);
  expect((await run({ ...end, reason: ' x ' })).reason).toMatch(/^--reason/);
  const session = listed[0]!.session;
  expect((await run({ ...end, session })).reason).toBe(`maria has no open session ${session}.`);
  expect([recorded.length, (await sessions.findByAccount('maria')).length]).toEqual([2, 1]);
  await begin('maria', 'intake');
  expect(await run({ ...end, session: listed[1]!.session })).toEqual({ outcome: 'ended', ended: 1 });
  expect(recorded[2]).toEqual({
    event: 'account.signed-out',
    account: 'maria',
    detail: { by, reason, sessions: 'one' },
  });
  expect(await reasonOfEnd(first.id, context)).toBe('administrator');
  expect(await run(end)).toEqual({ outcome: 'ended', ended: 1 });
  expect(recorded[3]).toEqual({ event: 'account.signed-out', account: 'maria', detail: { by, reason } });
  expect(await run(end)).toEqual({ outcome: 'ended', ended: 0 });
});

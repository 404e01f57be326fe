import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { Sitting } from '../../../main/session/sitting.ts';
import type { EndReason, SessionClock } from '../../../shared/identity/api/session.ts';
import { ServerTime } from '../../../shared/identity/server-time.ts';

const start = Date.parse('2026-11-22T15:00:00Z');
const minute = 60_000;
const clockAt = (now: number): SessionClock => ({
  now,
  warnsAt: now + 13 * minute,
  endsAt: now + 15 * minute,
  endsBy: 'inactivity',
});

/** A portal that keeps one session, on a port of its own. */
async function portal() {
  const state = { alive: true, revivedBy: -1, connections: 0, cookies: new Set<string | undefined>() };
  const streams = new Set<ServerResponse>();
  const send = (event: string, data: object) => {
    for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const server = createServer((request, response) => {
    state.cookies.add(request.headers.cookie);
    state.connections += 1;
    if (!state.alive) return void response.writeHead(401).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 20\n\n');
    streams.add(response);
    send('clock', clockAt(start));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    server.closeAllConnections();
    streams.clear();
  };
  onTestFinished(() => {
    server.close();
    cut();
  });
  const { port } = server.address() as AddressInfo;
  return { state, send, cut, address: new URL(`http://127.0.0.1:${port}/api/session/events`) };
}

type Reported = SessionClock | undefined;

/** Somebody at the workstation, whose clocks the test moves. */
async function sitting(options: { report?: (lastInputAt: number) => Reported | Promise<Reported> } = {}) {
  const server = await portal();
  const clocks = { steady: 0, wall: start };
  const reports: number[] = [];
  const over: (EndReason | undefined)[] = [];
  const doubtful = vi.fn<() => void>();
  const clockChanged = vi.fn<() => void>();
  const subject = new Sitting({
    client: {
      fetch,
      eventsAddress: server.address,
      report: async (_cookie, { lastInputAt }) => {
        reports.push(lastInputAt);
        return options.report ? options.report(lastInputAt) : clockAt(lastInputAt);
      },
    },
    cookie: 'portal_session=hers',
    clockChanged,
    over: (reason) => void over.push(reason),
    doubtful,
    time: new ServerTime(
      () => clocks.steady,
      () => clocks.wall,
    ),
  });
  onTestFinished(() => subject.close());
  const pass = (milliseconds: number) => {
    clocks.steady += milliseconds;
    clocks.wall += milliseconds;
  };
  return { server, subject, clocks, pass, reports, over, doubtful, clockChanged };
}

test('[T1] the server says how long the session lasts, to the person whose cookie it is', async () => {
  const { server, subject } = await sitting();
  await eventually(() => expect(subject.clock?.endsAt).toBe(start + 15 * minute));
  server.send('clock', clockAt(start + minute));
  await eventually(() => expect(subject.clock?.endsAt).toBe(start + 16 * minute));
  expect([...server.state.cookies]).toEqual(['portal_session=hers']);
});

test('[T3] when the countdown has run out the session is over here, also when the server cannot be reached', async () => {
  const { server, subject, pass, over } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  server.cut();
  pass(15 * minute - 1);
  expect(subject.check()).toBe(false);
  pass(1);
  expect(subject.check()).toBe(true);
  subject.check();
  expect(over).toEqual(['inactivity']);
});

test('[T5] a machine that slept past the limit is over at wake-up, whichever of its clocks stood still', async () => {
  for (const clock of ['steady', 'wall'] as const) {
    const { subject, clocks, over, doubtful } = await sitting();
    await eventually(() => expect(subject.clock).not.toBeNull());
    clocks[clock] += 20 * minute;
    subject.wake();
    expect(over).toEqual(['inactivity']);
    expect(doubtful).not.toHaveBeenCalled();
  }
});

test('[T5] after a short sleep the server is asked', async () => {
  const { server, subject, pass, over, doubtful } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  pass(minute);
  subject.wake();
  await eventually(() => expect(server.state.connections).toBe(2));
  expect(doubtful).toHaveBeenCalledOnce();
  expect(over).toEqual([]);
});

test('[T5] input after the end extends nothing', async () => {
  const { subject, pass, reports, over } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  pass(15 * minute);
  subject.noteInput();
  await subject.stay();
  expect(over).toEqual(['inactivity']);
  expect(reports).toEqual([]);
});

test('[T1] the end that the server tells is the end, with its reason, once', async () => {
  const { server, subject, over } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  server.send('ended', { reason: 'support' });
  server.send('ended', { reason: 'inactivity' });
  await eventually(() => expect(over).toEqual(['support']));
});

test('[T1] somebody who stays is reported at once, with the server’s time of what they did', async () => {
  const { subject, pass, reports } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  subject.noteInput();
  pass(10_000);
  subject.noteInput();
  pass(10_000);
  await subject.stay();
  expect(reports).toEqual([start, start + 20_000]);
  expect(subject.clock?.endsAt).toBe(start + 20_000 + 15 * minute);
});

test('[K7] a connection that breaks is made again, and the session goes on', async () => {
  const { server, subject, over } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  server.cut();
  await eventually(() => expect(server.state.connections).toBeGreaterThan(1));
  server.send('clock', clockAt(start + minute));
  await eventually(() => expect(subject.clock?.now).toBe(start + minute));
  expect(over).toEqual([]);
});

test('[T1] what was done while the server was away is told before its refusal counts, and may keep the session', async () => {
  const attempt = { reachable: false };
  const { server, subject, reports, over, pass } = await sitting({
    report: (lastInputAt) => {
      if (!attempt.reachable) throw new Error('unreachable');
      server.state.alive = true;
      return clockAt(lastInputAt);
    },
  });
  await eventually(() => expect(subject.clock).not.toBeNull());
  server.state.alive = false;
  pass(minute);
  subject.noteInput();
  await eventually(() => expect(reports).toHaveLength(1));
  attempt.reachable = true;
  server.cut();
  await eventually(() => expect(reports).toHaveLength(2));
  await eventually(() => expect(server.state.connections).toBe(3));
  expect(over).toEqual([]);
});

test('[T1] a refusal that stays is the end', async () => {
  const { server, subject, over } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  server.state.alive = false;
  server.cut();
  await eventually(() => expect(over).toEqual([undefined]));
  expect(server.state.connections).toBe(3);
});

test('[T1] a report that the server refuses has it asked who is signed in', async () => {
  const { subject, doubtful, over } = await sitting({ report: () => undefined });
  await eventually(() => expect(subject.clock).not.toBeNull());
  subject.noteInput();
  await eventually(() => expect(doubtful).toHaveBeenCalledOnce());
  expect(over).toEqual([]);
});

test('[K6] once closed, nothing more is said for that person', async () => {
  const { server, subject, pass, reports, over } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  subject.close();
  server.send('ended', { reason: 'support' });
  pass(20 * minute);
  subject.check();
  await subject.stay();
  expect(reports).toEqual([]);
  expect(over).toEqual([]);
});

test('[T1] nothing is known, and nothing is over, before the server has said how long', async () => {
  const { subject, over, clockChanged } = await sitting();
  expect([subject.clock, subject.ranOut, subject.check()]).toEqual([null, undefined, false]);
  await eventually(() => expect(clockChanged).toHaveBeenCalledOnce());
  expect(over).toEqual([]);
});

test('[T3] the end comes by itself, with nobody there to look', async () => {
  const { server, subject, over } = await sitting();
  await eventually(() => expect(subject.clock).not.toBeNull());
  server.send('clock', { ...clockAt(start), endsAt: start });
  await eventually(() => expect(over).toEqual(['inactivity']));
});

test.each([undefined, clockAt(start + minute)])(
  '[K6] a report that is answered after the end says nothing (%s)',
  async (answer) => {
    const { promise, resolve } = Promise.withResolvers<Reported>();
    const { subject, reports, doubtful, clockChanged } = await sitting({ report: () => promise });
    await eventually(() => expect(subject.clock).not.toBeNull());
    const before = clockChanged.mock.calls.length;
    subject.noteInput();
    await eventually(() => expect(reports).toHaveLength(1));
    const told = subject.deliverInput();
    subject.close();
    resolve(answer);
    await told;
    await promise;
    expect(doubtful).not.toHaveBeenCalled();
    expect(clockChanged.mock.calls).toHaveLength(before);
  },
);

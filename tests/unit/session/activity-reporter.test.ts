import { expect, test } from 'vitest';
import { ActivityReporter } from '../../../shared/identity/activity-reporter.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { ServerTime } from '../../../shared/identity/server-time.ts';
import { settled, Timers } from './timers.ts';

const { reportEvery } = limits.session;
const serverTime = 70_000_000;

/** A reporter whose reports arrive, or do not while `away`. */
function started() {
  const timers = new Timers();
  const time = new ServerTime(timers.now, () => 0);
  const server = { away: false, held: undefined as Promise<void> | undefined, heard: [] as number[], tries: 0 };
  const reporter = new ActivityReporter({
    time,
    later: timers.later,
    send: async ({ lastInputAt }) => {
      server.tries++;
      await server.held;
      if (server.away) throw new Error('away');
      server.heard.push(lastInputAt - serverTime);
    },
  });
  time.set(serverTime);
  return { timers, server, reporter };
}

test('[T1] the first input is reported at once', async () => {
  const { reporter, server } = started();
  reporter.noteInput();
  await settled();
  expect(server.heard).toEqual([0]);
});

test('[T1] later input is reported at most every 15 seconds, with the moment of the last', async () => {
  const { reporter, server, timers } = started();
  for (let second = 0; second < 20; second++) {
    reporter.noteInput();
    await timers.pass(1000);
  }
  await timers.pass(reportEvery);
  expect(server.heard).toEqual([0, reportEvery - 1000, 19_000]);
});

test('[T1] input while a report is under way is held back like any other', async () => {
  const { reporter, server, timers } = started();
  reporter.noteInput();
  reporter.noteInput();
  await timers.pass(reportEvery - 1);
  expect(server.heard).toHaveLength(1);
});

test('[T1] nobody’s doing anything reports nothing', async () => {
  const { reporter, server, timers } = started();
  reporter.noteInput();
  await timers.pass(10 * reportEvery);
  expect(server.heard).toHaveLength(1);
});

test('[K7] a report that did not arrive is sent again, with the moment at which somebody did something', async () => {
  const { reporter, server, timers } = started();
  server.away = true;
  await timers.pass(100);
  reporter.noteInput();
  await timers.pass(7000);
  expect(server.tries).toBeGreaterThan(2);
  server.away = false;
  await timers.pass(2000);
  expect(server.heard).toEqual([100]);
});

test('[K7] of several inputs while the server is away it hears the last', async () => {
  const { reporter, server, timers } = started();
  server.away = true;
  reporter.noteInput();
  await timers.pass(900);
  reporter.noteInput();
  await timers.pass(100);
  server.away = false;
  await timers.pass(2000);
  expect(server.heard).toEqual([900]);
});

test('[T1] flushing tells at once what is held back, and tells it once', async () => {
  const { reporter, server, timers } = started();
  reporter.noteInput();
  await timers.pass(1000);
  reporter.noteInput();
  await reporter.flush();
  await timers.pass(2 * reportEvery);
  expect(server.heard).toEqual([0, 1000]);
});

test('[T1] what was done in a session that is over is not told of the next', async () => {
  const { reporter, server, timers } = started();
  reporter.noteInput();
  await timers.pass(1000);
  reporter.noteInput();
  reporter.reset();
  await timers.pass(2 * reportEvery);
  expect(server.heard).toEqual([0]);
});

test('[T1] nor is it told by asking for it', async () => {
  const { reporter, server, timers } = started();
  reporter.noteInput();
  await timers.pass(1000);
  reporter.noteInput();
  reporter.reset();
  await reporter.flush();
  expect(server.heard).toEqual([0]);
});

test('[K7] input while a report is getting lost is not forgotten for the older one', async () => {
  const { reporter, server, timers } = started();
  const lost = Promise.withResolvers<void>();
  server.held = lost.promise;
  reporter.noteInput();
  await timers.pass(500);
  reporter.noteInput();
  lost.reject(new Error('away'));
  server.held = undefined;
  await timers.pass(2000);
  expect(server.heard).toEqual([500]);
});

test('[T1] asking for what is untold waits for the report under way, and then tells what came after it', async () => {
  const { reporter, server, timers } = started();
  const way = Promise.withResolvers<void>();
  server.held = way.promise;
  reporter.noteInput();
  await timers.pass(500);
  reporter.noteInput();
  const told = reporter.flush();
  await settled();
  expect(server.tries).toBe(1);
  way.resolve();
  await told;
  expect(server.heard).toEqual([0, 500]);
});

test.each([true, false])(
  '[T1] a report under way when a session ends (arrives: %j) is nothing to the next',
  async (arrives) => {
    const { reporter, server, timers } = started();
    const way = Promise.withResolvers<void>();
    server.held = way.promise;
    reporter.reset();
    reporter.noteInput();
    reporter.reset();
    if (arrives) way.resolve();
    else way.reject(new Error('away'));
    await timers.pass(3000);
    const before = arrives ? [0] : [];
    expect(server.heard).toEqual(before);
    server.held = undefined;
    reporter.noteInput();
    await settled();
    expect(server.heard).toEqual([...before, 3000]);
  },
);

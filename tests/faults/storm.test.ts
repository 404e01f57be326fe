import { setTimeout as pause } from 'node:timers/promises';
import { request as requestOver, Agent } from 'node:http';
import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchEventLoop } from '../../server/http/event-loop.ts';
import { createHttpServer } from '../../server/http/server.ts';
import { listenAt, reservePlaces } from '../../server/http/listening.ts';
import { limits } from '../../shared/contract/limits.ts';
import { eventually } from '../support/eventually.ts';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { trainingPassword } from '../support/training.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** One request on a connection of its own. */
function send(address: URL, body?: object): Promise<Answer> {
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = requestOver(address, { agent, ...(body && { method: 'POST', headers }) }, (response) => {
      response.resume().once('end', () => {
        resolve({ status: response.statusCode!, retryAfter: response.headers['retry-after'] });
      });
    });
    asked.once('error', reject).end(body && JSON.stringify(body));
  });
}

test('[R5] of a storm of sign-ins each is answered, the ones too many with when to come back, and the server is well after it', async () => {
  const data = await temporaryFolder();
  const settings = join(data, 'settings.json');
  await writeFile(settings, JSON.stringify({ signIn: { attemptsPerAddressPerMinute: 10_000 } }));
  const server = await startServerProcess(join(data, 'data'), '--demo', '--settings', settings);
  onTestFinished(() => server.stop());
  const address = new URL('/api/sign-in', server.portal);
  const storm = Array.from({ length: 400 }, (_, n) => send(address, { username: `storm.${n}`, password: 'wrong' }));
  const live = send(new URL('/health/live', server.portal));
  const answers = await Promise.all(storm);
  expect((await live).status).toBe(200);

  const refused = answers.filter(({ status }) => status === 503);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 503]));
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(limits.passwordHashing.waiting);
  expect(new Set(refused.map(({ retryAfter }) => retryAfter))).toEqual(new Set(['2']));
  expect((await send(address, { username: 'maria.garcia', password: trainingPassword })).status).toBe(200);
});

test('[R5] a process that is behind refuses requests with when to come back, and still answers its monitor', async () => {
  const [place] = await reservePlaces([{ scheme: 'http', name: '127.0.0.1', host: '127.0.0.1' }], 0);
  const log = pino({ level: 'silent' });
  let behind = true;
  const app = await createHttpServer({
    origin: place!.origin,
    deploymentId: '00000000',
    log,
    access: { anyone: () => {} },
    eventLoop: { overloaded: () => behind },
  });
  onTestFinished(() => app.close());
  app.get('/work', { config: { access: 'anyone' } }, async () => 'done');
  app.get('/probe', { config: { access: 'anyone', probe: true } }, async () => 'done');
  await listenAt(app, place!, log);
  const [work, probe] = [new URL('/work', place!.origin), new URL('/probe', place!.origin)];
  expect(await send(work)).toEqual({ status: 503, retryAfter: '2' });
  expect((await send(probe)).status).toBe(200);
  behind = false;
  expect((await send(work)).status).toBe(200);
});

/** Keeps the process from everything else. */
function block(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test('[R5] one long step is not an overload, a backlog is, and it is over when the process keeps up again', () => {
  const { sampleEvery, delay } = limits.overload;
  let now = 0;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  onTestFinished(() => {
    clock.mockRestore();
    vi.useRealTimers();
  });
  const eventLoop = watchEventLoop();
  onTestFinished(() => eventLoop.stop());
  /** The next sample, so late. @returns whether the process is then behind */
  const sampled = (late: number) => {
    now += sampleEvery + late;
    vi.advanceTimersByTime(sampleEvery);
    return eventLoop.overloaded();
  };
  expect([sampled(0), sampled(60_000), sampled(0)]).toEqual([false, false, false]);
  expect([sampled(delay), sampled(delay), sampled(0)]).toEqual([false, false, false]);
  expect([sampled(delay + 1), sampled(delay + 1), sampled(60_000)]).toEqual([false, true, true]);
  expect([sampled(0), sampled(delay + 1), sampled(0)]).toEqual([false, false, false]);
});

test('[R5] how far the process is behind is measured', async () => {
  const eventLoop = watchEventLoop();
  onTestFinished(() => eventLoop.stop());
  await eventually(async () => {
    // Node samples before and after; where it did not get to that, it is done again.
    await pause(50);
    block(600);
    await pause(50);
    expect(eventLoop.p99()).toBeGreaterThan(0.5);
  });
});

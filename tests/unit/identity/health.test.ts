import { rename } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Readiness } from '../../../shared/contract/health.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type Checks, readinessOf } from '../../../server/http/health.ts';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { healthChecks } from '../../../server/identity/health.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const silent = pino({ level: 'silent' });
const well: Checks = { store: async () => 'ok', hashing: async () => 'ok', audit: async () => 'ok' };

async function ask(portal: string): Promise<{ status: number; body: Readiness; retryAfter: string | null }> {
  const response = await fetch(new URL('/health/ready', portal));
  return {
    status: response.status,
    body: (await response.json()) as Readiness,
    retryAfter: response.headers.get('retry-after'),
  };
}

test('[R5] a server that can do its work is live and ready, and says so without signing in', async () => {
  const { portal } = await startTraining();
  const live = await fetch(new URL('/health/live', portal));
  expect([live.status, await live.json()]).toEqual([200, { status: 'live' }]);
  expect(await ask(portal)).toEqual({
    status: 200,
    body: { status: 'ready', checks: { store: 'ok', hashing: 'ok', audit: 'ok' } },
    retryAfter: null,
  });
});

test.each([
  ['identity', { store: 'failing', hashing: 'ok', audit: 'ok' }],
  ['audit', { store: 'ok', hashing: 'ok', audit: 'failing' }],
])(
  '[R5] a server that cannot write to its folder %s is live but not ready, says which part, and recovers',
  async (name, checks) => {
    const data = await temporaryFolder();
    const { portal } = await startTraining({ data });
    const [place, away] = [join(data, name), join(data, 'away')];
    await rename(place, away);
    const answer = await ask(portal);
    expect(answer).toEqual({ status: 503, body: { status: 'not ready', checks }, retryAfter: '2' });
    expect((await fetch(new URL('/health/live', portal))).status).toBe(200);
    await rename(away, place);
    await expect.poll(() => ask(portal).then(({ status }) => status)).toBe(200);
  },
);

test('[R5] a server with no place for another password check is busy', async () => {
  const directory = await temporaryFolder();
  const store = await openLowdbStore({ directory, key: randomBytes(32) });
  onTestFinished(() => store.close());
  const hashing = new PasswordHashing(randomBytes(32));
  const audit = { tryOut: async () => {} };
  const readiness = readinessOf(healthChecks({ store, hashing, audit }), silent);
  const { concurrent, waiting } = limits.passwordHashing;
  const decoy = await hashing.hash('nothing');
  const { promise: held, resolve: letGo } = Promise.withResolvers<string>();
  const storm = Array.from({ length: concurrent + waiting }, () => hashing.verify(decoy, 'x', () => held));
  expect(await readiness()).toEqual({ status: 'not ready', checks: { store: 'ok', hashing: 'busy', audit: 'ok' } });
  letGo('');
  await Promise.all(storm);
});

test('[R5] however many ask at once and again, the checks run once in a while', async () => {
  let runs = 0;
  const store = async () => {
    runs += 1;
    return 'ok' as const;
  };
  const readiness = readinessOf({ ...well, store }, silent);
  await Promise.all(Array.from({ length: 100 }, readiness));
  await readiness();
  expect(runs).toBe(1);
});

test('[R5] a check that hangs is too slow, and is not begun again while it hangs', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let runs = 0;
  const store = () => {
    runs += 1;
    return new Promise<'ok'>(() => {});
  };
  const readiness = readinessOf({ ...well, store }, silent);
  for (let round = 0; round < 2; round++) {
    const answer = readiness();
    await vi.advanceTimersByTimeAsync(limits.health.checkWithin);
    expect((await answer).checks.store).toBe('too slow');
    await vi.advanceTimersByTimeAsync(limits.health.keptFor);
  }
  expect(runs).toBe(1);
});

test('[R5] why a check fails is in the log, once, and not in the answer', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const store = () => Promise.reject(new Error('EROFS: /a/telling/path'));
  const readiness = readinessOf({ ...well, store }, log);
  expect(JSON.stringify(await readiness())).not.toContain('telling');
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  await vi.advanceTimersByTimeAsync(limits.health.keptFor);
  await readiness();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('telling');
});

test('[R5] a clinic’s server tells a monitor about itself under TLS, by whatever name it is asked', async () => {
  const certificates = await certificatesFor('localhost', new TestClock().now());
  const tls = await certificateFiles(await temporaryFolder(), certificates);
  const { portal } = await startTraining({ settings: { server: { name: 'localhost', listen: '127.0.0.1', tls } } });
  const status = await new Promise((resolve, reject) => {
    const options = { ca: certificates.authority.certificate, headers: { host: '10.1.2.3' }, servername: 'localhost' };
    request(new URL('/health/ready', portal), { ...options, agent: false } as object, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
});

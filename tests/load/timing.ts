import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { startDeployment } from '../../server/deployment.ts';
import { systemClock } from '../../server/clock.ts';
import { signedInVisitor } from '../support/visitor.ts';

// `npm run timing`: whether the time that an answer takes tells a known username from an unknown one [S7]. Printed, never
// asserted: a rank test (Mann-Whitney U) over interleaved tries, and the chance with which a listener would guess right.

const tries = 300;
const data = await mkdtemp(join(tmpdir(), 'kiosk-timing-'));
const deployment = await startDeployment({
  data,
  port: 0,
  demo: true,
  masterKey: randomBytes(32),
  settings: { signIn: { failuresBeforeLock: 100, attemptsPerAddressPerMinute: 1_000_000 } },
  pages: fileURLToPath(new URL('../../dist/renderer', import.meta.url)),
  clock: systemClock,
  log: pino({ level: 'silent' }),
});

const { portal } = deployment;
/** Enough names that no limit by name is met. */
const names = 40;
await importAccounts();

async function timed(path: string, body: unknown, cookie = ''): Promise<number> {
  const begin = performance.now();
  const response = await fetch(new URL(path, portal), {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return performance.now() - begin;
}

/** The share of pairs in which the known one took longer; 0.5 says nothing. */
function areaUnderCurve(known: readonly number[], unknown: readonly number[]): number {
  let wins = 0;
  for (const a of known) for (const b of unknown) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (known.length * unknown.length);
}

/** Two-sided, by the normal approximation, which holds for hundreds of tries. */
function mannWhitney(known: readonly number[], unknown: readonly number[]): { auc: number; p: number } {
  const [m, n] = [known.length, unknown.length];
  const auc = areaUnderCurve(known, unknown);
  const z = ((auc - 0.5) * m * n) / Math.sqrt((m * n * (m + n + 1)) / 12);
  return { auc, p: 2 * (1 - normal(Math.abs(z))) };
}

/** Abramowitz and Stegun 26.2.17. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - tail;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function importAccounts(): Promise<void> {
  const rows = Array.from(
    { length: names },
    (_, n) => `known.${n},Known ${n},known.${n}@training.example,clinic-staff`,
  );
  const csv = ['username,name,email,roles', ...rows].join('\n');
  const administrator = await signedInVisitor(portal, 'it.admin');
  const response = await administrator.send('POST', '/api/accounts/import', { csv, dryRun: false, partial: false });
  if (!response.ok) throw new Error(await response.text());
}

/** One recovery flow of its own for each answer: begun untimed, answered timed. */
async function compareRecovery(): Promise<void> {
  await compare('recovery, wrong answer', async (username) => {
    const begun = await fetch(new URL('/api/recovery', portal), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username }),
    });
    await begun.arrayBuffer();
    const cookie = begun.headers.getSetCookie()[0]!.split(';')[0]!;
    return timed('/api/recovery/answer', { answer: 'a wrong answer' }, cookie);
  });
  await compare('recovery, username', (username) => timed('/api/recovery', { username }));
}

async function compare(what: string, attempt: (username: string) => Promise<number>): Promise<void> {
  const known: number[] = [];
  const unknown: number[] = [];
  for (let n = 0; n < 20; n++) await attempt(`warm.up.${n}`);
  for (let n = 0; n < tries; n++) {
    // In turn, so that whatever else the machine does falls on both alike.
    const order = n % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known'];
    for (const kind of order) {
      if (kind === 'known') known.push(await attempt(`known.${n % names}`));
      else unknown.push(await attempt(`other.${n % names}`));
    }
  }
  const { auc, p } = mannWhitney(known, unknown);
  const figures = `median ${median(known).toFixed(2)} ms known, ${median(unknown).toFixed(2)} ms unknown`;
  console.log(`${what}: ${tries} tries each, ${figures}; AUC ${auc.toFixed(3)}, p = ${p.toFixed(3)}`);
}

await compare('sign-in', (username) => timed('/api/sign-in', { username, password: 'a wrong password' }));
await compareRecovery();
await deployment.close();
await rm(data, { recursive: true, force: true });

import { randomBytes, scryptSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, integer, property } from 'fast-check';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ExitGate, type ExitGateDeps } from '../../../main/kiosk-mode/exit-gate.ts';
import { countTry, noTries, type Tries, waitFor } from '../../../main/kiosk-mode/exit-lockout.ts';
import { TriesFile } from '../../../main/kiosk-mode/tries-file.ts';

const minute = 60_000;
const code = 'bluebonnet 8';
let hash: string;
beforeAll(() => {
  // As hashExitCode makes them, at the lowest cost that policy takes.
  const salt = randomBytes(16);
  const digest = scryptSync(code, salt, 32, { N: 2 ** 14, r: 8, p: 1 });
  const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  hash = `$scrypt$ln=14,r=8,p=1$${base64(salt)}$${base64(digest)}`;
});

function gate({ with: given = hash, kept = memory() }: { with?: string; kept?: ExitGateDeps['kept'] } = {}) {
  const log: string[] = [];
  const clock = { now: 1_000_000_000_000 };
  const tried = (outcome: string) => void log.push(outcome);
  return { log, clock, gate: new ExitGate({ hash: given, now: () => clock.now, kept, tried }) };
}

function memory(): ExitGateDeps['kept'] {
  const kept = { tries: noTries, keep: (tries: Tries) => void (kept.tries = tries) };
  return kept;
}

function triesFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-exit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'exit-tries.json');
}

test('[K5] the right code is accepted, at the fifth try too', async () => {
  const { log, gate: exit } = gate();
  for (let tries = 0; tries < 4; tries++)
    expect(await exit.try('not the code')).toEqual({ outcome: 'wrong', waitSeconds: 0 });
  expect(await exit.try(code)).toEqual({ outcome: 'accepted', waitSeconds: 0 });
  expect(log).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'accepted']);
});

test('[K5] after five wrong codes even the right one must wait a minute', async () => {
  const { log, clock, gate: exit } = gate();
  for (let tries = 0; tries < 5; tries++) await exit.try('not the code');
  expect(await exit.try(code)).toEqual({ outcome: 'none', waitSeconds: 60 });
  clock.now += minute - 1;
  expect(await exit.try(code)).toEqual({ outcome: 'none', waitSeconds: 1 });
  clock.now += 1;
  expect(await exit.try(code)).toEqual({ outcome: 'accepted', waitSeconds: 0 });
  expect(log.slice(5)).toEqual(['too soon', 'too soon', 'accepted']);
});

test('[K5] sixteen tries at the same time are five tries', async () => {
  const { log, gate: exit } = gate();
  await Promise.all(Array.from({ length: 16 }, () => exit.try('not the code')));
  expect(log.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
  expect(log.filter((outcome) => outcome === 'too soon')).toHaveLength(11);
});

test('[K5] the wait doubles to a quarter of an hour and stays there', () => {
  let [tries, now] = [noTries, 0];
  const waits: number[] = [];
  for (let wrong = 1; wrong <= 12; wrong++) {
    tries = countTry(tries, now)!;
    waits.push(waitFor(tries, now) / minute);
    now = tries.waitUntil;
  }
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]);
});

test('[K5] nobody has more tries than waiting gives, whatever they do when', () => {
  assert(
    property(array(integer({ min: 0, max: 20 * minute }), { maxLength: 60 }), (pauses) => {
      let [tries, now, looked] = [noTries, 0, 0];
      for (const pause of pauses) {
        now += pause;
        const counted = countTry(tries, now);
        if (counted) [tries, looked] = [counted, looked + 1];
      }
      expect(looked).toBeLessThanOrEqual(8 + now / (15 * minute) + 1);
    }),
  );
});

test('[K5] a clock that is set back makes nobody wait longer than a quarter of an hour', async () => {
  const { clock, gate: exit } = gate();
  for (let tries = 0; tries < 5; tries++) await exit.try('not the code');
  clock.now -= 365 * 24 * 60 * minute;
  expect(exit.state().waitSeconds).toBe(15 * 60);
  clock.now += 15 * minute;
  expect(await exit.try(code)).toEqual({ outcome: 'accepted', waitSeconds: 0 });
});

test('[K5] a new start gives no new tries', async () => {
  const file = triesFile();
  const first = gate({ kept: new TriesFile(file) });
  for (let tries = 0; tries < 5; tries++) await first.gate.try('not the code');
  const second = gate({ kept: new TriesFile(file) });
  expect(await second.gate.try(code)).toEqual({ outcome: 'none', waitSeconds: 60 });
});

test('[K5] the right code gives all tries back', async () => {
  const file = triesFile();
  const { gate: exit } = gate({ kept: new TriesFile(file) });
  await exit.try('not the code');
  await exit.try(code);
  expect(new TriesFile(file).tries).toEqual(noTries);
});

test('[K5] what is no record of tries, or cannot be written, keeps nobody in', () => {
  const file = triesFile();
  for (const text of ['', '{}', '{"wrong":-1,"waitUntil":0}', '{"wrong":1e9,"waitUntil":1e99}']) {
    writeFileSync(file, text);
    expect(new TriesFile(file).tries).toEqual(noTries);
  }
  const nowhere = new TriesFile(join(file, 'not a folder'));
  nowhere.keep({ wrong: 1, waitUntil: 0 });
  expect(nowhere.tries.wrong).toBe(1);
});

test('[K5] without a hash no code leaves, and none is counted', async () => {
  const { log, gate: exit } = gate({ with: '' });
  expect(await exit.try('')).toEqual({ outcome: 'no code', waitSeconds: 0 });
  expect(exit.state()).toEqual({ outcome: 'no code', waitSeconds: 0 });
  expect(log).toEqual([]);
});

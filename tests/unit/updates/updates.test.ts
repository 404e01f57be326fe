import { expect, test } from 'vitest';
import { type Updater, Updates } from '../../../main/updates/updates.ts';

const minute = 60_000;

function kiosk(updater: Partial<Updater>) {
  const log: string[] = [];
  const at = { now: 0, vacant: true };
  const updates = new Updates({
    updater: { fetch: async () => '0.2.0', apply: () => void log.push('ends'), ...updater },
    now: () => at.now,
    random: () => 0,
    isVacant: () => at.vacant,
    said: (what, version) => void log.push(`${what} ${version}`),
    failed: (error) => void log.push(`failed: ${(error as Error).message}`),
  });
  const pass = async (duration: number) => {
    at.now += duration;
    updates.tick();
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { log, at, updates, pass };
}

test('[K9] an update is fetched while somebody works, and applied when they have left', async () => {
  const { log, at, pass } = kiosk({});
  at.vacant = false;
  await pass(0);
  await pass(8 * 60 * minute);
  expect(log).toEqual(['ready 0.2.0']);
  at.vacant = true;
  await pass(0);
  await pass(2 * minute);
  expect(log).toEqual(['ready 0.2.0', 'applying 0.2.0', 'ends']);
});

test('[K9] somebody at the sign-in page is not interrupted', async () => {
  const { log, updates, pass } = kiosk({});
  await pass(0);
  for (let tick = 0; tick < 60; tick++) {
    updates.noteInput();
    await pass(10_000);
  }
  expect(log).toEqual(['ready 0.2.0']);
});

test('[K9] a look that fails is told, and the next comes at its time', async () => {
  const answers = [Promise.reject(new Error('no server')), Promise.resolve(undefined)];
  const { log, pass } = kiosk({ fetch: () => answers.shift()! });
  await pass(0);
  await pass(minute);
  expect([log, answers.length]).toEqual([['failed: no server'], 1]);
  await pass(4 * 60 * minute);
  expect(answers).toEqual([]);
});

test('[K9] an update that could not be applied leaves the kiosk as it is, and is tried again later', async () => {
  const { log, pass } = kiosk({ apply: (failed) => failed(new Error('not allowed')) });
  await pass(0);
  await pass(2 * minute);
  await pass(2 * minute);
  expect(log).toEqual(['ready 0.2.0', 'applying 0.2.0', 'failed: not allowed']);
  await pass(4 * 60 * minute);
  await pass(2 * minute);
  expect(log.slice(3)).toEqual(['ready 0.2.0', 'applying 0.2.0', 'failed: not allowed']);
});

test('[K9] somebody who touched the kiosk once and left holds an update up for two minutes, not for good', async () => {
  const { log, updates, pass } = kiosk({});
  await pass(0);
  updates.noteInput();
  await pass(10_000);
  await pass(10_000);
  expect(log).toEqual(['ready 0.2.0']);
  await pass(2 * minute);
  expect(log).toEqual(['ready 0.2.0', 'applying 0.2.0', 'ends']);
});

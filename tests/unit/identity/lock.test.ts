import * as fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { limits } from '../../../shared/contract/limits.ts';
import { problemTypeOf } from '../../../shared/contract/problems.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { trainingPassword } from '../../support/training.ts';
import { Visitor } from '../../support/visitor.ts';

const minutes = 60_000;

async function outcome(visitor: Visitor, username: string, password: string) {
  const response = await visitor.signIn(username, password);
  return response.ok ? 'signed in' : problemTypeOf(await response.json());
}

async function guess(portal: string, username: string, times: number) {
  const outcomes = [];
  for (let n = 0; n < times; n++) outcomes.push(await outcome(new Visitor(portal), username, `guess ${n}`));
  return outcomes;
}

test('[S8] the fifth failure locks for 15 minutes, then 30, then 60, and never longer', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  for (const duration of [15, 30, 60, 60]) {
    expect(await guess(portal, 'maria.garcia', 5)).toEqual([...Array(4).fill('sign-in-refused'), 'sign-in-locked']);
    expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('sign-in-locked');
    clock.advance(duration * minutes - 1);
    expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('sign-in-locked');
    clock.advance(1);
  }
  expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('signed in');
});

test('[S8] a day after a lock the next one is as short as the first', async () => {
  for (const [wait, second] of [
    [limits.signIn.locksForgottenAfter - 1, 30],
    [limits.signIn.locksForgottenAfter, 15],
  ] as const) {
    const clock = new TestClock();
    const { portal } = await startTraining({ clock });
    await guess(portal, 'maria.garcia', 5);
    clock.advance(wait);
    expect((await guess(portal, 'maria.garcia', 5)).at(-1)).toBe('sign-in-locked');
    clock.advance(second * minutes - 1);
    expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('sign-in-locked');
    clock.advance(1);
    expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('signed in');
  }
});

test('[S8] an unknown name locks like a known one, in the same words', async () => {
  const { portal } = await startTraining();
  const lastAnswer = async (username: string) => {
    await guess(portal, username, 5);
    const response = await new Visitor(portal).signIn(username, 'x');
    const { instance: _instance, ...problem } = (await response.json()) as Record<string, unknown>;
    return problem;
  };
  const known = await lastAnswer('john.smith');
  expect(known).toEqual(await lastAnswer('nobody.at.all'));
  expect(known['detail']).toContain('ImmTrac2@dshs.texas.gov');
  expect(known['detail']).toContain('800-348-9158');
});

test('[S8] sixteen parallel guesses get exactly five looks at the password', async () => {
  const { portal } = await startTraining();
  const outcomes = await Promise.all(
    Array.from({ length: 16 }, (_, n) => outcome(new Visitor(portal), 'maria.garcia', `guess ${n}`)),
  );
  expect(outcomes.filter((one) => one === 'sign-in-refused')).toHaveLength(4);
  expect(outcomes.filter((one) => one === 'sign-in-locked')).toHaveLength(12);
});

test('[S8] a right password breaks the row of failures', async () => {
  const { portal } = await startTraining();
  const visitor = new Visitor(portal);
  for (let round = 0; round < 3; round++) {
    await guess(portal, 'maria.garcia', 4);
    expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('signed in');
  }
  expect(await outcome(visitor, 'maria.garcia', trainingPassword)).toBe('signed in');
});

test('[S8] a stranger’s guesses do not keep the owner out of a workstation that knows them', async () => {
  const { portal } = await startTraining();
  const own = new Visitor(portal);
  await own.signIn('maria.garcia');
  await guess(portal, 'maria.garcia', 9);
  expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('sign-in-locked');
  expect(await outcome(own, 'maria.garcia', trainingPassword)).toBe('signed in');
  // And that workstation has five tries of its own, no more.
  for (let n = 0; n < 5; n++) await outcome(own, 'maria.garcia', 'mistyped');
  expect(await outcome(own, 'maria.garcia', trainingPassword)).toBe('sign-in-locked');
});

test('[S8] after a hundred failures in a row no waiting opens the account', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  for (let n = 0; n < limits.signIn.failuresBeforeReset; n++) {
    await outcome(new Visitor(portal), 'john.smith', 'guess');
    clock.advance(limits.signIn.locksForgottenAfter);
  }
  expect(await outcome(new Visitor(portal), 'john.smith', trainingPassword)).toBe('sign-in-locked');
});

test('[S8] the lock survives a restart, and is in the audit trail once', async () => {
  const data = await temporaryFolder();
  const masterKey = Buffer.alloc(32, 7);
  const first = await startTraining({ data, masterKey });
  await guess(first.portal, 'maria.garcia', 7);
  await first.close();
  const second = await startTraining({ data, masterKey });
  expect(await outcome(new Visitor(second.portal), 'maria.garcia', trainingPassword)).toBe('sign-in-locked');
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  expect(trail.match(/"sign-in\.locked"/g)).toHaveLength(1);
});

test('[S8] the limits are policy', async () => {
  const settings = { signIn: { failuresBeforeLock: 3, lockMinutes: [2], attemptsPerAddressPerMinute: 3 } };
  const clock = new TestClock();
  const { portal } = await startTraining({ clock, settings });
  expect(await guess(portal, 'maria.garcia', 3)).toEqual(['sign-in-refused', 'sign-in-refused', 'sign-in-locked']);
  clock.advance(2 * minutes);
  expect(await outcome(new Visitor(portal), 'maria.garcia', trainingPassword)).toBe('signed in');
  expect(await guess(portal, 'nobody.at.all', 3)).toEqual(['sign-in-refused', 'sign-in-refused', 'too-many-requests']);
});

test('[S8] whatever the order of guesses, right passwords and waiting, five failures in a row lock, and only a right password or the end of a lock begins another row', async () => {
  const clock = new TestClock();
  const settings = { signIn: { attemptsPerAddressPerMinute: 1_000_000 } };
  const { portal } = await startTraining({ clock, settings });
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constant('guess' as const) },
    { weight: 1, arbitrary: fc.constant('right' as const) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 70 }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 24 }), async (steps) => {
      const lock = { row: 0, locks: 0, at: 0, until: 0 };
      const expected = (right: boolean) => {
        const now = clock.now();
        if (now < lock.until) return 'sign-in-locked';
        if (right) return Object.assign(lock, { row: 0, locks: 0 }) && 'signed in';
        lock.row += 1;
        if (lock.row < 5) return 'sign-in-refused';
        if (now - lock.at >= 24 * 60 * minutes) lock.locks = 0;
        const duration = [15, 30, 60][Math.min(lock.locks, 2)]! * minutes;
        Object.assign(lock, { row: 0, locks: lock.locks + 1, at: now, until: now + duration });
        return 'sign-in-locked';
      };
      // Each run begins with nothing counted: the longest lock is over, and a right password breaks the row.
      clock.advance(60 * minutes);
      for (const what of ['right' as const, ...steps]) {
        if (typeof what === 'number') clock.advance(what * minutes);
        else {
          const password = what === 'right' ? trainingPassword : 'guess';
          expect(await outcome(new Visitor(portal), 'maria.garcia', password)).toBe(expected(what === 'right'));
        }
      }
    }),
    { numRuns: 15 },
  );
});

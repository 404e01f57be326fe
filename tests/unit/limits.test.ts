import { expect, test } from 'vitest';
import { limits } from '../../shared/contract/limits.ts';

// What the limits are to each other; the numbers themselves are decisions.

test('[K8] a key that was replaced is accepted for as long as the longest session may last', () => {
  expect(limits.keys.acceptedAfterRotation).toBeGreaterThanOrEqual(limits.session.absoluteHours.maximum * 3_600_000);
});

test('[T2] the warning leaves twenty seconds at least, and comes before the end', () => {
  const { idle, warning, warningSeconds, absolute, absoluteHours, idleMinutes } = limits.session;
  expect(warningSeconds.minimum).toBeGreaterThanOrEqual(20);
  expect(warning).toBeLessThanOrEqual(idle / 2);
  expect(idleMinutes.minimum * 60_000).toBeGreaterThan(warningSeconds.minimum * 1000);
  expect(absolute).toBeLessThanOrEqual(absoluteHours.maximum * 3_600_000);
});

test('[T1] activity is reported more often than the shortest session lasts without it', () => {
  expect(limits.session.reportEvery).toBeLessThan(limits.session.idleMinutes.minimum * 60_000);
});

test('[S8] no lock is shorter than the one before, and each ends before it is forgotten', () => {
  const { lockDurations, locksForgottenAfter } = limits.signIn;
  expect(lockDurations).toEqual(lockDurations.toSorted((a, b) => a - b));
  expect(Math.max(...lockDurations)).toBeLessThan(locksForgottenAfter);
});

test('[R2] the database gives up a statement before its client does', () => {
  const { statement, answer, lockWait } = limits.database;
  expect(lockWait).toBeLessThan(statement);
  expect(statement).toBeLessThan(answer);
});

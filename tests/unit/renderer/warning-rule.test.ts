import { describe, expect, test } from 'vitest';
import type { TimeLeft } from '../../../renderer/platform/session/countdown.ts';
import { showsWarning } from '../../../renderer/platform/session/warning-rule.ts';

const near: TimeLeft = { remaining: 15_000, warns: true, endsAt: 115_000, endsBy: 'inactivity' };
const far: TimeLeft = { remaining: 60_000, warns: false, endsAt: 160_000, endsBy: 'inactivity' };
const last: TimeLeft = { ...near, endsBy: 'absolute end' };
const moment = { now: 100_000, left: near, shown: true, lastInputAt: undefined, answer: undefined };
const answer = { at: 100_000, endsAt: near.endsAt };

describe('[T2] the warning', () => {
  test('comes in the last part of a session, and not before', () => {
    expect(showsWarning({ ...moment, shown: false })).toBe(true);
    expect(showsWarning({ ...moment, shown: false, left: far })).toBe(false);
  });

  test('goes at once when it was answered at another window', () => {
    expect(showsWarning({ ...moment, left: far })).toBe(false);
    expect(showsWarning({ ...moment, left: far, lastInputAt: 97_000 })).toBe(false);
  });

  test('stays below a moving pointer until it has rested for two seconds', () => {
    expect(showsWarning({ ...moment, left: far, lastInputAt: 98_001 })).toBe(true);
    expect(showsWarning({ ...moment, left: far, lastInputAt: 98_000 })).toBe(false);
  });

  test('does not come up because of a pointer that moves', () => {
    expect(showsWarning({ ...moment, left: far, shown: false, lastInputAt: 99_999 })).toBe(false);
  });

  test('goes with the answer, before the server has confirmed it', () => {
    expect(showsWarning({ ...moment, answer, lastInputAt: 100_000 })).toBe(false);
    expect(showsWarning({ ...moment, answer, left: far, lastInputAt: 100_000 })).toBe(false);
  });

  test('comes back when the answer does not arrive', () => {
    expect(showsWarning({ ...moment, answer, now: 105_000, shown: false })).toBe(true);
  });

  test('of the absolute end stays away once it was read, and activity does not answer it', () => {
    expect(showsWarning({ ...moment, left: last, lastInputAt: 100_000 })).toBe(true);
    expect(showsWarning({ ...moment, left: last, answer, now: 110_000, shown: false })).toBe(false);
  });

  test('of the absolute end comes although an earlier one of inactivity was answered', () => {
    expect(showsWarning({ ...moment, left: last, answer: { at: 100_000, endsAt: 101_000 } })).toBe(true);
  });
});

import { expect, test } from 'vitest';
import { ServerTime } from '../../../shared/identity/server-time.ts';

/** Two clocks of a workstation, each moved by hand. */
function workstation() {
  const clocks = { steady: 5000, wall: 1_000_000 };
  const time = new ServerTime(
    () => clocks.steady,
    () => clocks.wall,
  );
  return { clocks, time };
}

test('[T5] nothing is known of the server’s time before the server has spoken', () => {
  expect(workstation().time.now()).toBeUndefined();
});

test('[T5] the server’s time goes on with this machine’s clocks, whatever they show', () => {
  const { clocks, time } = workstation();
  time.set(70_000_000);
  clocks.steady += 1500;
  clocks.wall += 1500;
  expect(time.now()).toBe(70_001_500);
});

test('[T5] a wall clock that is set back holds nothing up', () => {
  const { clocks, time } = workstation();
  time.set(70_000_000);
  clocks.steady += 60_000;
  clocks.wall -= 3_600_000;
  expect(time.now()).toBe(70_060_000);
});

test('[T5] a steady clock that stood while the machine slept holds nothing up', () => {
  const { clocks, time } = workstation();
  time.set(70_000_000);
  clocks.steady += 10;
  clocks.wall += 3_600_000;
  expect(time.now()).toBe(73_600_000);
});

test('[T5] each word of the server replaces what was reckoned before', () => {
  const { clocks, time } = workstation();
  time.set(70_000_000);
  clocks.wall += 3_600_000;
  time.set(70_000_900);
  clocks.steady += 100;
  expect(time.now()).toBe(70_001_000);
});

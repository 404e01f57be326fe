import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { forwardClock } from '../../server/clock.ts';

const hour = 3_600_000;

/** What happens to a machine and its clock. */
const events = fc.array(
  fc.oneof(
    fc.record({ is: fc.constant('passes' as const), by: fc.double({ min: 0, max: hour, noNaN: true }) }),
    fc.record({ is: fc.constant('sleeps' as const), by: fc.integer({ min: 0, max: 8 * hour }) }),
    fc.record({ is: fc.constant('set back' as const), by: fc.integer({ min: 1, max: 24 * hour }) }),
    fc.record({ is: fc.constant('put right' as const), by: fc.constant(0) }),
  ),
  { maxLength: 40 },
);

test('[T5] whatever a clock that is set back, put right or asleep does, time never goes back, passes at least as steadily, and is right again when the clock is', () => {
  fc.assert(
    fc.property(events, (happened) => {
      let [truth, error, steady] = [1_000_000_000, 0, 0];
      const clock = forwardClock(
        () => Math.floor(truth + error),
        () => steady,
      );
      let last = clock.now();
      for (const { is, by } of happened) {
        if (is === 'passes' || is === 'sleeps') truth += by;
        if (is === 'passes') steady += by;
        if (is === 'set back') error -= by;
        if (is === 'put right') error = 0;
        const now = clock.now();
        expect(now).toBeGreaterThanOrEqual(last);
        if (is === 'passes') expect(now).toBeGreaterThanOrEqual(Math.floor(last + by) - 1);
        // Nobody is signed out early: it is never ahead.
        expect(now).toBeLessThanOrEqual(truth + 1);
        if (error === 0) expect(now).toBeGreaterThanOrEqual(Math.floor(truth) - 1);
        last = now;
      }
    }),
  );
});

test('[T5] a clock that was set back an hour and is put right leaves the server at the hour that it is', () => {
  const machine = { wall: 0, steady: 0 };
  const clock = forwardClock(
    () => machine.wall,
    () => machine.steady,
  );
  machine.wall -= hour;
  expect(clock.now()).toBe(0);
  machine.wall += hour;
  expect(clock.now()).toBe(0);
});

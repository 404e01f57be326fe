/** Where time comes from, so that a test can set it. Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/**
 * Wall-clock time that never goes back. Where the wall clock is set back, time goes on by the steady clock, so that
 * nothing lasts longer for it, and once it is put right the two are one again; a wall clock that leaps ahead of that, as
 * after sleep, is believed [T5].
 * @param steady milliseconds that only ever pass
 */
export function forwardClock(wall: () => number, steady: () => number): Clock {
  let last = { now: wall(), steady: steady() };
  return {
    now: () => {
      const at = steady();
      const passed = Math.max(0, at - last.steady);
      // Not what the wall clock has gained since it was last read: of what is put right, that would count the hour twice.
      last = { now: Math.max(last.now + passed, wall()), steady: at };
      return Math.floor(last.now);
    },
  };
}

export const systemClock: Clock = forwardClock(
  () => Date.now(),
  () => performance.now(),
);

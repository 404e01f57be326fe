/** Where time comes from, so that a test can set it. Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/**
 * Wall-clock time that never goes back. Where the wall clock is set back, time goes on by the steady clock, so that
 * nothing lasts longer for it; a wall clock that leaps ahead, as after sleep, is believed [T5].
 * @param steady milliseconds that only ever pass
 */
export function forwardClock(wall: () => number, steady: () => number): Clock {
  let last = { now: wall(), wall: wall(), steady: steady() };
  return {
    now: () => {
      const at = { wall: wall(), steady: steady() };
      const passed = Math.max(0, at.wall - last.wall, at.steady - last.steady);
      last = { now: last.now + passed, ...at };
      return Math.floor(last.now);
    },
  };
}

export const systemClock: Clock = forwardClock(
  () => Date.now(),
  () => performance.now(),
);

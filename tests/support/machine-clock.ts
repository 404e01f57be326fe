import { type Clock, forwardClock } from '../../server/clock.ts';

/** The clocks of one machine: a process reads the wall clock and one that only ever passes, and stands still in sleep. */
export class MachineClock {
  #wall = Date.parse('2026-11-22T15:00:00Z');
  #steady = 0;

  /** As a process that starts now has it. */
  start(): Clock {
    return forwardClock(
      () => this.#wall,
      () => this.#steady,
    );
  }

  wall(): number {
    return this.#wall;
  }

  pass(milliseconds: number): void {
    this.#wall += milliseconds;
    this.#steady += milliseconds;
  }

  sleep(milliseconds: number): void {
    this.#wall += milliseconds;
  }

  /** Somebody sets the wall clock. */
  set(by: number): void {
    this.#wall += by;
  }
}

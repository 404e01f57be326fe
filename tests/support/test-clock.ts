export const clockBegins = Date.parse('2026-11-22T15:00:00Z');

/** A clock that stands until a test moves it. */
export class TestClock {
  #now = clockBegins;

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

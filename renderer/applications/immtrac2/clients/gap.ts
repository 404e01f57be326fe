/**
 * Notices a rest: somebody may have come back to a form that was left for another.
 * @param longest milliseconds without anything done, after which it is asked
 */
export class Gap {
  readonly #longest: number;
  #last: number | undefined;
  #seen = false;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Something was done. @param now milliseconds, of any clock that only goes on */
  done(now: number): void {
    if (this.#last !== undefined && now - this.#last > this.#longest) this.#seen = true;
    this.#last = now;
  }

  /** Whether there was a rest that nobody was asked about. */
  get isOpen(): boolean {
    return this.#seen;
  }

  answered(): void {
    this.#seen = false;
  }
}

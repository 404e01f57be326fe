/** Time that a test moves by hand, with what is due called in its order. */
export class Timers {
  #now = 0;
  #due: { readonly at: number; readonly callback: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly later = (callback: () => void, delay: number): (() => void) => {
    const timer = { at: this.#now + delay, callback };
    this.#due.push(timer);
    return () => (this.#due = this.#due.filter((other) => other !== timer));
  };

  /** Lets time pass, and what is waiting for a promise go on. */
  async pass(duration: number): Promise<void> {
    const end = this.#now + duration;
    await settled();
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((other) => other !== next);
      this.#now = next.at;
      next.callback();
      await settled();
    }
    this.#now = end;
  }
}

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

import type { Work } from '../contract.ts';

interface Waiting {
  readonly works: readonly Work<unknown>[];
  readonly settle: (settled: PromiseSettledResult<unknown>[]) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Works of everybody who comes while others are under way are done together next. Side by side they would mostly meet at the same
 * pages of an index, and each be done again as a whole.
 */
export class GatheredWorks {
  readonly #together: (works: readonly Work<unknown>[]) => Promise<PromiseSettledResult<unknown>[]>;
  readonly #most: number;
  readonly #waiting: Waiting[] = [];
  #isUnderWay = false;

  /** @param most works that are begun together, but for those that came together */
  constructor(together: (works: readonly Work<unknown>[]) => Promise<PromiseSettledResult<unknown>[]>, most: number) {
    this.#together = together;
    this.#most = most;
  }

  do<R>(works: readonly Work<R>[]): Promise<PromiseSettledResult<R>[]> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ works, settle: (settled) => settle(settled as PromiseSettledResult<R>[]), fail });
      if (!this.#isUnderWay) void this.#doAll();
    });
  }

  async #doAll(): Promise<void> {
    this.#isUnderWay = true;
    while (this.#waiting.length > 0) {
      const next = this.#next();
      try {
        const settled = await this.#together(next.flatMap(({ works }) => works));
        for (const { works, settle } of next) settle(settled.splice(0, works.length));
      } catch (error) {
        for (const { fail } of next) fail(error);
      }
    }
    this.#isUnderWay = false;
  }

  #next(): Waiting[] {
    const next = [this.#waiting.shift()!];
    let count = next[0]!.works.length;
    while (this.#waiting.length > 0 && (count += this.#waiting[0]!.works.length) <= this.#most) {
      next.push(this.#waiting.shift()!);
    }
    return next;
  }
}

import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';

export interface Budget {
  readonly id: string;
  /** What a name has that is no account's. */
  readonly nobody?: true;
  /** When each of its tries was taken, oldest first. */
  readonly spent: readonly number[];
}

export const budgets = defineCollection<Budget>()({ name: 'recovery-budgets', lifetime: 'session', indexes: [] });

export interface Allowance {
  readonly count: number;
  /** Any stretch of time of this length, in milliseconds: no midnight gives a second helping. */
  readonly window: number;
}

export const hour = 3600 * 1000;
export const day = 24 * hour;

/** How often something may be done in a stretch of time. */
export class Budgets {
  readonly #store: Store;
  readonly #records: Collection<Budget>;
  readonly #clock: Clock;
  #sweptAt = -Infinity;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#records = store.collection(budgets);
    this.#clock = clock;
  }

  /**
   * Takes a try before it is made. Where it comes to nothing, because what was tried could not be looked at, it is given back.
   * @param nobody for a name that is no account's; see `strangers.ts`
   * @returns what came of it, or when the next try is possible
   */
  async within<R>(
    id: string,
    allowances: readonly Allowance[],
    attempt: () => Promise<R>,
    nobody?: true,
  ): Promise<R | { readonly outcome: 'tries used up'; readonly nextAt: number }> {
    const taken = await this.#take(id, allowances, nobody);
    if ('nextAt' in taken) return { outcome: 'tries used up', ...taken };
    try {
      return await attempt();
    } catch (error) {
      // What cannot be kept now leaves the try taken; the caller hears of the first error.
      await this.#giveBack(id, taken.at).catch(() => {});
      throw error;
    }
  }

  async #take(
    id: string,
    allowances: readonly Allowance[],
    nobody: true | undefined,
  ): Promise<{ readonly at: number } | { readonly nextAt: number }> {
    await this.#sweep();
    const now = this.#clock.now();
    return this.#store.transaction(async (collections) => {
      const records = collections.collection(budgets);
      const spent = ((await records.get(id))?.spent ?? []).filter((time) => time > now - day);
      const waits = allowances.flatMap(({ count, window }) => {
        const within = spent.filter((time) => time > now - window);
        return within.length < count ? [] : [within[within.length - count]! + window];
      });
      if (waits.length > 0) return { nextAt: Math.max(...waits) };
      await records.put({ id, spent: [...spent, now], ...(nobody && { nobody }) });
      return { at: now };
    });
  }

  async #giveBack(id: string, at: number): Promise<void> {
    await this.#store.transaction(async (collections) => {
      const records = collections.collection(budgets);
      const spent = (await records.get(id))?.spent ?? [];
      const place = spent.indexOf(at);
      if (place >= 0) await records.update(id, (now) => ({ ...now, spent: spent.toSpliced(place, 1) }));
    });
  }

  async #sweep(): Promise<void> {
    const now = this.#clock.now();
    if (now < this.#sweptAt + hour) return;
    this.#sweptAt = now;
    for (const { id, spent } of await this.#records.list()) {
      if (spent.every((time) => time <= now - day)) await this.#records.delete(id);
    }
  }
}

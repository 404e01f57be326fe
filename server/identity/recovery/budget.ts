import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';

interface Budget {
  readonly id: string;
  /** When each of its tries was taken, oldest first. */
  readonly spent: readonly number[];
}

const definition = defineCollection<Budget>()({ name: 'recovery-budgets', lifetime: 'session', indexes: [] });

export interface Allowance {
  readonly count: number;
  /** Any stretch of time of this length, in milliseconds: no midnight gives a second helping. */
  readonly window: number;
}

export const hour = 3600 * 1000;
export const day = 24 * hour;

/** How often something may be done in a stretch of time. A try is taken before it is made. */
export class Budgets {
  readonly #store: Store;
  readonly #records: Collection<Budget>;
  readonly #clock: Clock;
  #sweptAt = -Infinity;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#records = store.collection(definition);
    this.#clock = clock;
  }

  /** @returns `taken`, or when the next try is possible */
  async take(id: string, allowances: readonly Allowance[]): Promise<'taken' | { readonly nextAt: number }> {
    await this.#sweep();
    const now = this.#clock.now();
    return this.#store.transaction(async (collections) => {
      const budgets = collections.collection(definition);
      const spent = ((await budgets.get(id))?.spent ?? []).filter((time) => time > now - day);
      const waits = allowances.flatMap(({ count, window }) => {
        const within = spent.filter((time) => time > now - window);
        return within.length < count ? [] : [within[within.length - count]! + window];
      });
      if (waits.length > 0) return { nextAt: Math.max(...waits) };
      await budgets.put({ id, spent: [...spent, now] });
      return 'taken';
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

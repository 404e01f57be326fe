import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../shared/contract/limits.ts';
import type { Clock } from './clock.ts';
import { Outage } from './http/outage.ts';
import type { Collection, CollectionDefinition, Entity, Store } from './store/contract.ts';

/** What every outbox keeps of an item beside what is to be delivered. */
export interface Queued extends Entity {
  readonly queuedAt: number;
  /** How often delivery failed. */
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

export interface OutboxDeps<Item extends Queued> {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly definition: CollectionDefinition<Item>;
  /** What the log calls it. */
  readonly what: string;
  /** @throws whatever stands in the way; it is tried again */
  deliver(item: Item): Promise<void>;
  /** Items of one lane are delivered one after the other, by one process at a time; lanes do not wait for each other. */
  laneOf(item: Item): string;
  /** Milliseconds until the next try; undefined drops the item. */
  waitAfter(item: Item, failure: unknown): number | undefined;
  /** How often what is due again is looked for, milliseconds. */
  readonly lookEvery: number;
}

/** The fields that a new item begins with. */
export function queuedAt(now: number): Queued {
  return { id: randomUUID(), queuedAt: now, attempts: 0, nextAttemptAt: now };
}

/** How much of an outbox waits. */
export interface Waiting {
  readonly waiting: number;
  /** Of those, how many were tried and failed. */
  readonly failed: number;
  /** When the first of them came, and when one is tried next; absent where nothing waits. */
  readonly since?: number;
  readonly nextTryAt?: number;
}

export function waitingOf(items: readonly Queued[]): Waiting {
  const waiting = items.length;
  const failed = items.filter(({ attempts }) => attempts > 0).length;
  if (waiting === 0) return { waiting, failed };
  const least = (of: (item: Queued) => number) => items.reduce((min, item) => Math.min(min, of(item)), Infinity);
  return { waiting, failed, since: least((item) => item.queuedAt), nextTryAt: least((item) => item.nextAttemptAt) };
}

/**
 * What is to be delivered to somebody else: durable in the store before anyone relies on it, delivered soon after, and
 * tried again until it is. A stop between delivery and the note of it delivers twice; it never loses an item.
 */
export class Outbox<Item extends Queued> {
  readonly #records: Collection<Item>;
  readonly #deps: OutboxDeps<Item>;
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  /** Delivered, and not yet noted in the store: while that cannot be written, nobody gets the same over and over. */
  readonly #unnoted = new Set<string>();
  readonly #outage: Outage;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(deps: OutboxDeps<Item>) {
    this.#records = deps.store.collection(deps.definition);
    this.#deps = deps;
    this.#outage = new Outage(deps.log, {
      fails: `the outbox of ${deps.what} cannot be kept; it is tried again until it can`,
      works: `the outbox of ${deps.what} works again`,
    });
  }

  /** Begins to deliver, with what an earlier run has left. */
  start(): void {
    this.#timer = setInterval(() => void this.deliverDue(), this.#deps.lookEvery).unref();
    void this.deliverDue();
  }

  /** Delivers what is due. Never rejects. @returns when nothing that was due is left untried here, or is another's to try */
  async deliverDue(): Promise<void> {
    if (this.#closed) return;
    try {
      const lanes = new Set((await this.#due()).map((item) => this.#deps.laneOf(item)));
      await Promise.all([...lanes].map((lane) => this.#run(lane)));
      this.#outage.over();
    } catch (error) {
      // The store could not be read or written; the items are still in it. The next look is a timer's, whatever failed:
      // what begins again at once keeps the process from ever hearing that the store is back.
      this.#outage.failed(error);
      this.#lookIn(limits.outbox.afterFailure);
    }
  }

  async waiting(): Promise<Waiting> {
    return waitingOf(await this.#records.list());
  }

  /** Makes all that waits due, and begins to deliver it. */
  async retryNow(): Promise<void> {
    const now = this.#deps.clock.now();
    for (const { id, nextAttemptAt } of await this.#records.list()) {
      if (nextAttemptAt > now) await this.#records.update(id, (item) => ({ ...item, nextAttemptAt: now }));
    }
    void this.deliverDue();
  }

  /** Waits for what is under way; the rest is kept. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    await Promise.allSettled(this.#lanes.values());
  }

  async #due(): Promise<Item[]> {
    const now = this.#deps.clock.now();
    const items = (await this.#records.list()).filter(({ nextAttemptAt }) => nextAttemptAt <= now);
    return items.toSorted((a, b) => a.queuedAt - b.queuedAt);
  }

  /** @returns those that are there to stay; what could not be kept is gone again */
  async #durable(items: readonly Item[]): Promise<Item[]> {
    await this.#deps.store.flush?.();
    const kept = new Set((await this.#records.list()).map(({ id }) => id));
    return items.filter(({ id }) => kept.has(id));
  }

  #run(lane: string): Promise<void> {
    this.#again.add(lane);
    const running = this.#lanes.get(lane) ?? this.#begin(lane);
    this.#lanes.set(lane, running);
    return running;
  }

  async #begin(lane: string): Promise<void> {
    try {
      // What came in while the claim was given back.
      while (!this.#closed && this.#again.has(lane)) await this.#drain(lane);
    } finally {
      this.#again.delete(lane);
      this.#lanes.delete(lane);
    }
  }

  async #drain(lane: string): Promise<void> {
    const claim = await this.#deps.store.claim(`outbox/${this.#deps.definition.name}/${lane}`);
    if (claim === undefined) {
      // It may have looked before what we know of was there.
      this.#again.delete(lane);
      this.#lookIn(limits.outbox.lookAgainAfter);
      return;
    }
    try {
      while (this.#again.delete(lane)) {
        for (const item of await this.#durable(await this.#due())) {
          if (this.#closed) return;
          if (!claim.held) throw new Error('the claim was lost with the connection to the store');
          if (this.#deps.laneOf(item) === lane) await this.#deliver(item);
        }
      }
    } finally {
      await claim.release();
    }
  }

  #lookIn(duration: number): void {
    if (this.#closed) return;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.deliverDue(), duration).unref();
  }

  async #deliver(item: Item): Promise<void> {
    const failure = this.#unnoted.has(item.id)
      ? undefined
      : await this.#deps.deliver(item).then(
          () => undefined,
          (error: unknown) => error ?? new Error('no reason given'),
        );
    if (failure !== undefined) return this.#postpone(item, failure);
    this.#unnoted.add(item.id);
    await this.#records.delete(item.id);
    this.#unnoted.delete(item.id);
  }

  async #postpone(item: Item, failure: unknown): Promise<void> {
    const { clock, log, what } = this.#deps;
    const wait = this.#deps.waitAfter(item, failure);
    const attempts = item.attempts + 1;
    // Neither the item nor the other side's answer, which repeats addresses, is for the log.
    const entry = { item: item.id, lane: this.#deps.laneOf(item), attempts, reason: reasonOf(failure) };
    if (wait === undefined) {
      await this.#records.delete(item.id);
      log.error(entry, `${what} could not be delivered and is dropped`);
      return;
    }
    await this.#records.update(item.id, (kept) => ({ ...kept, attempts, nextAttemptAt: clock.now() + wait }));
    log.warn(entry, `${what} could not be delivered and is tried again`);
  }
}

function reasonOf(failure: unknown): string {
  const { cause, ...own } = failure as { cause?: unknown };
  const { code, responseCode, name } = { name: (failure as Error).name, ...(cause as object), ...own } as {
    code?: string;
    responseCode?: number;
    name?: string;
  };
  return [code ?? name, responseCode].filter((part) => part !== undefined).join(' ');
}

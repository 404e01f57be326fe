import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../../../shared/contract/limits.ts';
import type { ShippingState } from '../../../../shared/identity/api/queues.ts';
import type { SyslogSettings } from '../../../../shared/kiosk/settings.ts';
import type { Clock } from '../../../clock.ts';
import { Outage } from '../../../http/outage.ts';
import type { Waiting } from '../../../outbox.ts';
import { type Claim, type Collection, defineCollection, type Store } from '../../../store/contract.ts';
import type { AuditTrail } from '../audit-trail.ts';
import type { Link } from '../chain.ts';
import { type Deadlines, deliver } from './collector.ts';
import { syslogMessage } from './message.ts';

/** How far the trail was shipped. */
interface Position extends Link {
  readonly id: typeof position;
  /** When; absent where nothing was yet. */
  readonly shippedAt?: number;
  readonly failure?: {
    readonly at: number;
    readonly says: string;
    readonly attempts: number;
    readonly nextTryAt: number;
  };
}

const position = 'syslog';
const nothing: Position = { id: position, n: 0, at: '', mac: '' };

const positions = defineCollection<Position>()({ name: 'audit-shipping', lifetime: 'lasting', indexes: [] });

export interface ShippingDeps {
  readonly audit: Pick<AuditTrail, 'head' | 'forwards' | 'holds'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly settings: SyslogSettings;
  /** The name of the server in messages. */
  readonly host: string;
  readonly deadlines?: Deadlines;
}

/**
 * Sends the audit trail to a log collector, as it grows [R4]: read from the trail itself, in its order, and noted once the
 * collector has read it. What was on its way when something broke is sent again. Nobody who records waits for it; of the
 * processes on one store, one at a time ships.
 */
export class Shipping {
  readonly #deps: ShippingDeps;
  readonly #positions: Collection<Position>;
  readonly #outage: Outage;
  readonly #stop = new AbortController();
  /** As far as this process knows. */
  #shipped = 0;
  /** Whether the noted position was found in the trail since the start. */
  #found = false;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: ShippingDeps) {
    this.#deps = deps;
    this.#positions = deps.store.collection(positions);
    this.#outage = new Outage(deps.log, {
      fails: 'the audit trail could not be sent to the log collector; it is tried again until it can',
      works: 'the audit trail is sent to the log collector again',
    });
  }

  /** Looks from now on for what is to be shipped, with what an earlier run has left. */
  start(): void {
    this.#timer = setInterval(() => void this.shipDue(), limits.syslog.lookEvery).unref();
  }

  /** Ships what there is, unless it failed and is not to be tried yet. Never rejects. */
  async shipDue(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    this.#running ??= this.#look().finally(() => (this.#running = undefined));
    await this.#running;
  }

  /** What the collector does not have yet. */
  async waiting(): Promise<Waiting> {
    const { n, failure } = await this.#position();
    const waiting = await this.count();
    if (waiting === 0) return { waiting, failed: 0 };
    const since = await this.#timeAfter(n);
    const nextTryAt = failure?.nextTryAt ?? this.#deps.clock.now();
    return { waiting, failed: failure ? waiting : 0, ...(since !== undefined && { since }), nextTryAt };
  }

  async count(): Promise<number> {
    const [{ n }, head] = [await this.#position(), await this.#deps.audit.head()];
    return Math.max(0, head.n - n);
  }

  async state(): Promise<ShippingState> {
    const { n, at, shippedAt, failure } = await this.#position();
    return {
      to: this.#deps.settings.address,
      ...(shippedAt !== undefined && { last: { n, at: Date.parse(at), shippedAt } }),
      ...(failure && { failure: { at: failure.at, says: failure.says } }),
    };
  }

  async retryNow(): Promise<void> {
    const now = this.#deps.clock.now();
    await this.#positions.update(position, ({ failure, ...kept }) => ({
      ...kept,
      ...(failure && { failure: { ...failure, nextTryAt: now } }),
    }));
    void this.shipDue();
  }

  /** What is on its way is broken off; it is sent again after the next start. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running;
  }

  async #look(): Promise<void> {
    const { audit, store } = this.#deps;
    try {
      if ((await audit.head()).n <= this.#shipped) return;
      const claim = await store.claim('audit-shipping');
      if (claim === undefined) return;
      try {
        // Only now it is known that nobody else is at it.
        const from = await this.#position();
        if (this.#isDue(from)) await this.#ship(await this.#inThisTrail(from), claim);
      } finally {
        await claim.release();
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#outage.failed(error);
    }
  }

  async #ship(from: Position, claim: Claim): Promise<void> {
    const { audit, clock, settings, host, deadlines } = this.#deps;
    const { signal } = this.#stop;
    let reached = from;
    for await (const written of audit.forwards(from.n)) {
      const messages = written.map((each) => syslogMessage(each, host));
      const failure = await deliver(messages, settings, { signal, deadlines }).catch((error: Error) => error);
      // Another may have begun meanwhile, from where this one did: it notes it then, and the collector has some twice.
      if (signal.aborted || !claim.held) return;
      if (failure) {
        await this.#noteFailure(failure, reached);
        throw failure;
      }
      const { n, at, mac } = written.at(-1)!.entry;
      reached = { id: position, n, at, mac, shippedAt: clock.now() };
      await this.#positions.put(reached);
      this.#outage.over();
    }
    this.#shipped = reached.n;
  }

  /** A trail that was put back from elsewhere is shipped from its beginning: nobody knows what the collector has of it. */
  async #inThisTrail(from: Position): Promise<Position> {
    if (!this.#found && from.n > 0 && !(await this.#deps.audit.holds(from))) {
      this.#deps.log.warn({ entry: from.n }, 'the audit trail is not the one that was shipped; all of it is shipped');
      return nothing;
    }
    this.#found = true;
    return from;
  }

  async #noteFailure({ message: says }: Error, reached: Position): Promise<void> {
    const attempts = (reached.failure?.attempts ?? 0) + 1;
    const { retryAfter } = limits.syslog;
    const at = this.#deps.clock.now();
    const nextTryAt = at + retryAfter[Math.min(attempts, retryAfter.length) - 1]!;
    await this.#positions.put({ ...reached, failure: { at, says, attempts, nextTryAt } });
  }

  async #position(): Promise<Position> {
    return (await this.#positions.get(position)) ?? nothing;
  }

  /** A try in the far future was planned before the clock was set back. */
  #isDue({ failure }: Position): boolean {
    if (failure === undefined) return true;
    const left = failure.nextTryAt - this.#deps.clock.now();
    return left <= 0 || left > limits.syslog.retryAfter.at(-1)!;
  }

  /** When the first entry after that one was made. */
  async #timeAfter(n: number): Promise<number | undefined> {
    for await (const [first] of this.#deps.audit.forwards(n)) return Date.parse(first!.entry.at);
    return undefined;
  }
}

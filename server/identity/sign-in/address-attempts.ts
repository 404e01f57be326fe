import { randomUUID } from 'node:crypto';
import type { FastifyContextConfig } from 'fastify';
import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import { LruMap } from 'toad-cache';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/contract.ts';

interface Attempts {
  readonly begun: number;
  count: number;
}

/** What one process tells the others: somebody tried something. */
interface Announcement {
  readonly attempt?: { readonly countedBy: string; readonly route: string; readonly address: string };
}

/** What the plugin gives, which its types do not say. */
interface RouteParameters {
  readonly routeInfo?: {
    readonly method?: string | string[];
    readonly url?: string;
    readonly config?: FastifyContextConfig;
  };
}

/**
 * How often each network address tried within a minute, over all processes on one store: each counts its own attempts
 * before it looks, and those that the others tell it of. Kept in memory, so that an attack costs no disk.
 */
export class AddressAttempts {
  readonly #me = randomUUID();
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #routes = new Map<string, LruMap<Attempts>>();
  #stop: () => void = () => {};

  private constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  static async of(store: Store, clock: Clock): Promise<AddressAttempts> {
    const attempts = new AddressAttempts(store, clock);
    attempts.#stop = await store.listen({
      heard: (message) => {
        const { attempt } = JSON.parse(message) as Announcement;
        if (attempt && attempt.countedBy !== attempts.#me) attempts.#count(attempt.route, attempt.address);
      },
      missed: () => {},
    });
    return attempts;
  }

  /** The store that `@fastify/rate-limit` asks. */
  get counter(): FastifyRateLimitStoreCtor {
    const count = (route: string, address: string, told: number) => this.#countHere(route, address, told);
    return class Counter implements FastifyRateLimitStore {
      readonly #route: string;
      readonly #told: boolean;

      constructor(given: unknown) {
        const { routeInfo } = given as RouteParameters;
        this.#route = `${String(routeInfo?.method)} ${routeInfo?.url}`;
        this.#told = !routeInfo?.config?.countedHere;
      }

      incr(...[address, done, , max]: Parameters<FastifyRateLimitStore['incr']>): void {
        done(null, count(this.#route, address, this.#told ? max : 0));
      }

      child(given: unknown): FastifyRateLimitStore {
        return new Counter(given);
      }
    };
  }

  close(): void {
    this.#stop();
  }

  #countHere(route: string, address: string, told: number): { current: number; ttl: number } {
    const { begun, count } = this.#count(route, address);
    const attempt = { countedBy: this.#me, route, address };
    // Of more the others need not know, and whoever floods one server does not flood the database. Where that is away, the
    // request itself says so.
    if (count <= told) this.#store.announce(JSON.stringify({ attempt } satisfies Announcement)).catch(() => {});
    return { current: count, ttl: begun + limits.signIn.perAddress.window - this.#clock.now() };
  }

  #count(route: string, address: string): Attempts {
    let addresses = this.#routes.get(route);
    if (!addresses) this.#routes.set(route, (addresses = new LruMap(limits.signIn.perAddress.addresses)));
    const now = this.#clock.now();
    const kept = addresses.get(address);
    const attempts = kept && now < kept.begun + limits.signIn.perAddress.window ? kept : { begun: now, count: 0 };
    attempts.count += 1;
    addresses.set(address, attempts);
    return attempts;
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { EndReason, SessionClock } from '../../shared/identity/api/session.ts';
import { ActivityReporter } from '../../shared/identity/activity-reporter.ts';
import { ServerTime } from '../../shared/identity/server-time.ts';
import type { PortalClient } from '../server/portal-client.ts';
import { SessionLink } from './session-link.ts';

export interface SittingDeps {
  readonly client: Pick<PortalClient, 'eventsAddress' | 'fetch' | 'report'>;
  /** The person's, `name=value`. */
  readonly cookie: string;
  clockChanged(): void;
  over(reason: EndReason | undefined): void;
  /** The server no longer knows the session: who is signed in must be asked. */
  doubtful(): void;
  /** Tests read it. */
  readonly time?: ServerTime;
}

/** The last word comes at the same time as the refusal, if it comes. */
const patience = 300;

/** One person's time at the workstation: what they do is told to the server, and when it ends is known here [T1]. */
export class Sitting {
  readonly cookie: string;
  readonly #deps: SittingDeps;
  readonly #time: ServerTime;
  readonly #reporter: ActivityReporter;
  readonly #link: SessionLink;
  readonly #end = Promise.withResolvers<void>();
  #clock: SessionClock | undefined;
  /** Pages of this product are as punctual. It sleeps with the machine, so others call `check` too. */
  #atEnd: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(deps: SittingDeps) {
    this.#deps = deps;
    this.cookie = deps.cookie;
    this.#time = deps.time ?? new ServerTime(() => performance.now());
    this.#reporter = new ActivityReporter({
      time: this.#time,
      send: (report) => this.#report(report),
      later: (callback, duration) => {
        const timer = setTimeout(callback, duration);
        return () => clearTimeout(timer);
      },
    });
    this.#link = new SessionLink({
      address: deps.client.eventsAddress,
      fetch: deps.client.fetch,
      cookie: deps.cookie,
      clock: (clock) => this.#set(clock),
      ended: (reason) => this.#over(reason ?? this.ranOut),
      deliverInput: () => this.#reporter.flush(),
    });
  }

  /** As of now; null until the server has said how long the session lasts. */
  get clock(): SessionClock | null {
    const now = this.#time.now();
    return this.#clock && now !== undefined ? { ...this.#clock, now } : null;
  }

  noteInput(): void {
    // Input after the end, before the screen was cleared, must not look like a late report of earlier input.
    if (!this.check()) this.#reporter.noteInput();
  }

  async stay(): Promise<void> {
    this.noteInput();
    await this.deliverInput();
  }

  /** Resolves when what is untold was told, or could not be. */
  deliverInput(): Promise<void> {
    return this.#reporter.flush();
  }

  /** Resolves when the end is known, or will not be told: the server says why on the stream, and only there. */
  async lastWord(): Promise<void> {
    const givenUp = new AbortController();
    const late = delay(patience, undefined, { signal: givenUp.signal }).catch(() => {});
    await Promise.race([this.#end.promise, late]);
    givenUp.abort();
  }

  /** Ends the session here when it has run out, whether or not the server can be reached. @returns whether it has */
  check(): boolean {
    const reason = this.ranOut;
    if (reason) this.#over(reason);
    return reason !== undefined;
  }

  /** The machine has slept, or somebody is back: what was true before may no longer be. */
  wake(): void {
    if (this.#closed || this.check()) return;
    this.#link.reconnect();
    this.#deps.doubtful();
  }

  close(): void {
    this.#closed = true;
    this.#end.resolve();
    clearTimeout(this.#atEnd);
    this.#link.close();
    this.#reporter.reset();
  }

  async #report(report: { lastInputAt: number }): Promise<void> {
    if (this.#closed) return;
    const clock = await this.#deps.client.report(this.cookie, report);
    if (clock) this.#set(clock);
    else if (!this.#closed) this.#deps.doubtful();
  }

  #set(clock: SessionClock): void {
    if (this.#closed) return;
    this.#time.set(clock.now);
    this.#clock = clock;
    clearTimeout(this.#atEnd);
    this.#atEnd = setTimeout(() => this.check(), Math.max(0, clock.endsAt - clock.now) + 1);
    this.#deps.clockChanged();
  }

  /** Which limit is reached, by the server's clock as it is known here. */
  get ranOut(): SessionClock['endsBy'] | undefined {
    const now = this.#time.now();
    return this.#clock && now !== undefined && now >= this.#clock.endsAt ? this.#clock.endsBy : undefined;
  }

  #over(reason: EndReason | undefined): void {
    if (this.#closed) return;
    this.close();
    this.#deps.over(reason);
  }
}

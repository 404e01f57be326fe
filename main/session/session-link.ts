import { EventSource } from 'eventsource';
import { Value } from 'typebox/value';
import { type EndReason, SessionClock, SessionEnded, sessionEvents } from '../../shared/identity/api/session.ts';
import type { Fetch } from '../server/server-trust.ts';

export interface SessionLinkDeps {
  readonly address: URL;
  readonly fetch: Fetch;
  /** The person's, `name=value`. */
  readonly cookie: string;
  clock(clock: SessionClock): void;
  ended(reason: EndReason | undefined): void;
  /** Delivers what people did while the server was away, which may keep the session that it believes to be over. */
  deliverInput(): Promise<void>;
}

const retryAfter = 2000;

/** The server's own word on how long one session lasts, for as long as it does [T1]. */
export class SessionLink {
  readonly #deps: SessionLinkDeps;
  #source: EventSource | undefined;
  #retry: NodeJS.Timeout | undefined;
  #refused = 0;
  #closed = false;

  constructor(deps: SessionLinkDeps) {
    this.#deps = deps;
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#source?.close();
  }

  /** Asks anew at once, for a connection that may have died while the machine slept. */
  reconnect(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#connect();
  }

  #connect(): void {
    const { address, cookie, fetch: by } = this.#deps;
    const source = new EventSource(address, {
      fetch: (input, init) => by(String(input), { ...init, headers: { ...init.headers, cookie } }),
    });
    this.#source = source;
    source.addEventListener(sessionEvents.clock, ({ data }) => {
      const clock = parse(SessionClock, data);
      if (clock === undefined || this.#closed) return;
      this.#refused = 0;
      this.#deps.clock(clock);
    });
    source.addEventListener(sessionEvents.ended, ({ data }) => this.#over(parse(SessionEnded, data)?.reason));
    source.addEventListener('error', ({ code }) => {
      if (this.#source !== source || this.#closed) return;
      if (code === 401) void this.#refusedOnce();
      // After a lost connection the library tries again by itself, after any other answer it does not.
      else if (source.readyState === source.CLOSED) this.#retry = setTimeout(() => this.reconnect(), retryAfter);
    });
  }

  async #refusedOnce(): Promise<void> {
    this.#refused += 1;
    if (this.#refused > 1) return this.#over(undefined);
    await this.#deps.deliverInput();
    this.reconnect();
  }

  #over(reason: EndReason | undefined): void {
    if (this.#closed) return;
    this.close();
    this.#deps.ended(reason);
  }
}

function parse<T extends typeof SessionClock | typeof SessionEnded>(schema: T, data: unknown) {
  try {
    return Value.Parse(schema, JSON.parse(String(data)));
  } catch {
    return undefined;
  }
}

import {
  type EndReason,
  type SessionClock,
  type SessionEnded,
  sessionEvents,
  sessionEventsPath,
} from '../../../shared/identity/api/session.ts';

const address = sessionEventsPath;
const retryAfter = 1000;
const answersWithin = 5000;

export type Standing = 'open' | 'over' | 'unreachable';

/** What the server says of this session now. An EventSource does not tell with which status it was refused. */
export async function standingOfSession(): Promise<Standing> {
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, AbortSignal.timeout(answersWithin)]);
  try {
    const { status } = await fetch(address, { signal, cache: 'no-store' });
    if (status === 401) return 'over';
    return status === 200 ? 'open' : 'unreachable';
  } catch {
    return 'unreachable';
  } finally {
    enough.abort();
  }
}

export interface StreamListener {
  clock(clock: SessionClock): void;
  ended(reason: EndReason): void;
  /** Said at each vain attempt; the next follows by itself. */
  unreachable(): void;
  /** The server knows no such session. Resolves when it is worth asking once more. */
  refused(): Promise<void>;
  /** It still does not. */
  over(): void;
}

/** The server's events of this session, from now on and again after every interruption, until it is closed. */
export class SessionStream {
  readonly #listener: StreamListener;
  #source: EventSource | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(listener: StreamListener) {
    this.#listener = listener;
    this.#open();
  }

  /** Does not wait for the time of the next attempt. */
  retryNow(): void {
    if (this.#waiting === undefined) return;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    void this.#recover();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#waiting);
    this.#source?.close();
  }

  #open(): void {
    const source = new EventSource(address);
    const openedAt = performance.now();
    let heard = false;
    this.#source = source;
    source.addEventListener(sessionEvents.clock, ({ data }: MessageEvent<string>) => {
      heard = true;
      this.#listener.clock(JSON.parse(data) as SessionClock);
    });
    source.addEventListener(sessionEvents.ended, ({ data }: MessageEvent<string>) => {
      this.#listener.ended((JSON.parse(data) as SessionEnded).reason);
    });
    source.addEventListener('error', () => {
      // By itself it would wait for seconds, and after an error status not try again at all.
      source.close();
      // At once only where it lasted: a stream that something always cuts short would be asked for without a pause.
      if (heard && performance.now() - openedAt >= retryAfter) void this.#recover();
      else this.#recoverLater();
    });
  }

  #recoverLater(): void {
    if (this.#closed) return;
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      void this.#recover();
    }, retryAfter);
  }

  async #recover(): Promise<void> {
    let standing = await standingOfSession();
    if (standing === 'over' && !this.#closed) {
      await this.#listener.refused();
      standing = await standingOfSession();
    }
    if (this.#closed) return;
    switch (standing) {
      case 'open':
        return this.#open();
      case 'over':
        return this.#listener.over();
      case 'unreachable':
        this.#listener.unreachable();
        return this.#recoverLater();
    }
  }
}

import type { EndReason, SessionClock } from '../../../shared/identity/api/session.ts';

/** What the pages of one origin tell each other. Nothing in it says who is signed in. */
export type TabMessage =
  /** A page that has just opened asks what the others know. */
  | { readonly type: 'hello' }
  | { readonly type: 'clock'; readonly clock: SessionClock }
  | { readonly type: 'unreachable' }
  | { readonly type: 'ended'; readonly reason: EndReason | undefined }
  /** Whoever has input that the server does not know of tells it now. */
  | { readonly type: 'flush' }
  /** A page that somebody looks at waits for the server; the leader's own timers may be slow in the background. */
  | { readonly type: 'retry' };

const name = 'session-events';

/**
 * The pages of one origin, of which one leads: it alone holds the event stream, because a browser opens six connections
 * to a host and no more, and the stream keeps one. When it goes, the next takes over.
 */
export class Tabs {
  readonly #channel = new BroadcastChannel(name);
  readonly #gone = new AbortController();
  #release: (() => void) | undefined;

  /** @param lead called at most once: from then on this page leads */
  constructor(receive: (message: TabMessage) => void, lead: () => void) {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => receive(data));
    this.tell({ type: 'hello' });
    void this.#waitToLead(lead);
  }

  tell(message: TabMessage): void {
    this.#channel.postMessage(message);
  }

  close(): void {
    this.#gone.abort();
    this.#release?.();
    this.#channel.close();
  }

  async #waitToLead(lead: () => void): Promise<void> {
    // Missing where the page does not come over TLS or loopback: then every page has a stream of its own.
    const locks = navigator.locks as LockManager | undefined;
    if (locks === undefined) return lead();
    const hold = () => {
      if (this.#gone.signal.aborted) return;
      lead();
      return new Promise<void>((release) => (this.#release = release));
    };
    await locks.request(name, { signal: this.#gone.signal }, hold).catch(() => {});
  }
}

import { EventEmitter } from 'node:events';
import type { EndReason } from '../../../shared/identity/api/session.ts';
import type { Collections, Store } from '../../store/contract.ts';

/** What becomes of a session; every open stream of it, at whichever process, has to know. */
export type SessionEvent = { readonly type: 'extended' } | { readonly type: 'ended'; readonly reason: EndReason };

/** Something may have become of it that was not heard here. */
export type HeardEvent = SessionEvent | { readonly type: 'missed' };

const missed = Symbol('missed');

/** Heard when what was written with it is durable. */
export async function announceEvent(session: string, event: SessionEvent, collections: Collections): Promise<void> {
  await collections.announce(JSON.stringify({ session, event }));
}

/** Tells the open streams at this process what becomes of their sessions. */
export class SessionEvents {
  readonly #emitter: EventEmitter;
  readonly #stop: () => void;

  private constructor(emitter: EventEmitter, stop: () => void) {
    this.#emitter = emitter;
    this.#stop = stop;
  }

  static async of(store: Store): Promise<SessionEvents> {
    const emitter = new EventEmitter().setMaxListeners(0);
    const stop = await store.listen({
      heard: (message) => {
        const { session, event } = JSON.parse(message) as { session?: string; event: SessionEvent };
        if (session !== undefined) emitter.emit(session, event);
      },
      missed: () => emitter.emit(missed, { type: 'missed' } satisfies HeardEvent),
    });
    return new SessionEvents(emitter, stop);
  }

  /** @returns how to stop listening */
  listen(session: string, listener: (event: HeardEvent) => void): () => void {
    for (const name of [session, missed]) this.#emitter.on(name, listener);
    return () => {
      for (const name of [session, missed]) this.#emitter.off(name, listener);
    };
  }

  close(): void {
    this.#stop();
  }
}

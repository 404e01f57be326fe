import { EventEmitter } from 'node:events';
import type { EndReason } from '../../../shared/api/session.ts';

/** What the streams of one session have to pass on. */
export type SessionEvent = { readonly type: 'extended' } | { readonly type: 'ended'; readonly reason: EndReason };

/** Tells the open streams of a session what becomes of it. */
export class SessionEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  publish(session: string, event: SessionEvent): void {
    this.#emitter.emit(session, event);
  }

  /** @returns how to stop listening */
  listen(session: string, listener: (event: SessionEvent) => void): () => void {
    this.#emitter.on(session, listener);
    return () => this.#emitter.off(session, listener);
  }
}

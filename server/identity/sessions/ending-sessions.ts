import type { Clock } from '../../clock.ts';
import type { PortalSession, PortalSessions } from './portal-sessions.ts';
import { endOf } from './session-policy.ts';

/**
 * Which sessions are over, without reading all of them every second. A session ends when it is known to, or later, where
 * somebody went on working; and one that begins lasts at least the idle limit. So it is enough to read all of them twice
 * in that time, and in between those whose known end has come.
 */
export class EndingSessions {
  readonly #sessions: PortalSessions;
  readonly #clock: Clock;
  /** When each ends, by id; 0 once it is over. */
  readonly #ends = new Map<string, number>();
  #readAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.POSITIVE_INFINITY;

  constructor(sessions: PortalSessions, clock: Clock) {
    this.#sessions = sessions;
    this.#clock = clock;
  }

  /** Those that are over and still kept; again, until they are gone. */
  async due(): Promise<PortalSession[]> {
    const now = this.#clock.now();
    // A clock that was set back ends sessions too.
    const wasSetBack = now < this.#lookedAt;
    const readAll = wasSetBack || now >= this.#readAt + this.#sessions.policy.idle / 2;
    const looked = readAll ? await this.#sessions.all() : await this.#known(now);
    this.#lookedAt = now;
    if (readAll) {
      this.#readAt = now;
      this.#ends.clear();
    }
    const due: PortalSession[] = [];
    for (const session of looked) {
      const lasts = this.#sessions.isLive(session);
      this.#ends.set(session.id, lasts ? endOf(session, this.#sessions.policy) : 0);
      if (!lasts) due.push(session);
    }
    return due;
  }

  /** Those whose end has come as far as is known. */
  async #known(now: number): Promise<PortalSession[]> {
    const kept: PortalSession[] = [];
    for (const [id, end] of this.#ends) {
      if (now < end) continue;
      const session = await this.#sessions.kept(id);
      if (session) kept.push(session);
      else this.#ends.delete(id);
    }
    return kept;
  }
}

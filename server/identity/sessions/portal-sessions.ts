import type { SessionPolicy } from '../../../shared/identity/api/session.ts';
import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import { digestOf, randomToken } from '../../keys/tokens.ts';
import { endOf, isLive } from './session-policy.ts';

/** One person signed in at one workstation. Every sign-on to an application hangs on it. */
export interface PortalSession {
  /** Digest of the cookie's value. */
  readonly id: string;
  readonly accountId: string;
  readonly workstation: string;
  readonly createdAt: number;
  /** When the password was proved once more, where an application asked for that. */
  readonly provedAt?: number;
  /** When a person last did something, here or in any application; nothing else moves it [T1]. */
  readonly lastHumanAt: number;
  readonly absoluteEnd: number;
}

export const portalSessions = defineCollection<PortalSession>()({
  name: 'portal-sessions',
  lifetime: 'session',
  indexes: ['accountId', 'workstation'],
});

/** When the password was last proved. */
export function provedAt(session: Pick<PortalSession, 'createdAt' | 'provedAt'>): number {
  return session.provedAt ?? session.createdAt;
}

export class PortalSessions {
  readonly #records: Collection<PortalSession, 'accountId' | 'workstation'>;
  readonly #clock: Clock;
  readonly policy: SessionPolicy;

  constructor(store: Store, clock: Clock, policy: SessionPolicy) {
    this.#records = store.collection(portalSessions);
    this.#clock = clock;
    this.policy = policy;
  }

  /** @returns the session and the cookie's value, which is known to nobody else */
  async begin(accountId: string, workstation: string): Promise<{ session: PortalSession; token: string }> {
    const token = randomToken();
    const now = this.#clock.now();
    const absoluteEnd = now + this.policy.absolute;
    const session = { id: digestOf(token), accountId, workstation, createdAt: now, lastHumanAt: now, absoluteEnd };
    await this.#records.insert(session);
    return { session, token };
  }

  /** The session of a cookie, while it lasts. */
  async find(token: string | undefined): Promise<PortalSession | undefined> {
    return token === undefined ? undefined : this.get(digestOf(token));
  }

  /** While it lasts. */
  async get(id: string): Promise<PortalSession | undefined> {
    const session = await this.#records.get(id);
    return session && this.isLive(session) ? session : undefined;
  }

  /** Also when it is over, as long as somebody has to be told of that. */
  kept(id: string): Promise<PortalSession | undefined> {
    return this.#records.get(id);
  }

  /** Also those that are over and kept. */
  all(): Promise<PortalSession[]> {
    return this.#records.list();
  }

  /** Those that last, newest first. */
  async findByAccount(accountId: string): Promise<PortalSession[]> {
    const sessions = await this.#records.find('accountId', accountId);
    return sessions.filter((session) => this.isLive(session)).toSorted((a, b) => b.createdAt - a.createdAt);
  }

  /** Those that last. */
  async findByWorkstation(workstation: string): Promise<PortalSession[]> {
    return (await this.#records.find('workstation', workstation)).filter((session) => this.isLive(session));
  }

  /**
   * Somebody did something at that moment. It may be told late, even after the end: what counts is that it was done
   * before. Told again, it changes nothing.
   * @returns the session as it now is, while it lasts, and whether that moved its end
   */
  async noteActivity(id: string, at: number): Promise<{ session: PortalSession; extended: boolean } | undefined> {
    const lastHumanAt = Math.min(at, this.#clock.now());
    const before = await this.#records.get(id);
    if (before === undefined) return undefined;
    const counts = (session: PortalSession) =>
      lastHumanAt > session.lastHumanAt && lastHumanAt < endOf(session, this.policy);
    const session = counts(before)
      ? await this.#records.update(id, (now) => (counts(now) ? { ...now, lastHumanAt } : now))
      : before;
    if (session === undefined || !this.isLive(session)) return undefined;
    return { session, extended: session.lastHumanAt > before.lastHumanAt };
  }

  /** The person has proved the password once more. @returns false where the session is over */
  async noteProof(id: string): Promise<boolean> {
    const now = this.#clock.now();
    const session = await this.#records.update(id, (before) =>
      this.isLive(before) ? { ...before, provedAt: now, lastHumanAt: now } : before,
    );
    return session?.provedAt === now;
  }

  /** Some of them may have ended within the last second or two and not be swept yet. */
  count(): Promise<number> {
    return this.#records.count();
  }

  isLive(session: PortalSession): boolean {
    return isLive(session, this.policy, this.#clock.now());
  }
}

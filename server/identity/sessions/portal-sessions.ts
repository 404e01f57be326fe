import { limits } from '../../../shared/limits.ts';
import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import { digestOf, randomToken } from '../../tokens.ts';

/** One person signed in at one workstation. Every sign-on to an application hangs on it. */
export interface PortalSession {
  /** Digest of the cookie's value. */
  readonly id: string;
  readonly accountId: string;
  readonly workstation: string;
  readonly createdAt: number;
  readonly absoluteEnd: number;
  /** The OpenID Connect session that signs on to applications for it, once there is one. */
  readonly oidcSession: string | null;
}

const definition = defineCollection<PortalSession>()({
  name: 'portal-sessions',
  lifetime: 'session',
  indexes: ['accountId', 'oidcSession'],
});

export class PortalSessions {
  readonly #records: Collection<PortalSession, 'accountId' | 'oidcSession'>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.collection(definition);
    this.#clock = clock;
  }

  /** @returns the session and the cookie's value, which is known to nobody else */
  async begin(accountId: string, workstation: string): Promise<{ session: PortalSession; token: string }> {
    const token = randomToken();
    const createdAt = this.#clock.now();
    const absoluteEnd = createdAt + limits.session.absolute;
    const session = { id: digestOf(token), accountId, workstation, createdAt, absoluteEnd, oidcSession: null };
    await this.#records.insert(session);
    return { session, token };
  }

  /** The session of a cookie, while it lasts. The end holds at every read, whatever the sweep does. */
  async find(token: string | undefined): Promise<PortalSession | undefined> {
    if (token === undefined) return undefined;
    const session = await this.#records.get(digestOf(token));
    return session && this.#clock.now() < session.absoluteEnd ? session : undefined;
  }

  /** Those that last, newest first. */
  async findByAccount(accountId: string): Promise<PortalSession[]> {
    const now = this.#clock.now();
    const sessions = await this.#records.find('accountId', accountId);
    return sessions.filter(({ absoluteEnd }) => now < absoluteEnd).toSorted((a, b) => b.createdAt - a.createdAt);
  }

  async findByOidcSession(uid: string): Promise<PortalSession | undefined> {
    return (await this.#records.find('oidcSession', uid))[0];
  }

  async attachOidcSession(id: string, uid: string): Promise<void> {
    if ((await this.#records.get(id))?.oidcSession === uid) return;
    await this.#records.update(id, (session) => ({ ...session, oidcSession: uid }));
  }

  /** @returns the session where it was still there: whoever deletes it is the one who ends it */
  async delete(id: string): Promise<PortalSession | undefined> {
    const session = await this.#records.get(id);
    return session && (await this.#records.delete(id)) ? session : undefined;
  }

  async ended(): Promise<PortalSession[]> {
    return (await this.#records.list()).filter(({ absoluteEnd }) => absoluteEnd <= this.#clock.now());
  }
}

import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import { type PortalSession, type PortalSessions, portalSessions } from './portal-sessions.ts';

/** Which portal session an OpenID Connect session hangs on; a browser may have had several for one. */
export interface OpenIdSession {
  /** The library's `uid`. */
  readonly id: string;
  readonly portalSession: string;
}

export const openIdSessions = defineCollection<OpenIdSession>()({
  name: 'openid-sessions',
  lifetime: 'session',
  indexes: ['portalSession'],
});

export class OpenIdSessions {
  readonly #store: Store;
  readonly #records: Collection<OpenIdSession, 'portalSession'>;
  readonly #sessions: PortalSessions;

  constructor(store: Store, sessions: PortalSessions) {
    this.#store = store;
    this.#records = store.collection(openIdSessions);
    this.#sessions = sessions;
  }

  /** So that ending the portal's session finds everything that hangs on it. @returns false where it has just ended */
  async attach(uid: string, portalSession: string): Promise<boolean> {
    if ((await this.#records.get(uid))?.portalSession === portalSession) return true;
    return this.#store.transaction(async (collections) => {
      if ((await collections.collection(portalSessions).get(portalSession)) === undefined) return false;
      await collections.collection(openIdSessions).put({ id: uid, portalSession });
      return true;
    });
  }

  /** The library's sessions that hang on one of the portal's. */
  async uidsOf(portalSession: string): Promise<string[]> {
    return (await this.#records.find('portalSession', portalSession)).map(({ id }) => id);
  }

  /** Whether or not it still lasts. */
  async portalSessionOf(uid: string): Promise<string | undefined> {
    return (await this.#records.get(uid))?.portalSession;
  }

  /** While it lasts. */
  async livePortalSessionOf(uid: string): Promise<PortalSession | undefined> {
    const id = await this.portalSessionOf(uid);
    return id === undefined ? undefined : this.#sessions.get(id);
  }
}

import type { Role } from '../../../shared/roles.ts';
import type { Site } from '../../../shared/api/identity.ts';
import { limits } from '../../../shared/limits.ts';
import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import { digestOf, randomToken } from '../../tokens.ts';

/** Who is using the application, as the identity server said at sign-in. */
export interface Caller {
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly sites: readonly Site[];
}

/** An application's own session. It ends with the identity server's, by back-channel logout. */
export interface ApplicationSession {
  /** Digest of the cookie's value. */
  readonly id: string;
  /** The OpenID Connect `sid`. */
  readonly sid: string;
  readonly caller: Caller;
  /** Hint for RP-initiated logout. */
  readonly idToken: string;
  readonly endsAt: number;
}

const definition = defineCollection<ApplicationSession>()({
  name: 'application-sessions',
  lifetime: 'session',
  indexes: ['sid'],
});

export class ApplicationSessions {
  readonly #records: Collection<ApplicationSession, 'sid'>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.collection(definition);
    this.#clock = clock;
  }

  /** @returns the cookie's value */
  async begin(session: Pick<ApplicationSession, 'sid' | 'caller' | 'idToken'>): Promise<string> {
    const token = randomToken();
    const endsAt = this.#clock.now() + limits.session.absolute;
    await this.#records.insert({ ...session, id: digestOf(token), endsAt });
    return token;
  }

  async find(token: string | undefined): Promise<ApplicationSession | undefined> {
    if (token === undefined) return undefined;
    const session = await this.#records.get(digestOf(token));
    return session && this.#clock.now() < session.endsAt ? session : undefined;
  }

  async end(id: string): Promise<void> {
    await this.#records.delete(id);
  }

  async endAll(sid: string): Promise<void> {
    for (const { id } of await this.#records.find('sid', sid)) await this.#records.delete(id);
  }

  async deleteEnded(): Promise<void> {
    const ended = (await this.#records.list()).filter(({ endsAt }) => endsAt <= this.#clock.now());
    for (const { id } of ended) await this.#records.delete(id);
  }
}

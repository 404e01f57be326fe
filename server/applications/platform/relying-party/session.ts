import type { Language } from '../../../../shared/contract/languages.ts';
import type { Role } from '../../../../shared/identity/roles.ts';
import type { Site } from '../../../../shared/identity/api/identity.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { Clock } from '../../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../../store/contract.ts';
import { digestOf, randomToken } from '../../../keys/tokens.ts';

/** Who is using the application, as the identity server said at sign-in. */
export interface Caller {
  readonly accountId: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly sites: readonly Site[];
  /** Absent where the person has chosen none, and in sessions of before there was a choice. */
  readonly language?: Language | undefined;
  /** Where they are signed in, so that what they come back to stays there. */
  readonly workstation: string;
  /** Whether their session before this one, there, ended without their signing out. Absent in sessions of before. */
  readonly interrupted?: boolean;
}

/**
 * An application's own session. It ends when back-channel logout says so; until then the identity server is asked at
 * every request whether it still lasts, by its access token.
 */
export interface ApplicationSession {
  /** Digest of the cookie's value. */
  readonly id: string;
  /** The OpenID Connect `sid`. */
  readonly sid: string;
  readonly caller: Caller;
  /** Hint for RP-initiated logout. */
  readonly idToken: string;
  readonly accessToken: string;
}

/** An ended one is remembered for a day: only the same person may go on where this browser stopped [T4]. */
interface SessionRecord extends Omit<ApplicationSession, 'idToken' | 'accessToken'> {
  readonly tokens: Pick<ApplicationSession, 'idToken' | 'accessToken'> | null;
  /** When the record is deleted. */
  readonly keptUntil: number;
}

const definition = defineCollection<SessionRecord>()({
  name: 'application-sessions',
  lifetime: 'session',
  indexes: ['sid'],
});

const longest = limits.session.absoluteHours.maximum * 3_600_000;

export class ApplicationSessions {
  readonly #records: Collection<SessionRecord, 'sid'>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.collection(definition);
    this.#clock = clock;
  }

  /** @returns the cookie's value */
  async begin(session: Omit<ApplicationSession, 'id'>): Promise<string> {
    const token = randomToken();
    const { sid, caller, idToken, accessToken } = session;
    const tokens = { idToken, accessToken };
    await this.#records.insert({ sid, caller, tokens, id: digestOf(token), keptUntil: this.#clock.now() + longest });
    return token;
  }

  /** @param token the cookie's value */
  async find(token: string | undefined): Promise<ApplicationSession | undefined> {
    const record = await this.#record(token);
    if (!record?.tokens) return undefined;
    const { id, sid, caller, tokens } = record;
    return { id, sid, caller, ...tokens };
  }

  /** The account that used this browser before, whether or not its session lasts. */
  async lastAccount(token: string | undefined): Promise<string | undefined> {
    return (await this.#record(token))?.caller.accountId;
  }

  async end(id: string): Promise<void> {
    const keptUntil = this.#clock.now() + limits.comeBack.keptFor;
    await this.#records.update(id, (record) => (record.tokens ? { ...record, tokens: null, keptUntil } : record));
  }

  async endAll(sid: string): Promise<void> {
    for (const { id } of await this.#records.find('sid', sid)) await this.end(id);
  }

  async deleteEnded(): Promise<void> {
    const ended = (await this.#records.list()).filter(({ keptUntil }) => keptUntil <= this.#clock.now());
    for (const { id } of ended) await this.#records.delete(id);
  }

  async #record(token: string | undefined): Promise<SessionRecord | undefined> {
    if (token === undefined) return undefined;
    const record = await this.#records.get(digestOf(token));
    return record && this.#clock.now() < record.keptUntil ? record : undefined;
  }
}

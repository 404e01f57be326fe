import Provider, { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { type Collection, type Collections, defineCollection, inOneWait, type Store } from '../../store/contract.ts';
import { plainCopy } from '../../store/frozen.ts';
import type { SignOn } from '../sessions/logout-outbox.ts';
import type { OpenIdSessions } from '../sessions/openid-sessions.ts';

/** What oidc-provider keeps: sessions, interactions, grants, codes and tokens, each under `model:id`. */
export interface OidcRecord {
  readonly id: string;
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970; null where the library sets no end. */
  readonly expiresAt: number | null;
  readonly consumed: boolean;
  /** When; records of earlier versions do not say. */
  readonly consumedAt?: number;
  readonly grant: string | null;
  /** The sign-on that a code or token comes from; records of earlier versions have none, and fall back on the grant. */
  readonly family?: string | null;
  readonly uid: string | null;
}

/** What is asked for within one request to the token endpoint: the first code or token that is found says it. */
interface Use {
  readonly family: string | null;
  /** It was used a moment ago already, by the same client, whose first answer may have been lost. */
  readonly again: boolean;
}

export const oidcRecords = defineCollection<OidcRecord>()({
  name: 'oidc',
  lifetime: 'session',
  indexes: ['grant', 'uid', 'family'],
});

type OidcCollection = Collection<OidcRecord, 'grant' | 'uid' | 'family'>;

export class OidcRecords {
  readonly #store: Store;
  readonly #records: OidcCollection;
  readonly #clock: Clock;
  readonly #openIdSessions: OpenIdSessions;
  /** Keyed by the library's context of the request. */
  readonly #uses = new WeakMap<object, Use>();

  constructor(store: Store, clock: Clock, openIdSessions: OpenIdSessions) {
    this.#store = store;
    this.#records = store.collection(oidcRecords);
    this.#clock = clock;
    this.#openIdSessions = openIdSessions;
  }

  /** The library's storage contract for one of its models. */
  adapterFor(model: string): Adapter {
    const records = this.#records;
    const key = (id: string) => `${model}:${id}`;
    const live = (record: OidcRecord | undefined) => (record && this.#isLive(record) ? payloadOf(record) : undefined);
    const asRecord = (id: string, payload: AdapterPayload, expiresIn: number | undefined): OidcRecord => ({
      id: key(id),
      payload,
      expiresAt: expiresIn ? this.#clock.now() + expiresIn * 1000 : null,
      consumed: false,
      grant: payload.grantId ?? null,
      family: model === 'AuthorizationCode' ? key(id) : (this.#use()?.family ?? null),
      uid: payload.uid ?? null,
    });
    const adapter: Adapter = {
      upsert: async (id, payload, expiresIn) => {
        const { consumed = false } = (await records.get(key(id))) ?? {};
        await records.put({ ...asRecord(id, payload, expiresIn), consumed });
      },
      find: async (id) => {
        const record = await records.get(key(id));
        if (record?.grant == null || model === 'Session') return live(record);
        const again = await this.#comesAgain(record);
        const { ctx } = Provider;
        if (ctx) this.#uses.set(ctx, { family: record.family ?? null, again });
        // The library refuses a code that was used, also one that comes again; a refresh token may.
        return live(again && model === 'RefreshToken' ? { ...record, consumed: false } : record);
      },
      // Only sessions are looked for so.
      findByUid: async () => undefined,
      findByUserCode: async () => undefined,
      // Compare-and-set, so that of two requests with one code exactly one gets tokens.
      consume: async (id) => {
        const used = { consumed: true, consumedAt: this.#clock.now() };
        const first = await records.replaceIf(key(id), { consumed: false }, used);
        if (first || (model === 'RefreshToken' && (await this.#comesAgain(await records.get(key(id)))))) return;
        throw new errors.InvalidGrant('already used');
      },
      destroy: async (id) => void (await records.delete(key(id))),
      // The library means all that the grant carries. That is every window of the application; only the sign-on whose code
      // or token came twice, or was revoked, ends (RFC 9700, 4.14.2).
      revokeByGrantId: async (grant) => {
        const use = this.#use();
        if (use?.again) return;
        const all = use?.family == null ? await records.find('grant', grant) : await records.find('family', use.family);
        for (const { id } of all) if (id.startsWith(key(''))) await records.delete(id);
      },
    };
    if (model !== 'Session') return adapter;
    return {
      ...adapter,
      // One of nobody is not kept: a stranger could have any number of them.
      upsert: async (id, payload, expiresIn) => {
        if (payload.accountId !== undefined) await this.#keepSession(asRecord(id, payload, expiresIn));
      },
      find: async (id) => {
        const record = await records.get(key(id));
        return record?.consumed ? undefined : this.#whileItsPersonIsSignedIn(live(record));
      },
      findByUid: async (uid) => {
        const session = (await sessionsOf(uid, records)).find((each) => this.#isLive(each));
        return this.#whileItsPersonIsSignedIn(live(session));
      },
      // See `#keepSession`: what hangs on it still finds it.
      destroy: async (id) => void (await records.replaceIf(key(id), { consumed: false }, { consumed: true })),
    };
  }

  /**
   * The library reads a session, adds the application that somebody opens, and writes it back; at a sign-in it destroys
   * it and writes it under a new id. Whoever comes back to several applications does so several times at once [S1]. So
   * what is written joins what others wrote of the same session (the same `uid`), and one that is destroyed opens
   * nothing by its id, but carries the codes and tokens that hang on it until it has another or its person signs out.
   */
  #keepSession(record: OidcRecord): Promise<void> {
    return this.#store.transaction(async (collections) => {
      const records = collections.collection(oidcRecords);
      const known = await sessionsOf(record.uid, records);
      const consumed = known.some(({ id, consumed: isOver }) => id === record.id && isOver);
      const others = known.filter(({ id }) => id !== record.id);
      const authorizations = authorizationsOf([...known, record]);
      const joined = (each: OidcRecord) => ({ ...each, payload: { ...each.payload, authorizations } });
      await records.put({ ...joined(record), consumed });
      for (const other of others) {
        if (other.consumed) await records.delete(other.id);
        else await records.put(joined(other));
      }
    });
  }

  /** What the library does for one request, which writes several records one after the other: one wait for the disk. */
  together(work: () => Promise<void>): Promise<void> {
    return inOneWait(this.#store, work);
  }

  async deleteExpired(): Promise<void> {
    for (const record of await this.#records.list()) if (!this.#isLive(record)) await this.#records.delete(record.id);
  }

  /**
   * The library asks for its session at every use of a token and at every sign-on, so this is where a session that is
   * over stops being any good, to the second. One that nobody has signed on with yet is not good for anything.
   */
  async #whileItsPersonIsSignedIn(payload: AdapterPayload | undefined): Promise<AdapterPayload | undefined> {
    if (Object.keys(payload?.authorizations ?? {}).length === 0) return payload;
    return (await this.#openIdSessions.livePortalSessionOf(payload!.uid!)) && payload;
  }

  #use(): Use | undefined {
    const { ctx } = Provider;
    return ctx && this.#uses.get(ctx);
  }

  /**
   * Whether this was used just now and nothing that came of it has been used since: its answer may have been lost on the
   * way, or several requests of one client had it at the same moment.
   */
  async #comesAgain(record: OidcRecord | undefined): Promise<boolean> {
    if (!record?.consumed || record.consumedAt === undefined) return false;
    if (this.#clock.now() - record.consumedAt >= limits.tokens.usedAgainWithin) return false;
    if (record.family == null) return true;
    const generation = (each: OidcRecord) => each.payload.rotations ?? -1;
    const newer = (each: OidcRecord) => each.consumed && generation(each) > generation(record);
    return !(await this.#records.find('family', record.family)).some(newer);
  }

  #isLive({ expiresAt }: OidcRecord): boolean {
    return expiresAt === null || this.#clock.now() < expiresAt;
  }
}

/** Deletes one of the library's sessions with all that hangs on it. @returns who was signed on by it */
export async function endOidcSession(uid: string, collections: Collections): Promise<SignOn[]> {
  const records = collections.collection(oidcRecords);
  const sessions = await sessionsOf(uid, records);
  for (const { id } of sessions) await records.delete(id);
  const accountId = sessions[0]?.payload.accountId;
  const signOns: SignOn[] = [];
  for (const [clientId, { sid, grantId }] of Object.entries(authorizationsOf(sessions))) {
    if (grantId !== undefined) {
      for (const { id } of await records.find('grant', grantId)) await records.delete(id);
      await records.delete(`Grant:${grantId}`);
    }
    if (sid !== undefined && accountId !== undefined) signOns.push({ clientId, accountId, sid });
  }
  return signOns;
}

/** One session, under each id that a browser may have for it. */
async function sessionsOf(uid: string | null, records: OidcCollection): Promise<OidcRecord[]> {
  return (await records.find('uid', uid)).filter(({ id }) => id.startsWith('Session:'));
}

function authorizationsOf(sessions: readonly OidcRecord[]): NonNullable<AdapterPayload['authorizations']> {
  return Object.assign({}, ...sessions.map(({ payload }) => payload.authorizations)) as ReturnType<
    typeof authorizationsOf
  >;
}

/** A copy, because the library writes into what it is given. */
function payloadOf({ payload, consumed }: OidcRecord): AdapterPayload {
  return { ...plainCopy(payload), ...(consumed && { consumed: true }) };
}

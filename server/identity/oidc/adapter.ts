import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Clock } from '../../clock.ts';
import { type Collection, type Collections, defineCollection, type Store } from '../../store/contract.ts';
import { plainCopy } from '../../store/frozen.ts';
import type { SignOn } from '../sessions/logout-outbox.ts';
import type { OpenIdSessions } from '../sessions/openid-sessions.ts';

/** What oidc-provider keeps: sessions, interactions, grants, codes and tokens, each under `model:id`. */
interface OidcRecord {
  readonly id: string;
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970; null where the library sets no end. */
  readonly expiresAt: number | null;
  readonly consumed: boolean;
  readonly grant: string | null;
  readonly uid: string | null;
}

const definition = defineCollection<OidcRecord>()({
  name: 'oidc',
  lifetime: 'session',
  indexes: ['grant', 'uid'],
});

export class OidcRecords {
  readonly #records: Collection<OidcRecord, 'grant' | 'uid'>;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #openIdSessions: OpenIdSessions;

  constructor(store: Store, clock: Clock, openIdSessions: OpenIdSessions) {
    this.#store = store;
    this.#records = store.collection(definition);
    this.#clock = clock;
    this.#openIdSessions = openIdSessions;
  }

  /** The library's storage contract for one of its models. */
  adapterFor(model: string): Adapter {
    const records = this.#records;
    const key = (id: string) => `${model}:${id}`;
    const live = (record: OidcRecord | undefined) => (record && this.#isLive(record) ? payloadOf(record) : undefined);
    return {
      upsert: async (id, payload, expiresIn) => {
        const expiresAt = expiresIn ? this.#clock.now() + expiresIn * 1000 : null;
        const plain = JSON.parse(JSON.stringify(payload)) as AdapterPayload;
        const present = await records.get(key(id));
        await records.put({
          id: key(id),
          payload: plain,
          expiresAt,
          consumed: present?.consumed ?? false,
          grant: payload.grantId ?? null,
          uid: payload.uid ?? null,
        });
      },
      find: async (id) => {
        const payload = live(await records.get(key(id)));
        return payload && model === 'Session' ? this.#whileItsPersonIsSignedIn(payload) : payload;
      },
      findByUid: async (uid) => {
        const payload = live((await records.find('uid', uid)).find(({ id }) => id.startsWith(`${model}:`)));
        return payload && this.#whileItsPersonIsSignedIn(payload);
      },
      findByUserCode: async () => undefined,
      // Compare-and-set, so that of two requests with one code exactly one gets tokens.
      consume: async (id) => {
        const first = await records.replaceIf(key(id), { consumed: false }, { consumed: true });
        if (!first) throw new errors.InvalidGrant('already used');
      },
      destroy: async (id) => void (await records.delete(key(id))),
      revokeByGrantId: async (grant) => {
        for (const { id } of await records.find('grant', grant)) await records.delete(id);
      },
    };
  }

  /** What the library does for one request, which writes several records one after the other: one wait for the disk. */
  together(work: () => Promise<void>): Promise<void> {
    return this.#store.together ? this.#store.together(work) : work();
  }

  async deleteExpired(): Promise<void> {
    for (const record of await this.#records.list()) if (!this.#isLive(record)) await this.#records.delete(record.id);
  }

  /**
   * The library asks for its session at every use of a token and at every sign-on, so this is where a session that is
   * over stops being any good, to the second. One that nobody has signed on with yet is not good for anything.
   */
  async #whileItsPersonIsSignedIn(payload: AdapterPayload): Promise<AdapterPayload | undefined> {
    if (Object.keys(payload.authorizations ?? {}).length === 0) return payload;
    return (await this.#openIdSessions.livePortalSessionOf(payload.uid!)) && payload;
  }

  #isLive({ expiresAt }: OidcRecord): boolean {
    return expiresAt === null || this.#clock.now() < expiresAt;
  }
}

/** Deletes one of the library's sessions with all that hangs on it. @returns who was signed on by it */
export async function endOidcSession(uid: string, collections: Collections): Promise<SignOn[]> {
  const records = collections.collection(definition);
  const session = (await records.find('uid', uid)).find(({ id }) => id.startsWith('Session:'));
  if (session === undefined) return [];
  const { accountId, authorizations = {} } = session.payload;
  await records.delete(session.id);
  const signOns: SignOn[] = [];
  for (const [clientId, { sid, grantId }] of Object.entries(authorizations)) {
    if (grantId !== undefined) {
      for (const { id } of await records.find('grant', grantId)) await records.delete(id);
      await records.delete(`Grant:${grantId}`);
    }
    if (sid !== undefined && accountId !== undefined) signOns.push({ clientId, accountId, sid });
  }
  return signOns;
}

/** A copy, because the library writes into what it is given. */
function payloadOf({ payload, consumed }: OidcRecord): AdapterPayload {
  return { ...plainCopy(payload), ...(consumed && { consumed: true }) };
}

import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';

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
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.collection(definition);
    this.#clock = clock;
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
      find: async (id) => live(await records.get(key(id))),
      findByUid: async (uid) => live((await records.find('uid', uid)).find(({ id }) => id.startsWith(`${model}:`))),
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

  async deleteExpired(): Promise<void> {
    for (const record of await this.#records.list()) if (!this.#isLive(record)) await this.#records.delete(record.id);
  }

  #isLive({ expiresAt }: OidcRecord): boolean {
    return expiresAt === null || this.#clock.now() < expiresAt;
  }
}

/** A copy, because the library writes into what it is given. */
function payloadOf({ payload, consumed }: OidcRecord): AdapterPayload {
  return { ...structuredClone(payload), ...(consumed && { consumed: true }) };
}

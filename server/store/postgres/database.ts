import type { FastifyBaseLogger } from 'fastify';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { PostgresSettings } from '../../../shared/kiosk/settings.ts';
import { type Store, StoreNotOpenedError } from '../contract.ts';
import { UnreadableError } from '../sealed.ts';
import { createPool, explained, nameOf, primaryOf, requireUsable } from './connect.ts';
import { hasVersions, migrate } from './migrations.ts';
import { PostgresStore } from './postgres-store.ts';
import type { Primary } from './primary.ts';
import { RowCipher } from './row-cipher.ts';
import { Standing } from './standing.ts';
import type { Connection, Tables } from './tables.ts';

/** Whether the records are a server's, or a move into this database has begun and is not complete. */
export type StoreState = 'in use' | 'moving';

export interface OpenedSchema {
  readonly schema: string;
  readonly db: Connection;
  readonly cipher: RowCipher;
  /** Absent in a schema that was just made. */
  readonly state: StoreState | undefined;
}

/** One PostgreSQL database with a schema for each store; they share its connections. */
export class PostgresDatabase {
  readonly #kysely: Kysely<Tables>;
  readonly #pool: Pool;
  readonly #settings: PostgresSettings;
  readonly #primary: Primary;
  readonly #standing: Standing;

  private constructor(pool: Pool, settings: PostgresSettings, primary: Primary, log: FastifyBaseLogger) {
    this.#kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    this.#pool = pool;
    this.#settings = settings;
    this.#primary = primary;
    this.#standing = new Standing(settings, primary, log);
  }

  /** @throws SettingsError or StoreNotOpenedError, which say what to do about it */
  static async connect(settings: PostgresSettings, log: FastifyBaseLogger): Promise<PostgresDatabase> {
    const primary = await primaryOf(settings, log);
    const pool = await createPool(settings, primary, log).catch((error: unknown) => {
      primary.close();
      throw error;
    });
    try {
      await requireUsable(pool, settings, log);
      return new PostgresDatabase(pool, settings, primary, log);
    } catch (error) {
      primary.close();
      await pool.end();
      throw error;
    }
  }

  /** Messages name it: no credentials are in it. */
  get name(): string {
    return nameOf(this.#settings);
  }

  /**
   * @param key of the store, 32 bytes
   * @throws StoreNotOpenedError @throws UnreadableError when the records were sealed under another key
   */
  async openStore(name: string, key: Buffer): Promise<Store> {
    const { schema, db, cipher } = await this.openInUse(name, key);
    return new PostgresStore(db, schema, cipher, this.#standing);
  }

  /** A schema that no move is going on into. @throws as `openStore` does */
  async openInUse(name: string, key: Buffer): Promise<OpenedSchema> {
    const opened = await this.openSchema(name, key);
    const { db, cipher, state } = opened;
    if (state === 'moving') {
      throw new StoreNotOpenedError(
        `A move into the database ${this.name} is not complete; finish it with npm run store -- migrate.`,
      );
    }
    if (state === undefined) await setState(db, cipher, 'in use');
    return opened;
  }

  /** Whether a server has been here; opening it makes what is missing. */
  has(name: string): Promise<boolean> {
    return hasVersions(this.#kysely, schemaOf(name));
  }

  async openSchema(name: string, key: Buffer): Promise<OpenedSchema> {
    const schema = schemaOf(name);
    const db = this.#kysely.withSchema(schema);
    const cipher = new RowCipher(key);
    try {
      await migrate(db, schema);
      return { schema, db, cipher, state: await stateOf(db, cipher) };
    } catch (error) {
      if (error instanceof UnreadableError) {
        throw new UnreadableError(
          `The records in the database ${this.name} were encrypted with another key than this server's. Its key is the file master.key in the data folder; put back the one that belongs to them.`,
        );
      }
      throw explained(error, this.#settings);
    }
  }

  /** All of them are changed at once, or none. */
  async setStates(schemas: readonly OpenedSchema[], state: StoreState): Promise<void> {
    await this.#kysely.transaction().execute(async (transaction) => {
      for (const { schema, cipher } of schemas) await setState(transaction.withSchema(schema), cipher, state);
    });
  }

  async close(): Promise<void> {
    this.#primary.close();
    await this.#standing.close();
    await this.#kysely.destroy();
    // Kysely ends the pool only where it has used it; an idle connection would hold a command up for seconds.
    if (!this.#pool.ending) await this.#pool.end();
  }
}

/** A prefix of its own, because the database may hold other things. */
export function schemaOf(store: string): string {
  return `kiosk_${store}`;
}

async function stateOf(db: Connection, cipher: RowCipher): Promise<StoreState | undefined> {
  const row = await db.selectFrom('about').select('value').where('name', '=', 'state').executeTakeFirst();
  return row && (cipher.open({ key: placeOfState, sealed: row.value }) as StoreState);
}

const placeOfState = Buffer.from('state');

/** Sealed, so that it also tells whether the key is the right one. */
async function setState(db: Connection, cipher: RowCipher, state: StoreState): Promise<void> {
  const value = cipher.sealText(state, placeOfState);
  await db
    .insertInto('about')
    .values({ name: 'state', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

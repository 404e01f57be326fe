import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../../shared/limits.ts';
import type { Collection, CollectionDefinition, Collections, Entity, Store } from '../contract.ts';
import { sql } from 'kysely';
import { asStoreError, isConflict } from './failures.ts';
import type { RowCipher } from './row-cipher.ts';
import { collectionOver, reindex } from './rows.ts';
import { type Connection, indexColumns } from './tables.ts';

type AnyDefinition = CollectionDefinition<Entity, never>;

/**
 * Records in one schema of a PostgreSQL database. Writes of one record lock its row and queue there. Transactions are
 * serializable: the database lets them run side by side and refuses whichever would not have happened so one after the
 * other, and that one is done again.
 */
export class PostgresStore implements Store {
  readonly #db: Connection;
  readonly #schema: string;
  readonly #cipher: RowCipher;
  readonly #preparing = new Map<string, Promise<void>>();
  readonly #prepared = new Set<string>();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(db: Connection, schema: string, cipher: RowCipher) {
    this.#db = db;
    this.#schema = schema;
    this.#cipher = cipher;
  }

  collection<T extends Entity, I extends keyof T & string>(definition: CollectionDefinition<T, I>): Collection<T, I> {
    requireRoom(definition);
    const inOneStep = <R>(work: (db: Connection) => Promise<R>) => this.#db.transaction().execute(work);
    const records = collectionOver(this.#db, definition, this.#cipher, inOneStep);
    const now = <R>(one: () => Promise<R>): Promise<R> =>
      this.#noted(async () => {
        await this.#prepare(definition as unknown as AnyDefinition);
        return one();
      });
    return {
      get: (id) => now(() => records.get(id)),
      find: (index, value) => now(() => records.find(index, value)),
      list: () => now(() => records.list()),
      count: () => now(() => records.count()),
      insert: (record) => now(() => records.insert(record)),
      put: (record) => now(() => records.put(record)),
      update: (id, change) => now(() => records.update(id, change)),
      replaceIf: (id, expected, change) => now(() => records.replaceIf(id, expected, change)),
      delete: (id) => now(() => records.delete(id)),
    };
  }

  transaction<R>(work: (collections: Collections) => Promise<R>): Promise<R> {
    return this.#noted(async () => {
      const giveUpAt = performance.now() + limits.database.retryFor;
      for (let attempt = 0; ; attempt++) {
        try {
          return await this.#db
            .transaction()
            .setIsolationLevel('serializable')
            .execute((db) => work(new InTransaction(db, this.#cipher, (name) => this.#prepared.has(name))));
        } catch (error) {
          if (error instanceof NotPrepared) await this.#prepare(error.definition);
          else if (!isConflict(error) || performance.now() > giveUpAt) throw error;
          // At random, so that those who met do not meet again.
          else await sleep(randomInt(2 ** Math.min(attempt + 1, 6)));
        }
      }
    });
  }

  /** Waits for what is under way. The connections are the database's, which closes them. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  async #noted<R>(work: () => Promise<R>): Promise<R> {
    const running = work().catch((error: unknown) => {
      throw asStoreError(error);
    });
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  /** Once in the life of a process: rows of an earlier version may have other indexes, moved ones have none yet. */
  #prepare(definition: AnyDefinition): Promise<void> {
    const { name } = definition;
    let preparing = this.#preparing.get(name);
    if (preparing === undefined) {
      preparing = this.#matchIndexes(definition).then(() => void this.#prepared.add(name));
      this.#preparing.set(name, preparing);
      preparing.catch(() => this.#preparing.delete(name));
    }
    return preparing;
  }

  async #matchIndexes(definition: AnyDefinition): Promise<void> {
    if (await hasIndexes(this.#db, definition)) return;
    await this.#db.transaction().execute(async (db) => {
      const lock = `indexes/${this.#schema}/${definition.name}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(db);
      if (!(await hasIndexes(db, definition))) await reindex(db, definition, this.#cipher);
    });
  }
}

async function hasIndexes(db: Connection, { name, indexes }: AnyDefinition): Promise<boolean> {
  const row = await db.selectFrom('collections').select('indexes').where('name', '=', name).executeTakeFirst();
  return row !== undefined && JSON.stringify(row.indexes) === JSON.stringify(indexes);
}

/** Its indexes are not looked at within a transaction, which would need a second connection while it holds one. */
class NotPrepared extends Error {
  readonly definition: AnyDefinition;

  constructor(definition: AnyDefinition) {
    super(`${definition.name} is used for the first time`);
    this.definition = definition;
  }
}

class InTransaction implements Collections {
  readonly #db: Connection;
  readonly #cipher: RowCipher;
  readonly #isPrepared: (name: string) => boolean;
  #lifetime: AnyDefinition['lifetime'] | undefined;

  constructor(db: Connection, cipher: RowCipher, isPrepared: (name: string) => boolean) {
    this.#db = db;
    this.#cipher = cipher;
    this.#isPrepared = isPrepared;
  }

  collection<T extends Entity, I extends keyof T & string>(definition: CollectionDefinition<T, I>): Collection<T, I> {
    requireRoom(definition);
    this.#lifetime ??= definition.lifetime;
    // Here it could be done, but not in the embedded store, and both behave alike.
    if (this.#lifetime !== definition.lifetime) {
      throw new Error(`${definition.name} has another lifetime than what this transaction began with`);
    }
    if (!this.#isPrepared(definition.name)) throw new NotPrepared(definition as unknown as AnyDefinition);
    return collectionOver(this.#db, definition, this.#cipher, (work) => work(this.#db));
  }
}

function requireRoom({ name, indexes }: { name: string; indexes: readonly string[] }): void {
  if (indexes.length <= indexColumns.length) return;
  throw new Error(`${name} has ${indexes.length} indexes, and the tables have room for ${indexColumns.length}`);
}

import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../../shared/contract/limits.ts';
import {
  type AnnouncementListener,
  type Claim,
  type Collection,
  type CollectionDefinition,
  type Collections,
  type Entity,
  oneByOne,
  type Store,
  StoreUnavailableError,
  type Work,
} from '../contract.ts';
import { sql } from 'kysely';
import { asStoreError, isConflict } from './failures.ts';
import { GatheredWorks } from './gathered-works.ts';
import { Gathering } from './gathering.ts';
import { collectionIn, haveMet, inLanes, Lane, NotBesideOthers } from './lane.ts';
import type { RowCipher } from './row-cipher.ts';
import { isIndexed, reindex } from './reindex.ts';
import { collectionOver } from './rows.ts';
import type { Standing } from './standing.ts';
import { type Connection, indexColumns } from './tables.ts';

/** A long transaction may be past its time at its first conflict. */
const fewest = 3;

type AnyDefinition = CollectionDefinition<Entity>;

/**
 * Records in one schema of a PostgreSQL database. Writes of one record that meet lock its row and queue there. Transactions are
 * serializable: the database lets them run side by side and refuses whichever would not have happened so one after the
 * other, and that one is done again.
 */
export class PostgresStore implements Store {
  readonly #db: Connection;
  readonly #schema: string;
  readonly #cipher: RowCipher;
  readonly #standing: Standing;
  readonly #preparing = new Map<string, Promise<void>>();
  readonly #prepared = new Set<string>();
  readonly #turns = new Map<string, Promise<void>>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #gathered = new GatheredWorks((works) => this.#together(works), limits.database.together);

  constructor(db: Connection, schema: string, cipher: RowCipher, standing: Standing) {
    this.#db = db;
    this.#schema = schema;
    this.#cipher = cipher;
    this.#standing = standing;
  }

  collection<T extends Entity, I extends keyof T & string>(definition: CollectionDefinition<T, I>): Collection<T, I> {
    requireRoom(definition);
    const inOneStep = <R>(work: (db: Connection) => Promise<R>) => this.#db.transaction().execute(work);
    const records = collectionOver({ db: this.#db, cipher: this.#cipher, inOneStep }, definition);
    const now = <R>(one: () => Promise<R>): Promise<R> =>
      this.#noted(async () => {
        await this.#prepare(definition as unknown as AnyDefinition);
        return one();
      });
    return {
      get: (id) => now(() => records.get(id)),
      find: (index, value) => now(() => records.find(index, value)),
      findAny: (index, values) => now(() => records.findAny(index, values)),
      page: (request) => now(() => records.page(request)),
      list: () => now(() => records.list()),
      count: () => now(() => records.count()),
      insert: (record) => now(() => records.insert(record)),
      insertAll: (all) => now(() => records.insertAll(all)),
      put: (record) => now(() => records.put(record)),
      update: (id, change) => now(() => records.update(id, change)),
      replaceIf: (id, expected, change) => now(() => records.replaceIf(id, expected, change)),
      delete: (id) => now(() => records.delete(id)),
    };
  }

  transaction<R>(work: (collections: Collections) => Promise<R>): Promise<R> {
    return this.#transact(work);
  }

  /** In one step where nothing speaks against it, so that the database is asked for all of them at once. */
  transactions<R>(works: readonly Work<R>[]): Promise<PromiseSettledResult<R>[]> {
    return this.#gathered.do(works);
  }

  async #together<R>(works: readonly Work<R>[]): Promise<PromiseSettledResult<R>[]> {
    if (works.length > 1) {
      try {
        const values = await this.#transact((on) => on.besideEachOther(works));
        return values.map((value) => ({ status: 'fulfilled', value }));
      } catch (error) {
        // Of those that others kept coming between, each alone may well succeed.
        if (error instanceof StoreUnavailableError && !isConflict(error.cause)) throw error;
      }
    }
    return oneByOne(this, works);
  }

  #transact<R>(work: (on: InTransaction) => Promise<R>): Promise<R> {
    return this.#noted(async () => {
      const giveUpAt = performance.now() + limits.database.retryFor;
      let lane = '';
      const begins = (collection: string) => {
        if (lane !== '') return;
        lane = collection;
        if (this.#turns.has(lane)) throw new OthersWait();
      };
      const attempt = () => this.#attempt(work, begins);
      try {
        return await attempt();
      } catch (error) {
        if (!isConflict(error) && !(error instanceof OthersWait)) throw error;
      }
      return this.#inTurn(lane, () => again(attempt, giveUpAt));
    });
  }

  announce(message: string): Promise<void> {
    return this.#noted(() => notify(this.#db, this.#schema, this.#cipher.sealMessage(message)));
  }

  listen(listener: AnnouncementListener): Promise<() => void> {
    return this.#standing.listen(this.#schema, {
      missed: () => listener.missed(),
      heard: (sealed) => {
        const message = this.#cipher.openMessage(sealed);
        if (message !== undefined) listener.heard(message);
      },
    });
  }

  claim(job: string): Promise<Claim | undefined> {
    return this.#standing.claim(`claim/${this.#schema}/${job}`);
  }

  /** Waits for what is under way. The connections are the database's, which closes them. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  async #attempt<R>(work: (on: InTransaction) => Promise<R>, begins: (collection: string) => void): Promise<R> {
    const isPrepared = (collection: string) => {
      begins(collection);
      return this.#prepared.has(collection);
    };
    for (;;) {
      try {
        return await this.#db
          .transaction()
          .setIsolationLevel('serializable')
          .execute((db) => work(new InTransaction(db, this.#schema, this.#cipher, isPrepared)));
      } catch (error) {
        if (!(error instanceof NotPrepared)) throw error;
        await this.#prepare(error.definition);
      }
    }
  }

  /**
   * Those that met once take turns, by the collection that they begin with, and whoever comes while they wait comes last.
   * Without that, of many that want one record most would fail again and again, each round for one that succeeds.
   */
  #inTurn<R>(lane: string, work: () => Promise<R>): Promise<R> {
    const turn = (this.#turns.get(lane) ?? Promise.resolve()).then(work);
    const over = turn.then(
      () => {},
      () => {},
    );
    this.#turns.set(lane, over);
    void over.then(() => this.#turns.get(lane) === over && this.#turns.delete(lane));
    return turn;
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
    if (await isIndexed(this.#db, definition)) return;
    await this.#db.transaction().execute(async (db) => {
      const lock = `indexes/${this.#schema}/${definition.name}`;
      await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(db);
      if (!(await isIndexed(db, definition))) await reindex(db, definition, this.#cipher);
    });
  }
}

async function notify(db: Connection, channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(db);
}

async function again<R>(attempt: () => Promise<R>, giveUpAt: number): Promise<R> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error) || (performance.now() > giveUpAt && tries >= fewest)) throw error;
    }
    // The wait is random, so that those who met, perhaps in another process, do not meet again.
    await sleep(randomInt(2 ** Math.min(tries, 6)));
  }
}

/** Its indexes are not looked at within a transaction, which would need a second connection while it holds one. */
class NotPrepared extends Error {
  readonly definition: AnyDefinition;

  constructor(definition: AnyDefinition) {
    super(`${definition.name} is used for the first time`);
    this.definition = definition;
  }
}

/** Those that wait for the same record, as far as one can tell; whoever comes now would only get in their way. */
class OthersWait extends Error {}

class InTransaction implements Collections {
  readonly #db: Connection;
  readonly #schema: string;
  readonly #cipher: RowCipher;
  readonly #isPrepared: (name: string) => boolean;
  readonly #lane: Lane | undefined;
  #lifetime: AnyDefinition['lifetime'] | undefined;

  constructor(db: Connection, schema: string, cipher: RowCipher, isPrepared: (name: string) => boolean, lane?: Lane) {
    this.#db = db;
    this.#schema = schema;
    this.#cipher = cipher;
    this.#isPrepared = isPrepared;
    this.#lane = lane;
  }

  collection<T extends Entity, I extends keyof T & string>(definition: CollectionDefinition<T, I>): Collection<T, I> {
    requireRoom(definition);
    this.#lifetime ??= definition.lifetime;
    // Here it could be done, but not in the embedded store, and both behave alike.
    if (this.#lifetime !== definition.lifetime) {
      throw new Error(`${definition.name} has another lifetime than what this transaction began with`);
    }
    if (!this.#isPrepared(definition.name)) throw new NotPrepared(definition as unknown as AnyDefinition);
    if (this.#lane !== undefined) return collectionIn(this.#lane, definition, this.#cipher);
    return collectionOver({ db: this.#db, cipher: this.#cipher }, definition);
  }

  announce(message: string): Promise<void> {
    return notify(this.#db, this.#schema, this.#cipher.sealMessage(message));
  }

  /** All of the works, or none of them where one throws or two of them meet. */
  async besideEachOther<R>(works: readonly Work<R>[]): Promise<R[]> {
    const gathering = new Gathering(this.#db);
    const results: R[] = [];
    const lanes = inLanes(works).map((places) => ({ lane: new Lane(gathering), places }));
    const done = await Promise.allSettled(
      lanes.map(async ({ lane, places }) => {
        for (const at of places) {
          // A transaction of its own to the work: its lifetime is as of any.
          const on = new InTransaction(this.#db, this.#schema, this.#cipher, this.#isPrepared, lane);
          results[at] = await works[at]!.do(on);
        }
      }),
    );
    await gathering.end();
    const reasons = done.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    const failure = reasons.find((each) => each instanceof NotPrepared) ?? gathering.refusal ?? reasons[0];
    if (failure !== undefined) throw failure;
    if (haveMet(lanes.map(({ lane }) => lane))) throw new NotBesideOthers();
    return results;
  }
}

function requireRoom({ name, indexes }: { name: string; indexes: readonly string[] }): void {
  if (indexes.length <= indexColumns.length) return;
  throw new Error(`${name} has ${indexes.length} indexes, and the tables have room for ${indexColumns.length}`);
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import { mkdir } from 'node:fs/promises';
import type { FastifyBaseLogger } from 'fastify';
import {
  type AnnouncementListener,
  type Claim,
  type Collection,
  type CollectionDefinition,
  type Collections,
  type Entity,
  oneByOne,
  type Store,
  takenError,
  type Work,
} from '../contract.ts';
import { frozenCopy } from '../frozen.ts';
import { CollectionFile } from './collection-file.ts';
import { JournaledFile } from './journaled-file.ts';
import { requireNotMoved } from './moved.ts';
import { pageOf } from './pages.ts';
import { lockDirectory } from './process-lock.ts';
import type { Change, Records } from './records.ts';
import { filesOf, type Lifetime } from './store-folders.ts';
import { Table } from './table.ts';
import { WithinProcess } from './within-process.ts';

export interface LowdbOptions {
  /** Made when it is missing, for this user only. */
  readonly directory: string;
  /** 32 bytes for AES-256-GCM. */
  readonly key: Buffer;
  /** What files may still be encrypted with; they are written with `key`. */
  readonly previousKeys?: readonly Buffer[];
  readonly log?: FastifyBaseLogger;
  /** Instead of the usual: see `JournaledOptions`. */
  readonly journalBytes?: number;
}

/** @throws InUseError, UnreadableError, StoreNotOpenedError where the records were moved elsewhere, or the file system's error */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const { directory, key, previousKeys = [], log, journalBytes } = options;
  const keys = [key, ...previousKeys];
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  try {
    await requireNotMoved(directory);
    const opened = async (lifetime: Lifetime) =>
      new CollectionFile(await JournaledFile.open(filesOf(directory, lifetime), { keys, log, journalBytes }));
    return new LowdbStore({ lasting: await opened('lasting'), session: await opened('session') }, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Writes whose durability one piece of work waits for at its end; none once it has ended. */
interface Together {
  writing: Promise<void>[] | undefined;
}

class LowdbStore implements Store {
  readonly #files: Record<Lifetime, CollectionFile>;
  readonly #lock: { release(): Promise<void> };
  readonly #tables = new Map<string, Table<Entity>>();
  readonly #process = new WithinProcess();
  /** Writers take turns, so that a transaction's reads still hold when it writes. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #together = new AsyncLocalStorage<Together>();

  constructor(files: Record<Lifetime, CollectionFile>, lock: { release(): Promise<void> }) {
    this.#files = files;
    this.#lock = lock;
  }

  collection<T extends Entity, I extends keyof T & string>(definition: CollectionDefinition<T, I>): Collection<T, I> {
    const table = this.#table(definition);
    const write = <R>(one: (records: Collection<T, I>) => Promise<R>) =>
      this.transaction((collections) => one(collections.collection(definition)));
    return {
      get: async (id) => table.get(id),
      find: async (index, value) => table.find(index, value),
      findAny: async (index, values) => table.findAny(index, values),
      page: async (request) => pageOf(table, definition, request),
      list: async () => table.list(),
      count: async () => table.size,
      insert: (record) => write((records) => records.insert(record)),
      insertAll: (all) => write((records) => records.insertAll(all)),
      put: (record) => write((records) => records.put(record)),
      update: (id, change) => write((records) => records.update(id, change)),
      replaceIf: (id, expected, change) => write((records) => records.replaceIf(id, expected, change)),
      delete: (id) => write((records) => records.delete(id)),
    };
  }

  async transaction<R>(work: (collections: Collections) => Promise<R>): Promise<R> {
    let written: Promise<void> | undefined;
    let announced: readonly string[] = [];
    const scope = this.#together.getStore();
    let together: Promise<void>[] | undefined;
    const inTurn = this.#turn.then(async () => {
      const changes = new Transaction((definition) => this.#table(definition));
      const result = await work(changes);
      together = scope?.writing;
      written = changes.commitTo(this.#files, together ? 'hold' : 'commit');
      announced = changes.announced;
      // Observed below; here only so that a failed write is never an unhandled rejection.
      written.catch(() => {});
      return result;
    });
    this.#turn = inTurn.catch(() => {});
    const result = await inTurn;
    const durable = written!.then(() => {
      for (const message of announced) this.#process.announce(message);
    });
    // The next writer need not wait for the disk; this one's caller does, now or when all of its work is done.
    if (together) {
      durable.catch(() => {});
      together.push(durable);
    } else await durable;
    return result;
  }

  /** One waits for the disk, and what comes after it does not wait for that one. */
  transactions<R>(works: readonly Work<R>[]): Promise<PromiseSettledResult<R>[]> {
    return this.together(() => oneByOne(this, works));
  }

  async announce(message: string): Promise<void> {
    this.#process.announce(message);
  }

  async listen(listener: AnnouncementListener): Promise<() => void> {
    return this.#process.listen(listener);
  }

  async claim(job: string): Promise<Claim | undefined> {
    return this.#process.claim(job);
  }

  async together<R>(work: () => Promise<R>): Promise<R> {
    if (this.#together.getStore()?.writing) return work();
    const writing: Promise<void>[] = [];
    const scope: Together = { writing };
    const [done] = await Promise.allSettled([this.#together.run(scope, work)]);
    // Whatever it began and did not wait for writes by itself from here on.
    scope.writing = undefined;
    for (const file of Object.values(this.#files)) file.release();
    await Promise.all(writing);
    if (done.status === 'rejected') throw done.reason;
    return done.value;
  }

  async flush(): Promise<void> {
    await Promise.all(Object.values(this.#files).map((file) => file.flush()));
  }

  async close(): Promise<void> {
    await this.#turn;
    await Promise.all(Object.values(this.#files).map((file) => file.close()));
    await this.#lock.release();
  }

  #table<T extends Entity, I extends keyof T & string>(definition: CollectionDefinition<T, I>): Table<T> {
    const known = this.#tables.get(definition.name);
    if (known) return known as unknown as Table<T>;
    const records = this.#files[definition.lifetime].records(definition.name);
    const table = new Table<T>(definition, records as Records<T>);
    this.#tables.set(definition.name, table as unknown as Table<Entity>);
    return table;
  }
}

/** What one transaction has written so far, laid over what is there; nothing shows outside before it commits. */
class Transaction implements Collections {
  readonly #tableOf: <T extends Entity, I extends keyof T & string>(d: CollectionDefinition<T, I>) => Table<T>;
  readonly #written = new Map<string, Map<string, Entity | undefined>>();
  readonly #tables = new Map<string, Table<Entity>>();
  readonly announced: string[] = [];
  #lifetime: Lifetime | undefined;

  constructor(tableOf: <T extends Entity, I extends keyof T & string>(d: CollectionDefinition<T, I>) => Table<T>) {
    this.#tableOf = tableOf;
  }

  collection<T extends Entity, I extends keyof T & string>(definition: CollectionDefinition<T, I>): Collection<T, I> {
    this.#lifetime ??= definition.lifetime;
    if (this.#lifetime !== definition.lifetime) {
      throw new Error(`${definition.name} is kept in another file than what this transaction began with`);
    }
    const table = this.#tableOf(definition);
    this.#tables.set(definition.name, table as unknown as Table<Entity>);
    const written = (this.#written.get(definition.name) ?? new Map<string, T | undefined>()) as Map<
      string,
      T | undefined
    >;
    this.#written.set(definition.name, written);

    const read = (id: string) => (written.has(id) ? written.get(id) : table.get(id));
    const write = (record: T) => {
      table.requireFindable(record);
      written.set(record.id, frozenCopy(record));
    };
    const change = (record: T, changed: T) => {
      if (changed.id !== record.id) throw new Error('a change keeps the id');
      write(changed);
    };
    const merged = (present: readonly T[], belongs: (record: T) => boolean) =>
      [
        ...present.filter((record) => !written.has(record.id)),
        ...[...written.values()].filter((record) => record !== undefined && belongs(record)),
      ].toSorted((a, b) => (a!.id < b!.id ? -1 : 1)) as T[];

    return {
      get: async (id) => read(id),
      find: async (index, value) => merged(table.find(index, value), (record) => table.finds(index, value, record)),
      findAny: async (index, values) =>
        merged(table.findAny(index, values), (record) => values.some((value) => table.finds(index, value, record))),
      page: async (request) => pageOf(table, definition, request, written),
      list: async () => merged(table.list(), () => true),
      count: async () => merged(table.list(), () => true).length,
      insert: async (record) => {
        if (read(record.id) !== undefined) return false;
        write(record);
        return true;
      },
      insertAll: async (all) => {
        for (const record of all) {
          if (read(record.id) !== undefined) throw takenError(definition);
          write(record);
        }
      },
      put: async (record) => write(record),
      update: async (id, to) => {
        const record = read(id);
        if (record === undefined) return undefined;
        change(record, to(record));
        return read(id);
      },
      replaceIf: async (id, expected, to) => {
        const record = read(id);
        const holds =
          record !== undefined &&
          (Object.keys(expected) as (keyof T)[]).every((field) => isDeepStrictEqual(record[field], expected[field]));
        if (holds) change(record, { ...record, ...to });
        return holds;
      },
      delete: async (id) => {
        if (read(id) === undefined) return false;
        written.set(id, undefined);
        return true;
      },
    };
  }

  async announce(message: string): Promise<void> {
    this.announced.push(message);
  }

  commitTo(files: Record<Lifetime, CollectionFile>, how: 'commit' | 'hold'): Promise<void> {
    const changes: Change[] = [];
    for (const [name, records] of this.#written) {
      const table = this.#tables.get(name)!;
      for (const [id, record] of records) changes.push(table.change(id, record));
    }
    return this.#lifetime === undefined ? Promise.resolve() : files[this.#lifetime][how](changes);
  }
}

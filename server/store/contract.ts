/**
 * What the capabilities keep their records in. Implemented by each store and held to by one contract suite
 * (`tests/contract/store.ts`), so that the embedded default and a large deployment behave alike.
 *
 * A resolved write is durable. A rejected write changed nothing; only of one that is rejected because its store became
 * unavailable nobody knows: it was written as a whole or not at all. Records are plain JSON values and come back frozen.
 */

/** The store cannot be reached, or does not answer in time. It may be back soon; callers are told to try again. */
export class StoreUnavailableError extends Error {}

/** Its message is for whoever starts the server: why the store cannot be opened, and what to do about it. */
export class StoreNotOpenedError extends Error {}

/** A newer version of the product has written what this one would misread. Its message says what to do. */
export class NewerRecordError extends StoreNotOpenedError {}

export interface Entity {
  readonly id: string;
}

/** Of records that were to be new, and what that is about nobody says: an id may be a token. */
export function takenError({ name }: { readonly name: string }): Error {
  return new Error(`one of the ids is taken in ${name}`);
}

/** Says what a collection holds; the same value is given to whichever store the deployment uses. */
export interface CollectionDefinition<T extends Entity, Index extends keyof T & string = never> {
  readonly name: string;
  /** Sessions and tokens change all the time and may go with a restart of everything; accounts may not. Kept apart. */
  readonly lifetime: 'lasting' | 'session';
  readonly indexes: readonly Index[];
  /** Indexes on fields that hold lists, such as digests of a name and of its sounds: each value of the list finds it. */
  readonly several?: readonly Index[];
  /**
   * The field by which pages are ordered: a calendar date (`YYYY-MM-DD`) or a number, such as one of a sequence. Databases
   * see it in clear, so it is one that gives nothing away. A record without it is on no page.
   */
  readonly order?: keyof T & string;
  /** Counted up when what a record holds changes, so that older ones are told apart; 1 where it is not said. */
  readonly version?: number;
  /**
   * Makes of a record that an older version wrote what this one would have written. Reading alone writes nothing; what was
   * made is written back when the record is next changed, or earlier with others. Needed from version 2 on.
   */
  readonly upgrade?: (record: Readonly<Record<string, unknown>> & Entity, version: number) => T;
  /** Unused at run time: carries the record's type. */
  readonly record?: T;
}

/** What an index finds by: of a list each value in it. */
export type IndexValue<V> = [Exclude<V, undefined>] extends [readonly (infer Each)[]] ? Each : V;

export type OrderedKey = string | number;

export interface PageRequest<T extends Entity, K extends keyof T & string> {
  /** Of an index and a value of it. */
  readonly index: readonly [K, IndexValue<T[K]>];
  /** The first and the last key that count, both included; without them there is no bound. */
  readonly from?: OrderedKey | undefined;
  readonly to?: OrderedKey | undefined;
  /** At most so many records, at least one. */
  readonly limit: number;
  /** What came with the page before, as `next`. */
  readonly after?: string | undefined;
}

export interface Page<T> {
  /** By the ordered key; those of one key stand in an order of the store's own, the same each time. */
  readonly records: readonly T[];
  /** Asks for the page that follows; undefined where there is none. It is good for this store only. */
  readonly next: string | undefined;
}

/** What was given as `after` is not from a page of this store. */
export class CursorError extends Error {}

export interface Collection<T extends Entity, Index extends keyof T & string = never> {
  get(id: string): Promise<T | undefined>;
  find<K extends Index>(index: K, value: IndexValue<T[K]>): Promise<T[]>;
  /** What at least one of the values finds, each record once, by id: one look where `find` would take several. */
  findAny<K extends Index>(index: K, values: readonly IndexValue<T[K]>[]): Promise<T[]>;
  /**
   * Records of one value of an index, in the order that the collection declares. Page after page has each record once,
   * also while others come and go.
   * @throws CursorError
   */
  page<K extends Index>(request: PageRequest<T, K>): Promise<Page<T>>;
  /** All records, by id. */
  list(): Promise<T[]>;
  count(): Promise<number>;
  /** @returns false, and writes nothing, where the id is taken */
  insert(record: T): Promise<boolean>;
  /** Many at once, all or none. @throws where one of the ids is taken */
  insertAll(records: readonly T[]): Promise<void>;
  put(record: T): Promise<void>;
  /**
   * Reads, changes and writes in one step that no other write can come between. A store may ask for the change again,
   * with the record as somebody else left it.
   */
  update(id: string, change: (record: T) => T): Promise<T | undefined>;
  /** Compare-and-set: writes only while every field of `expected` still holds. @returns whether it did */
  replaceIf(id: string, expected: Partial<T>, change: Partial<T>): Promise<boolean>;
  /** @returns false where there was nothing to delete */
  delete(id: string): Promise<boolean>;
}

export interface Collections {
  collection<T extends Entity, Index extends keyof T & string>(
    definition: CollectionDefinition<T, Index>,
  ): Collection<T, Index>;
  /**
   * Told to every process on this store, this one included; in a transaction once its writes are durable, and only then.
   * Nothing of it is kept. At most a few thousand characters.
   */
  announce(message: string): Promise<void>;
}

export interface AnnouncementListener {
  heard(message: string): void;
  /** After a break, in which announcements may have been made that nobody heard here. */
  missed(): void;
}

/** The right to a job that one holder at a time does, over all processes on the store. */
export interface Claim {
  /** No longer, when the store has lost touch with this process: another may have the job by now. */
  readonly held: boolean;
  release(): Promise<void>;
}

/** One of several pieces of work that are to come out as if done one after the other. */
export interface Work<R> {
  /**
   * Words for what it is about. Those that share one wait for each other; others may be done at the same time. Where the words
   * fail to say that two meet, it costs time and nothing else.
   */
  readonly about: readonly string[];
  /** As the work of a transaction: it may be asked for again. */
  do(collections: Collections): Promise<R>;
}

export interface Store extends Collections {
  /**
   * All of the work's writes or none of them, as if alone among the writers. All collections of one transaction share a
   * lifetime. A store may run the work several times before its writes count, so it does nothing that cannot be repeated.
   */
  transaction<R>(work: (collections: Collections) => Promise<R>): Promise<R>;
  /**
   * Each work by itself all or nothing, as if one transaction followed the other in this order; a store may keep several in one
   * step, which is why they belong together here. One that throws leaves nothing, and the others stand.
   * @throws StoreUnavailableError, and then some of them may have been written
   */
  transactions<R>(works: readonly Work<R>[]): Promise<PromiseSettledResult<R>[]>;
  /** @returns how to stop; resolves when announcements are heard from now on */
  listen(listener: AnnouncementListener): Promise<() => void>;
  /** Never waits. A claim ends with its process, however that ends. @returns undefined while another has it */
  claim(job: string): Promise<Claim | undefined>;
  /**
   * For work that ends in one answer. Within it a write is there for every reader as soon as it resolves; this resolves
   * when all of them are durable, and rejects when one is not, so nothing may be answered before. Where every write is
   * durable by itself anyway, a store does without.
   */
  together?<R>(work: () => Promise<R>): Promise<R>;
  /** Resolves when all that readers see is durable, or is taken back: for what is told to others before such work ends. */
  flush?(): Promise<void>;
  close(): Promise<void>;
}

/** One wait for the disk at the end of the work, where the store can do so. */
export function inOneWait<R>(store: Pick<Store, 'together'>, work: () => Promise<R>): Promise<R> {
  return store.together ? store.together(work) : work();
}

/** For stores that do works one after the other, and for what has to be. */
export async function oneByOne<R>(
  store: Pick<Store, 'transaction'>,
  works: readonly Work<R>[],
): Promise<PromiseSettledResult<R>[]> {
  const settled: PromiseSettledResult<R>[] = [];
  for (const work of works) {
    try {
      settled.push({ status: 'fulfilled', value: await store.transaction((on) => work.do(on)) });
    } catch (reason) {
      if (reason instanceof StoreUnavailableError) throw reason;
      settled.push({ status: 'rejected', reason });
    }
  }
  return settled;
}

type Lifetime = CollectionDefinition<Entity>['lifetime'];

const lifetimes = new Map<string, Lifetime>();

export function defineCollection<T extends Entity>() {
  return <Index extends keyof T & string = never>(
    definition: Omit<CollectionDefinition<T, Index>, 'record'>,
  ): CollectionDefinition<T, Index> => {
    const { name, lifetime } = definition;
    if ((lifetimes.get(name) ?? lifetime) !== lifetime) throw new Error(`${name} is another collection's name`);
    if ((definition.version ?? 1) > 1 && !definition.upgrade)
      throw new Error(`${name} needs an upgrade of older records`);
    lifetimes.set(name, lifetime);
    return definition;
  };
}

/** The definition of a collection, if what this process has loaded defines it. */
export function lifetimeOf(collection: string): Lifetime | undefined {
  return lifetimes.get(collection);
}

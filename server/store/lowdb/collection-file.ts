import type { Entity } from '../contract.ts';
import { asStored, type Stored } from '../versions.ts';

/** By id. */
export class Records<T extends Entity = Entity> extends Map<string, T> {
  /** Of all of them, once a table has made them so; until then they are as they are kept, and each says it itself. */
  version: number | undefined;

  /** As it is kept. */
  stored(record: Entity): Stored {
    return asStored(this.version, record);
  }
}

/** By the collections' names. */
export type Content = Map<string, Records>;

/** Of a collection, which begins empty. */
export function recordsIn(content: Content, collection: string): Records {
  const records = content.get(collection) ?? new Records();
  content.set(collection, records);
  return records;
}

/** All records of each collection at one moment. */
export type Snapshot = ReadonlyMap<string, readonly Entity[]>;

export function snapshotOf(content: Content): Snapshot {
  return new Map(
    [...content].map(([collection, records]) => [
      collection,
      [...records.values()].map((each) => records.stored(each)),
    ]),
  );
}

/** One change in memory, and how to take it back. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  /** Undefined where it is deleted. */
  readonly to: Entity | undefined;
  /** Once it is applied: what was there. */
  readonly before: Entity | undefined;
  apply(): void;
  undo(): void;
}

/** How collections are kept on disk. */
export interface Keeper {
  /** What is on disk at first, and in memory from then on. */
  readonly content: Content;
  /**
   * Called for one set of changes after the other.
   * @param kept what is on disk by now, without these changes or any later ones
   * @returns when they are durable @throws the file system's error; nothing of them is kept then
   */
  keep(changes: readonly Change[], kept: () => Snapshot): Promise<void>;
  close(kept: () => Snapshot): Promise<void>;
}

/**
 * Collections held in memory. Changes apply there at once and are acknowledged when they are on disk; those that come
 * while others are being written share the next write (group commit). When a write fails, every change since the last good
 * one is taken back and refused, so memory never runs ahead of the disk.
 */
export class CollectionFile {
  readonly #keeper: Keeper;
  #unwritten: Change[] = [];
  #flushing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  records(collection: string): Records {
    return recordsIn(this.#keeper.content, collection);
  }

  /** @returns when the changes are durable @throws the file system's error, with the changes taken back */
  commit(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return this.#settled();
    for (const change of changes) change.apply();
    this.#unwritten.push(...changes);
    this.#next ??= this.#afterCurrent();
    return this.#next;
  }

  /** When all that was accepted so far is on disk (or was refused to those who asked for it). */
  async close(): Promise<void> {
    await this.#settled();
    await this.#keeper.close(() => this.#kept());
  }

  async #settled(): Promise<void> {
    await Promise.allSettled([this.#flushing, this.#next]);
  }

  async #afterCurrent(): Promise<void> {
    try {
      // A predecessor that fails has taken back all changes, ours among them, so its error is ours too.
      await this.#flushing;
      this.#flushing = this.#flush();
    } finally {
      this.#next = undefined;
    }
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    const included = this.#unwritten.slice();
    try {
      await this.#keeper.keep(included, () => this.#kept());
      this.#unwritten.splice(0, included.length);
    } catch (error) {
      for (const change of this.#unwritten.splice(0).toReversed()) change.undo();
      throw error;
    } finally {
      this.#flushing = undefined;
    }
  }

  #kept(): Snapshot {
    const before = new Map<string, Map<string, Entity | undefined>>();
    for (const change of this.#unwritten) {
      const records = before.get(change.collection) ?? new Map<string, Entity | undefined>();
      before.set(change.collection, records);
      // Of several changes of one record, what was there before the first.
      if (!records.has(change.id)) records.set(change.id, change.before);
    }
    const kept = new Map(snapshotOf(this.#keeper.content));
    for (const [collection, changed] of before) {
      const records = this.records(collection);
      const untouched = (kept.get(collection) ?? []).filter(({ id }) => !changed.has(id));
      kept.set(collection, [
        ...untouched,
        ...[...changed.values()].filter((record) => record !== undefined).map((each) => records.stored(each)),
      ]);
    }
    return kept;
  }
}

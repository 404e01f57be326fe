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

/** Changes that are in memory and not on disk yet, in their order. */
export class Unwritten {
  #changes: Change[] = [];
  /** Of several changes of one record the first, by collection and id: before it is what is on disk. */
  #first = new Map<string, Map<string, Change>>();

  get all(): readonly Change[] {
    return this.#changes;
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      change.apply();
      this.#note(change);
    }
    this.#changes.push(...changes);
  }

  /** So many of the first are on disk now. */
  written(count: number): void {
    this.#changes = this.#changes.slice(count);
    this.#first = new Map();
    for (const change of this.#changes) this.#note(change);
  }

  takeBack(): void {
    for (const change of this.#changes.toReversed()) change.undo();
    this.written(this.#changes.length);
  }

  of(collection: string): ReadonlyMap<string, Change> {
    return this.#first.get(collection) ?? nothing;
  }

  #note(change: Change): void {
    const first = this.#first.get(change.collection) ?? new Map<string, Change>();
    this.#first.set(change.collection, first);
    if (!first.has(change.id)) first.set(change.id, change);
  }
}

const nothing: ReadonlyMap<string, Change> = new Map();

/**
 * Every record as it is on disk at the moment when it is given, however much is written while this goes on: what was there
 * all the time is given at least once, and what was never written is not. Changes that are written after it began are in the
 * journal too, so together they are one state.
 */
export function* walkThrough(content: Content, unwritten: Unwritten): Generator<[collection: string, record: Stored]> {
  for (const [collection, records] of content) {
    for (const [id, record] of records) {
      const change = unwritten.of(collection).get(id);
      const kept = change ? change.before : record;
      if (kept) yield [collection, records.stored(kept)];
    }
    // What is being deleted was not met. Should that fail from here on, it is too late to meet it.
    const deleting = [...unwritten.of(collection).values()].filter(({ id }) => !records.has(id));
    for (const { before } of deleting) if (before) yield [collection, records.stored(before)];
  }
}

import type { Entity } from '../contract.ts';
import { deepFreeze } from '../frozen.ts';
import { type Findable, type PageBounds, placeIn, type Position, valuesIn } from '../order.ts';
import { fromStored, requireKnown, type Versioned, versionOf } from '../versions.ts';
import type { Change, Records } from './collection-file.ts';
import { OrderedIds } from './ordered-ids.ts';

/** The ids that an index has for one value; mostly there is one, and a set of one takes ten times its memory. */
type Ids = string | Set<string>;

/** One collection in memory: its records and what its declared indexes find. */
export class Table<T extends Entity> {
  readonly #definition: Findable<T>;
  readonly #records: Records<T>;
  readonly #indexes = new Map<keyof T & string, Map<unknown, Ids>>();
  /** By index and value; only where the collection has an order. */
  readonly #ordered = new Map<keyof T & string, Map<unknown, OrderedIds>>();

  /** @throws NewerRecordError */
  constructor(definition: Findable<T> & Versioned<T>, records: Records<T>) {
    this.#definition = definition;
    this.#records = records;
    upgradeAll(definition, records);
    for (const index of [...definition.indexes, ...(definition.several ?? [])]) {
      this.#indexes.set(index, new Map());
      if (definition.order !== undefined) this.#ordered.set(index, new Map());
    }
    for (const record of records.values()) {
      deepFreeze(record);
      this.#index(record);
      this.#place(record, (ids, position) => ids.append(position));
    }
    for (const places of this.#ordered.values()) for (const ids of places.values()) ids.sort();
  }

  get size(): number {
    return this.#records.size;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  find(index: keyof T & string, value: unknown): T[] {
    const entries = this.#indexes.get(index);
    if (!entries) throw new Error(`no index on ${index}`);
    const ids = entries.get(value) ?? [];
    return typeof ids === 'string' ? [this.get(ids)!] : [...ids].toSorted().map((id) => this.get(id)!);
  }

  /** Whether an index finds a record by that value. */
  finds(index: keyof T & string, value: unknown, record: T): boolean {
    return this.#valuesOf(index, record).includes(value);
  }

  /** Where a record stands in the order; undefined where it is on no page. */
  positionOf(record: T): Position | undefined {
    const place = placeIn(this.#definition, record);
    return place === undefined ? undefined : [place, record.id];
  }

  /** Those of one value of an index that are within the bounds, in order. */
  *within(index: keyof T & string, value: unknown, bounds: PageBounds): Generator<T> {
    const places = this.#ordered.get(index);
    if (!places) throw new Error(`no index on ${index}`);
    for (const [, id] of places.get(value)?.within(bounds) ?? []) yield this.get(id)!;
  }

  list(): T[] {
    return [...this.#records.keys()].toSorted().map((id) => this.get(id)!);
  }

  /** @throws where a field is not what the definition says of it */
  requireFindable(record: T): void {
    this.positionOf(record);
    for (const index of this.#indexes.keys()) this.#valuesOf(index, record);
  }

  /** Not applied yet. What to restore is noted when it applies, after whatever came before it. */
  change(id: string, to: T | undefined): Change {
    let before: T | undefined;
    return {
      collection: this.#definition.name,
      id,
      to,
      get before() {
        return before;
      },
      apply: () => {
        before = this.get(id);
        this.#set(id, to);
      },
      undo: () => this.#set(id, before),
    };
  }

  #set(id: string, record: T | undefined): void {
    const present = this.get(id);
    if (present) {
      this.#unindex(present);
      this.#place(present, (ids, position) => ids.delete(position));
    }
    if (record) {
      this.#records.set(id, record);
      this.#index(record);
      this.#place(record, (ids, position) => ids.add(position));
    } else this.#records.delete(id);
  }

  #index(record: T): void {
    for (const [index, entries] of this.#indexes) {
      for (const value of this.#valuesOf(index, record)) {
        const ids = entries.get(value);
        if (ids === undefined) entries.set(value, record.id);
        else entries.set(value, typeof ids === 'string' ? new Set([ids, record.id]) : ids.add(record.id));
      }
    }
  }

  #unindex(record: T): void {
    for (const [index, entries] of this.#indexes) {
      for (const value of this.#valuesOf(index, record)) {
        const ids = entries.get(value);
        if (typeof ids === 'object') ids.delete(record.id);
        if (ids === record.id || (ids as Set<string>).size === 0) entries.delete(value);
      }
    }
  }

  #place(record: T, at: (ids: OrderedIds, position: Position) => void): void {
    if (this.#ordered.size === 0) return;
    const position = this.positionOf(record);
    if (position === undefined) return;
    for (const [index, places] of this.#ordered) {
      for (const value of this.#valuesOf(index, record)) {
        const ids = places.get(value) ?? new OrderedIds();
        at(ids, position);
        if (ids.isEmpty) places.delete(value);
        else places.set(value, ids);
      }
    }
  }

  #valuesOf(index: keyof T & string, record: T): unknown[] {
    return this.#definition.several?.includes(index) ? valuesIn(this.#definition, index, record) : [record[index]];
  }
}

/** All of them or, where one is too new, none. */
function upgradeAll<T extends Entity>(definition: Versioned<T>, records: Records<T>): void {
  if (records.version !== undefined) return;
  for (const stored of records.values()) requireKnown(definition, versionOf(stored));
  const upgraded = [...records.values()].map((stored) => fromStored(definition, stored));
  for (const record of upgraded) records.set(record.id, record);
  records.version = definition.version ?? 1;
}

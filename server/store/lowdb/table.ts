import type { Entity } from '../contract.ts';
import { deepFreeze } from '../frozen.ts';
import { type Findable, type PageBounds, placeIn, type Position, valuesIn } from '../order.ts';
import { fromStored, requireKnown, type Versioned, versionOf } from '../versions.ts';
import type { Change, Records } from './records.ts';
import { OrderedIds } from './ordered-ids.ts';

/**
 * The ids that an index has for one value. Mostly there is one, and a set of one takes ten times its memory; of what was
 * there when the store was opened most never changes, and a list is quicker made than a set.
 */
type Ids = string | string[] | Set<string>;

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
      const position = this.#ordered.size > 0 ? this.positionOf(record) : undefined;
      for (const [index, entries] of this.#indexes) {
        for (const value of this.#valuesOf(index, record)) {
          add(entries, value, record.id);
          if (position) idsOf(this.#ordered.get(index)!, value).add(position);
        }
      }
    }
  }

  get size(): number {
    return this.#records.size;
  }

  /** What was there when the store was opened is frozen when it is first asked for. */
  get(id: string): T | undefined {
    return deepFreeze(this.#records.get(id));
  }

  find(index: keyof T & string, value: unknown): T[] {
    const entries = this.#indexes.get(index);
    if (!entries) throw new Error(`no index on ${index}`);
    const ids = entries.get(value) ?? [];
    return typeof ids === 'string' ? [this.get(ids)!] : [...ids].toSorted().map((id) => this.get(id)!);
  }

  findAny(index: keyof T & string, values: readonly unknown[]): T[] {
    const found = new Map(values.flatMap((value) => this.find(index, value)).map((record) => [record.id, record]));
    return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
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
    for (const [, id] of this.#ordered.get(index)!.get(value)?.within(bounds) ?? []) yield this.get(id)!;
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
        before = this.#records.get(id);
        this.#set(id, to);
      },
      undo: () => this.#set(id, before),
    };
  }

  #set(id: string, record: T | undefined): void {
    const present = this.#records.get(id);
    if (record) this.#records.set(id, record);
    else this.#records.delete(id);
    const [was, is] = [present && this.positionOf(present), record && this.positionOf(record)];
    const isMoved = was?.[0] !== is?.[0];
    for (const [index, entries] of this.#indexes) {
      const before = present ? this.#valuesOf(index, present) : [];
      const after = record ? this.#valuesOf(index, record) : [];
      // What stays as it is costs nothing, also where many have one value.
      const gone = before.filter((value) => !after.includes(value));
      const added = after.filter((value) => !before.includes(value));
      for (const value of gone) remove(entries, value, id);
      for (const value of added) add(entries, value, id);
      const places = this.#ordered.get(index)!;
      if (was) for (const value of isMoved ? before : gone) removePosition(places, value, was);
      if (is) for (const value of isMoved ? after : added) idsOf(places, value).add(is);
    }
  }

  #valuesOf(index: keyof T & string, record: T): readonly unknown[] {
    return this.#definition.several?.includes(index) ? valuesIn(this.#definition, index, record) : [record[index]];
  }
}

function add(entries: Map<unknown, Ids>, value: unknown, id: string): void {
  const ids = entries.get(value);
  if (ids === undefined) entries.set(value, id);
  else if (typeof ids === 'string') entries.set(value, [ids, id]);
  else if (Array.isArray(ids)) ids.push(id);
  else ids.add(id);
}

function remove(entries: Map<unknown, Ids>, value: unknown, id: string): void {
  const ids = entries.get(value);
  const left = Array.isArray(ids) ? new Set(ids) : ids;
  if (typeof left !== 'object' || (left.delete(id) && left.size === 0)) entries.delete(value);
  else entries.set(value, left);
}

function idsOf(places: Map<unknown, OrderedIds>, value: unknown): OrderedIds {
  const ids = places.get(value) ?? new OrderedIds();
  places.set(value, ids);
  return ids;
}

function removePosition(places: Map<unknown, OrderedIds>, value: unknown, position: Position): void {
  const ids = places.get(value)!;
  ids.delete(position);
  if (ids.isEmpty) places.delete(value);
}

/** All of them or, where one is too new, none. */
function upgradeAll<T extends Entity>(definition: Versioned<T>, records: Records<T>): void {
  for (const stored of records.values()) requireKnown(definition, versionOf(stored));
  const { version = 1 } = definition;
  // Of the first version they are kept as they are.
  if (version > 1) {
    const upgraded = [...records.values()].map((stored) => fromStored(definition, stored));
    for (const record of upgraded) records.set(record.id, record);
  }
  records.version = version;
}

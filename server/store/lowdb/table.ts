import type { Entity } from '../contract.ts';
import { deepFreeze } from '../frozen.ts';
import type { Change } from './collection-file.ts';

/** The ids that an index has for one value; mostly there is one, and a set of one takes ten times its memory. */
type Ids = string | Set<string>;

/** One collection in memory: its records and what its declared indexes find. */
export class Table<T extends Entity> {
  readonly #name: string;
  readonly #records: Record<string, T>;
  readonly #indexes = new Map<keyof T, Map<unknown, Ids>>();
  #size = 0;

  constructor(name: string, records: Record<string, T>, indexes: readonly (keyof T)[]) {
    this.#name = name;
    this.#records = records;
    for (const index of indexes) this.#indexes.set(index, new Map());
    for (const record of Object.values(records)) {
      deepFreeze(record);
      this.#size += 1;
      this.#index(record);
    }
  }

  get size(): number {
    return this.#size;
  }

  get(id: string): T | undefined {
    return Object.hasOwn(this.#records, id) ? this.#records[id] : undefined;
  }

  find(index: keyof T, value: unknown): T[] {
    const entries = this.#indexes.get(index);
    if (!entries) throw new Error(`no index on ${String(index)}`);
    const ids = entries.get(value) ?? [];
    return typeof ids === 'string' ? [this.#records[ids]!] : [...ids].toSorted().map((id) => this.#records[id]!);
  }

  list(): T[] {
    return Object.keys(this.#records)
      .toSorted()
      .map((id) => this.#records[id]!);
  }

  /** Not applied yet. What to restore is noted when it applies, after whatever came before it. */
  change(id: string, to: T | undefined): Change {
    let before: T | undefined;
    return {
      collection: this.#name,
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
      this.#size -= 1;
      for (const [index, entries] of this.#indexes) {
        const ids = entries.get(present[index]);
        if (typeof ids === 'object') ids.delete(id);
        if (ids === id || (ids as Set<string>).size === 0) entries.delete(present[index]);
      }
      delete this.#records[id];
    }
    if (record) {
      this.#records[id] = record;
      this.#size += 1;
      this.#index(record);
    }
  }

  #index(record: T): void {
    for (const [index, entries] of this.#indexes) {
      const ids = entries.get(record[index]);
      if (ids === undefined) entries.set(record[index], record.id);
      else entries.set(record[index], typeof ids === 'string' ? new Set([ids, record.id]) : ids.add(record.id));
    }
  }
}

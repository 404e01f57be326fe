import { isDeepStrictEqual } from 'node:util';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionDefinition, Entity, IndexValue } from '../contract.ts';
import { deepFreeze } from '../frozen.ts';
import { fromStored, type Stored } from '../versions.ts';
import { hasIndexValues } from './index-values.ts';
import type { RowAccess, SealedRow, Written } from './row-access.ts';
import type { RowCipher } from './row-cipher.ts';
import { indexColumns } from './tables.ts';

/** So many rows are opened before others get their turn. */
const atATime = 500;

/** @returns undefined where it is to stay as it is */
export type Change<T> = (record: T) => T | undefined;

/** Records of one collection, and the rows that they are kept in. */
export class SealedRecords<T extends Entity, I extends keyof T & string> {
  /** Whether something of it is in the other table. */
  readonly isElsewhere: boolean;
  readonly #definition: CollectionDefinition<T, I>;
  readonly #cipher: RowCipher;

  constructor(definition: CollectionDefinition<T, I>, cipher: RowCipher) {
    this.#definition = definition;
    this.#cipher = cipher;
    this.isElsewhere = hasIndexValues(definition as unknown as CollectionDefinition<Entity>);
  }

  keyOf(id: string): Buffer {
    return this.#cipher.keyOf(this.#definition.name, id);
  }

  /** @throws NewerRecordError */
  opened(row: SealedRow): T {
    return deepFreeze(fromStored(this.#definition, JSON.parse(this.#cipher.open(row)) as Stored));
  }

  async inOrder(found: readonly SealedRow[]): Promise<T[]> {
    const records: T[] = [];
    for (const [place, row] of found.entries()) {
      if (place > 0 && place % atATime === 0) await nextTurn();
      records.push(this.opened(row));
    }
    return records;
  }

  async byId(found: readonly SealedRow[]): Promise<T[]> {
    return (await this.inOrder(found)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  written(record: T): Written {
    return { row: this.#cipher.row(this.#definition, record), values: this.#valuesOf(record) };
  }

  async get(rows: RowAccess, id: string): Promise<T | undefined> {
    const row = await rows.get(this.#definition.name, this.keyOf(id));
    return row && this.opened(row);
  }

  async findAny<K extends I>(rows: RowAccess, index: K, values: readonly IndexValue<T[K]>[]): Promise<T[]> {
    if (values.length === 0) return [];
    const { name, indexes, several = [] } = this.#definition;
    const digests = values.map((value) => this.#cipher.indexOf(name, index, value));
    const place = several.includes(index) ? 'values' : indexColumns[indexes.indexOf(index)];
    if (place === undefined) throw new Error(`no index on ${index}`);
    return this.byId(await rows.find(place, digests));
  }

  /** @returns what was written, or `lost` where somebody was faster */
  async swap(rows: RowAccess, row: SealedRow | undefined, to: Change<T>): Promise<T | undefined | 'lost'> {
    if (row === undefined) return undefined;
    const before = this.opened(row);
    const changed = to(before);
    if (changed === undefined) return undefined;
    const after = this.written(changed);
    if (!after.row.key.equals(row.key)) throw new Error('a change keeps the id');
    const was = { sealed: row.sealed, ...this.#cipher.indexesOf(this.#definition, before) };
    const isWritten = await rows.replace(after, { row: was, values: this.#valuesOf(before) });
    return isWritten ? deepFreeze(structuredClone(changed)) : 'lost';
  }

  #valuesOf(record: T) {
    return this.isElsewhere ? this.#cipher.valuesOf(this.#definition, record) : [];
  }
}

/** The change of a compare-and-set. */
export function changeIf<T>(expected: Partial<T>, change: Partial<T>): Change<T> {
  const fields = Object.keys(expected) as (keyof T)[];
  return (record) =>
    fields.every((field) => isDeepStrictEqual(record[field], expected[field])) ? { ...record, ...change } : undefined;
}

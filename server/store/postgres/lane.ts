import type { CollectionDefinition, Collection, Entity, Work } from '../contract.ts';
import type { Gathering, Question } from './gathering.ts';
import {
  type Before,
  findRows,
  getRows,
  type IndexPlace,
  insertRows,
  onlyOnce,
  replaceRows,
  type RowAccess,
  type SealedRow,
  textOf,
  type Written,
} from './row-access.ts';
import type { RowCipher } from './row-cipher.ts';
import { changeIf, SealedRecords } from './sealed-records.ts';
import { indexColumns } from './tables.ts';

/** What cannot be done beside others within one transaction; it is done by itself then. */
export class NotBesideOthers extends Error {}

/**
 * Works of one transaction that are done one after the other, beside others. What they look at and what they change is noted: as
 * long as nobody changes what another one looks at, it makes no difference who was first.
 */
export class Lane implements RowAccess {
  readonly looked = new Set<string>();
  readonly changed = new Set<string>();
  readonly #gathering: Gathering;

  constructor(gathering: Gathering) {
    this.#gathering = gathering;
  }

  async get(collection: string, key: Buffer): Promise<SealedRow | undefined> {
    this.looked.add(textOf(key));
    return this.#gathering.ask(getting(collection), key);
  }

  async find(place: IndexPlace, digests: readonly Buffer[]): Promise<SealedRow[]> {
    for (const digest of digests) this.looked.add(textOf(digest));
    return onlyOnce(await this.#gathering.ask(finding(place), digests));
  }

  async insert(written: Written): Promise<boolean> {
    this.#changes(written.row.key, written);
    return this.#gathering.ask(inserting, written);
  }

  async replace(after: Written, before: Before): Promise<boolean> {
    this.#changes(after.row.key, after, before);
    return this.#gathering.ask(replacing, { after, before });
  }

  /**
   * All that the record was and is found by, and itself. Itself is looked at, too, so that whoever changes a record has to do with
   * everybody else who does.
   */
  #changes(key: Buffer, ...found: readonly Before[]): void {
    const digests = found.flatMap(({ row, values }) => [
      ...indexColumns.flatMap((column) => row[column] ?? []),
      ...values.map(({ digest }) => digest),
    ]);
    this.looked.add(textOf(key));
    for (const digest of [key, ...digests]) this.changed.add(textOf(digest));
  }
}

/** Whether one of them has changed what another has looked at. */
export function haveMet(lanes: readonly Lane[]): boolean {
  const lookers = new Map<string, Lane | 'several'>();
  for (const lane of lanes) {
    for (const digest of lane.looked) lookers.set(digest, lookers.has(digest) ? 'several' : lane);
  }
  return lanes.some((lane) =>
    [...lane.changed].some((digest) => {
      const looker = lookers.get(digest);
      return looker !== undefined && looker !== lane;
    }),
  );
}

/** Which works share a word, or are joined by others that do: each list in their order. */
export function inLanes(works: readonly Pick<Work<unknown>, 'about'>[]): number[][] {
  const lanes = new Set<number[]>();
  const laneOf = new Map<string, number[]>();
  for (const [at, { about }] of works.entries()) {
    const met = new Set(about.flatMap((word) => (laneOf.has(word) ? [laneOf.get(word)!] : [])));
    const joined = [...[...met].flat().toSorted((a, b) => a - b), at];
    for (const lane of met) lanes.delete(lane);
    lanes.add(joined);
    for (const each of joined) for (const word of works[each]!.about) laneOf.set(word, joined);
  }
  return [...lanes];
}

/** A collection within a lane. */
export function collectionIn<T extends Entity, I extends keyof T & string>(
  lane: Lane,
  definition: CollectionDefinition<T, I>,
  cipher: RowCipher,
): Collection<T, I> {
  const records = new SealedRecords(definition, cipher);
  const change = async (id: string, to: (record: T) => T | undefined): Promise<T | undefined> => {
    const swapped = await records.swap(lane, await lane.get(definition.name, records.keyOf(id)), to);
    if (swapped === 'lost') throw new NotBesideOthers();
    return swapped;
  };
  const byItself = async (): Promise<never> => {
    throw new NotBesideOthers();
  };
  return {
    get: (id) => records.get(lane, id),
    find: (index, value) => records.findAny(lane, index, [value]),
    findAny: (index, values) => records.findAny(lane, index, values),
    insert: (record) => lane.insert(records.written(record)),
    put: async (record) => {
      if ((await change(record.id, () => record)) === undefined) await lane.insert(records.written(record));
    },
    update: change,
    replaceIf: async (id, expected, to) => (await change(id, changeIf(expected, to))) !== undefined,
    insertAll: byItself,
    page: byItself,
    list: byItself,
    count: byItself,
    delete: byItself,
  };
}

const getting = (collection: string): Question<Buffer, SealedRow | undefined> => ({
  name: `get ${collection}`,
  ask: async (db, keys) => {
    const found = new Map((await getRows(db, collection, keys)).map((row) => [textOf(row.key), row]));
    return keys.map((key) => found.get(textOf(key)));
  },
});

const finding = (place: IndexPlace): Question<readonly Buffer[], SealedRow[]> => ({
  name: `find ${place}`,
  ask: async (db, asked) => {
    const found = await findRows(db, place, asked.flat());
    const by = Map.groupBy(found, ({ digest }) => textOf(digest!));
    return asked.map((digests) => digests.flatMap((digest) => by.get(textOf(digest)) ?? []));
  },
});

const inserting: Question<Written, boolean> = {
  name: 'insert',
  ask: async (db, all) => {
    const keys = new Set((await insertRows(db, all)).map(({ key }) => textOf(key)));
    return all.map(({ row }) => keys.has(textOf(row.key)));
  },
};

const replacing: Question<{ after: Written; before: Before }, boolean> = {
  name: 'replace',
  ask: async (db, all) => {
    const keys = new Set((await replaceRows(db, all)).map(({ key }) => textOf(key)));
    return all.map(({ after }) => keys.has(textOf(after.row.key)));
  },
};

import { isDeepStrictEqual } from 'node:util';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Collection, CollectionDefinition, Entity } from '../contract.ts';
import { deepFreeze } from '../frozen.ts';
import { fromStored, requireKnown, type Stored } from '../versions.ts';
import { hasIndexValues, type IndexValues, insertRow, pageOf, replaceValues, sameValues } from './index-values.ts';
import type { RowCipher } from './row-cipher.ts';
import { type Connection, indexColumns, type RecordRow } from './tables.ts';

export type SealedRow = Pick<RecordRow, 'key' | 'sealed'>;
type Change<T> = (record: T) => T | undefined;

/** So many rows are opened before others get their turn. */
const atATime = 500;

/**
 * One collection over one connection.
 * @param inOneStep runs work that reads a row, locks it and writes it; absent over the connection of a transaction, which
 * is one step already
 */
export function collectionOver<T extends Entity, I extends keyof T & string>(
  db: Connection,
  definition: CollectionDefinition<T, I>,
  cipher: RowCipher,
  inOneStep?: <R>(work: (db: Connection) => Promise<R>) => Promise<R>,
): Collection<T, I> {
  const { name, indexes, several = [] } = definition;
  const elsewhere = hasIndexValues(definition as unknown as CollectionDefinition<Entity>);
  const keyOf = (id: string) => cipher.keyOf(name, id);
  const opened = (row: SealedRow): T => deepFreeze(fromStored(definition, JSON.parse(cipher.open(row)) as Stored));
  const rows = (on: Connection) => on.selectFrom('records').select(['key', 'sealed']).where('collection', '=', name);

  const inOrder = async (found: readonly SealedRow[]): Promise<T[]> => {
    const records: T[] = [];
    for (const [place, row] of found.entries()) {
      if (place > 0 && place % atATime === 0) await nextTurn();
      records.push(opened(row));
    }
    return records;
  };
  const allOf = async (found: readonly SealedRow[]): Promise<T[]> =>
    (await inOrder(found)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rowOf = (id: string, on: Connection) => rows(on).where('key', '=', keyOf(id));
  const inStep: NonNullable<typeof inOneStep> = inOneStep ?? ((work) => work(db));
  /** One statement, or with what is in the other table a step of several. */
  const writing: typeof inStep = (work) => (elsewhere ? inStep(work) : work(db));
  const requireNoNewer = async (on: Connection, key: Buffer): Promise<void> => {
    const asked = on.selectFrom('records').select('version').where('collection', '=', name).where('key', '=', key);
    requireKnown(definition, (await asked.executeTakeFirst())?.version ?? 1);
  };
  const valuesOf = (record: T) => (elsewhere ? cipher.valuesOf(definition, record) : []);
  const writeValues = async (on: Connection, key: Buffer, values: IndexValues): Promise<void> => {
    if (elsewhere) await replaceValues(on, { collection: name, key }, values);
  };
  /** @returns what was written, or `lost` where somebody was faster */
  const swap = async (row: SealedRow | undefined, to: Change<T>, on: Connection): Promise<T | undefined | 'lost'> => {
    if (row === undefined) return undefined;
    const before = opened(row);
    const changed = to(before);
    if (changed === undefined) return undefined;
    const found = valuesOf(changed);
    const { collection: _, key, ...values } = cipher.row(definition, changed);
    if (!key.equals(row.key)) throw new Error('a change keeps the id');
    const { numUpdatedRows } = await on
      .updateTable('records')
      .set(values)
      .where('collection', '=', name)
      .where('key', '=', key)
      // Sealed anew at each write, so that the same bytes are the same version.
      .where('sealed', '=', row.sealed)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return 'lost';
    if (!sameValues(found, valuesOf(before))) await writeValues(on, key, found);
    return deepFreeze(structuredClone(changed));
  };
  /** Two round trips where nobody else writes the record; where somebody did, its row is locked until the step ends. */
  const change = async (id: string, to: Change<T>): Promise<T | undefined> => {
    if (inOneStep !== undefined && !elsewhere) {
      const swapped = await swap(await rowOf(id, db).executeTakeFirst(), to, db);
      if (swapped !== 'lost') return swapped;
    }
    return inStep(async (on) => {
      const swapped = await swap(await rowOf(id, on).forUpdate().executeTakeFirst(), to, on);
      if (swapped === 'lost') throw new Error('a locked row was changed');
      return swapped;
    });
  };

  const findAny: Collection<T, I>['findAny'] = async (index, values) => {
    if (values.length === 0) return [];
    const digests = values.map((value) => cipher.indexOf(name, index, value));
    const any = sql<Buffer>`any(${digests}::bytea[])`;
    if (several.includes(index)) {
      const found = db
        .selectFrom('index_values')
        .innerJoin('records', (join) =>
          join
            .onRef('records.collection', '=', 'index_values.collection')
            .onRef('records.key', '=', 'index_values.key'),
        )
        .select(['records.key', 'records.sealed'])
        .where('index_values.digest', '=', any);
      return allOf(onlyOnce(await found.execute()));
    }
    const column = indexColumns[indexes.indexOf(index)];
    if (column === undefined) throw new Error(`no index on ${index}`);
    return allOf(await rows(db).where(column, '=', any).execute());
  };

  return {
    get: async (id) => {
      const row = await rowOf(id, db).executeTakeFirst();
      return row && opened(row);
    },
    find: (index, value) => findAny(index, [value]),
    findAny,
    page: async (request) => {
      const { rows: found, next } = await pageOf(db, definition, cipher, request);
      return { records: await inOrder(found), next };
    },
    list: async () => allOf(await rows(db).execute()),
    count: async () => {
      const { fn } = db;
      const counted = db.selectFrom('records').select(fn.countAll<string>().as('count')).where('collection', '=', name);
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
    insert: async (record) => insertRow(db, cipher.row(definition, record), valuesOf(record)),
    put: async (record) => {
      const found = valuesOf(record);
      const { collection, key, ...values } = cipher.row(definition, record);
      await writing(async (on) => {
        const written = await on
          .insertInto('records')
          .values({ collection, key, ...values })
          .onConflict((conflict) =>
            conflict.columns(['collection', 'key']).doUpdateSet(values).where('records.version', '<=', values.version),
          )
          .executeTakeFirst();
        if (written.numInsertedOrUpdatedRows === 0n) await requireNoNewer(on, key);
        await writeValues(on, key, found);
      });
    },
    update: (id, to) => change(id, to),
    replaceIf: async (id, expected, to) => {
      const fields = Object.keys(expected) as (keyof T)[];
      const replaced = await change(id, (record) =>
        fields.every((field) => isDeepStrictEqual(record[field], expected[field])) ? { ...record, ...to } : undefined,
      );
      return replaced !== undefined;
    },
    delete: async (id) => {
      const key = keyOf(id);
      const deleted = await db
        .deleteFrom('records')
        .where('collection', '=', name)
        .where('key', '=', key)
        .where('version', '<=', definition.version ?? 1)
        .executeTakeFirst();
      if (deleted.numDeletedRows === 1n) return true;
      await requireNoNewer(db, key);
      return false;
    },
  };
}

/** Several values may find the same row. */
function onlyOnce(found: readonly SealedRow[]): SealedRow[] {
  return [...new Map(found.map((row) => [row.key.toString('latin1'), row])).values()];
}

/** All records of a collection. */
export async function* allRecords(
  db: Connection,
  collection: string,
  cipher: RowCipher,
): AsyncGenerator<{ record: Entity; json: string }> {
  for await (const page of pagesOf(db, collection)) {
    for (const row of page) {
      const json = cipher.open(row);
      yield { record: JSON.parse(json) as Entity, json };
    }
  }
}

/** @param locked so that none of a page goes before the transaction ends */
export async function* pagesOf(db: Connection, collection: string, locked = false): AsyncGenerator<SealedRow[]> {
  let after = Buffer.alloc(0);
  for (;;) {
    const page = await db
      .selectFrom('records')
      .select(['key', 'sealed'])
      .where('collection', '=', collection)
      .where('key', '>', after)
      .orderBy('key')
      .limit(atATime)
      .$if(locked, (rows) => rows.forKeyShare())
      .execute();
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)!.key as typeof after;
  }
}

/** Many rows in one statement, over what is there of them. */
export async function putRows(db: Connection, rows: readonly RecordRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('records')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['collection', 'key']).doUpdateSet((eb) => ({
        sealed: eb.ref('excluded.sealed'),
        version: eb.ref('excluded.version'),
        index_1: eb.ref('excluded.index_1'),
        index_2: eb.ref('excluded.index_2'),
        index_3: eb.ref('excluded.index_3'),
        index_4: eb.ref('excluded.index_4'),
      })),
    )
    .execute();
}

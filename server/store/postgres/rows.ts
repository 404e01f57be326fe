import { isDeepStrictEqual } from 'node:util';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Collection, CollectionDefinition, Entity } from '../contract.ts';
import { deepFreeze } from '../frozen.ts';
import type { RowCipher } from './row-cipher.ts';
import { type Connection, type IndexColumn, indexColumns, type RecordRow } from './tables.ts';

type SealedRow = Pick<RecordRow, 'key' | 'sealed'>;
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
  const { name, indexes } = definition;
  const keyOf = (id: string) => cipher.keyOf(name, id);
  const opened = (row: SealedRow): T => deepFreeze(JSON.parse(cipher.open(row)) as T);
  const rows = (on: Connection) => on.selectFrom('records').select(['key', 'sealed']).where('collection', '=', name);

  const allOf = async (found: readonly SealedRow[]): Promise<T[]> => {
    const records: T[] = [];
    for (const [place, row] of found.entries()) {
      if (place > 0 && place % atATime === 0) await nextTurn();
      records.push(opened(row));
    }
    return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  };
  const rowOf = (id: string, on: Connection) => rows(on).where('key', '=', keyOf(id));
  const writing = (on: Connection, changed: T) => {
    const { collection: _, key, ...values } = cipher.row(definition, changed);
    const statement = on.updateTable('records').set(values).where('collection', '=', name).where('key', '=', key);
    return { key, statement };
  };
  /** @returns what was written, or `lost` where somebody was faster */
  const swap = async (row: SealedRow | undefined, to: Change<T>, on: Connection): Promise<T | undefined | 'lost'> => {
    const changed = row && to(opened(row));
    if (row === undefined || changed === undefined) return undefined;
    const { key, statement } = writing(on, changed);
    if (!key.equals(row.key)) throw new Error('a change keeps the id');
    // Sealed anew at each write, so that the same bytes are the same version.
    const { numUpdatedRows } = await statement.where('sealed', '=', row.sealed).executeTakeFirst();
    return numUpdatedRows === 1n ? deepFreeze(structuredClone(changed)) : 'lost';
  };
  /** Two round trips where nobody else writes the record; where somebody did, its row is locked until the step ends. */
  const change = async (id: string, to: Change<T>): Promise<T | undefined> => {
    if (inOneStep !== undefined) {
      const swapped = await swap(await rowOf(id, db).executeTakeFirst(), to, db);
      if (swapped !== 'lost') return swapped;
    }
    const step = inOneStep ?? ((work) => work(db));
    return step(async (on) => {
      const swapped = await swap(await rowOf(id, on).forUpdate().executeTakeFirst(), to, on);
      if (swapped === 'lost') throw new Error('a locked row was changed');
      return swapped;
    });
  };

  return {
    get: async (id) => {
      const row = await rowOf(id, db).executeTakeFirst();
      return row && opened(row);
    },
    find: async (index, value) => {
      const place = indexes.indexOf(index);
      if (place === -1) throw new Error(`no index on ${index}`);
      return allOf(
        await rows(db)
          .where(indexColumns[place]!, '=', cipher.indexOf(name, index, value))
          .execute(),
      );
    },
    list: async () => allOf(await rows(db).execute()),
    count: async () => {
      const { fn } = db;
      const counted = db.selectFrom('records').select(fn.countAll<string>().as('count')).where('collection', '=', name);
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
    insert: async (record) => {
      const values = cipher.row(definition, record);
      const written = await db
        .insertInto('records')
        .values(values)
        .onConflict((conflict) => conflict.columns(['collection', 'key']).doNothing())
        .executeTakeFirst();
      return written.numInsertedOrUpdatedRows === 1n;
    },
    put: async (record) => {
      const { collection, key, ...values } = cipher.row(definition, record);
      await db
        .insertInto('records')
        .values({ collection, key, ...values })
        .onConflict((conflict) => conflict.columns(['collection', 'key']).doUpdateSet(values))
        .execute();
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
        .executeTakeFirst();
      return deleted.numDeletedRows === 1n;
    },
  };
}

/** Writes the digests of a collection's indexes anew, where its rows were written with other indexes or with none. */
export async function reindex<T extends Entity>(
  db: Connection,
  definition: CollectionDefinition<T, keyof T & string>,
  cipher: RowCipher,
): Promise<void> {
  const { name } = definition;
  for await (const page of pagesOf(db, name)) {
    const digests = page.map((row) => cipher.indexesOf(definition, JSON.parse(cipher.open(row)) as T));
    const keys = page.map(({ key }) => key);
    const columns = indexColumns.map((column) => digests.map((each) => each[column]));
    const [first, second, third, fourth] = columns;
    const made = sql<Pick<RecordRow, 'key' | IndexColumn>>`
      unnest(${keys}::bytea[], ${first}::bytea[], ${second}::bytea[], ${third}::bytea[], ${fourth}::bytea[])`;
    await db
      .updateTable('records')
      .from(made.as<'made'>(sql`made(key, index_1, index_2, index_3, index_4)`))
      .set((eb) => ({
        index_1: eb.ref('made.index_1'),
        index_2: eb.ref('made.index_2'),
        index_3: eb.ref('made.index_3'),
        index_4: eb.ref('made.index_4'),
      }))
      .where('records.collection', '=', name)
      .whereRef('records.key', '=', 'made.key')
      .execute();
  }
  const indexes = [...definition.indexes];
  await db
    .insertInto('collections')
    .values({ name, indexes })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ indexes }))
    .execute();
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

async function* pagesOf(db: Connection, collection: string): AsyncGenerator<SealedRow[]> {
  let after = Buffer.alloc(0);
  for (;;) {
    const page = await db
      .selectFrom('records')
      .select(['key', 'sealed'])
      .where('collection', '=', collection)
      .where('key', '>', after)
      .orderBy('key')
      .limit(atATime)
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
        index_1: eb.ref('excluded.index_1'),
        index_2: eb.ref('excluded.index_2'),
        index_3: eb.ref('excluded.index_3'),
        index_4: eb.ref('excluded.index_4'),
      })),
    )
    .execute();
}

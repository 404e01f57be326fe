import { type Collection, type CollectionDefinition, type Entity, takenError } from '../contract.ts';
import { requireKnown } from '../versions.ts';
import { pageOf, replaceValues } from './index-values.ts';
import { insertRows, rowsOver, type SealedRow } from './row-access.ts';
import type { RowCipher } from './row-cipher.ts';
import { type Change, changeIf, SealedRecords } from './sealed-records.ts';
import type { Connection, RecordRow } from './tables.ts';

/** So many rows are read or inserted at a time. */
const atATime = 500;

interface Over {
  readonly db: Connection;
  readonly cipher: RowCipher;
  /** Runs work that reads a row, locks it and writes it; absent over the connection of a transaction, which is one step already. */
  readonly inOneStep?: <R>(work: (db: Connection) => Promise<R>) => Promise<R>;
}

/** One collection over one connection. */
export function collectionOver<T extends Entity, I extends keyof T & string>(
  { db, cipher, inOneStep }: Over,
  definition: CollectionDefinition<T, I>,
): Collection<T, I> {
  const { name } = definition;
  const records = new SealedRecords(definition, cipher);
  const rows = rowsOver(db);
  const rowOf = (id: string, on: Connection) => sealedRows(on, name).where('key', '=', records.keyOf(id));
  const inStep: NonNullable<typeof inOneStep> = inOneStep ?? ((work) => work(db));
  /** One statement, or with what is in the other table a step of several. */
  const writing: typeof inStep = (work) => (records.isElsewhere ? inStep(work) : work(db));
  const requireNoNewer = async (on: Connection, key: Buffer): Promise<void> => {
    const asked = on.selectFrom('records').select('version').where('collection', '=', name).where('key', '=', key);
    requireKnown(definition, (await asked.executeTakeFirst())?.version ?? 1);
  };
  /** Two round trips where nobody else writes the record; where somebody did, its row is locked until the step ends. */
  const change = async (id: string, to: Change<T>): Promise<T | undefined> => {
    if (inOneStep !== undefined && !records.isElsewhere) {
      const swapped = await records.swap(rows, await rowOf(id, db).executeTakeFirst(), to);
      if (swapped !== 'lost') return swapped;
    }
    return inStep(async (on) => {
      const swapped = await records.swap(rowsOver(on), await rowOf(id, on).forUpdate().executeTakeFirst(), to);
      if (swapped === 'lost') throw new Error('a locked row was changed');
      return swapped;
    });
  };

  return {
    get: (id) => records.get(rows, id),
    find: (index, value) => records.findAny(rows, index, [value]),
    findAny: (index, values) => records.findAny(rows, index, values),
    page: async (request) => {
      const { rows: found, next } = await pageOf(db, definition, cipher, request);
      return { records: await records.inOrder(found), next };
    },
    list: async () => records.byId(await sealedRows(db, name).execute()),
    count: async () => {
      const { fn } = db;
      const counted = db.selectFrom('records').select(fn.countAll<string>().as('count')).where('collection', '=', name);
      return Number((await counted.executeTakeFirstOrThrow()).count);
    },
    insert: (record) => rows.insert(records.written(record)),
    insertAll: (all) =>
      inStep(async (on) => {
        for (let at = 0; at < all.length; at += atATime) {
          const some = all.slice(at, at + atATime);
          const inserted = await insertRows(
            on,
            some.map((record) => records.written(record)),
          );
          if (inserted.length < some.length) throw takenError(definition);
        }
      }),
    put: async (record) => {
      const { row, values } = records.written(record);
      const { collection, key, ...rest } = row;
      await writing(async (on) => {
        const written = await on
          .insertInto('records')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['collection', 'key']).doUpdateSet(rest).where('records.version', '<=', rest.version),
          )
          .executeTakeFirst();
        if (written.numInsertedOrUpdatedRows === 0n) await requireNoNewer(on, key);
        if (records.isElsewhere) await replaceValues(on, { collection, key }, values);
      });
    },
    update: (id, to) => change(id, to),
    replaceIf: async (id, expected, to) => (await change(id, changeIf(expected, to))) !== undefined,
    delete: async (id) => {
      const key = records.keyOf(id);
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

function sealedRows(on: Connection, collection: string) {
  return on.selectFrom('records').select(['key', 'sealed']).where('collection', '=', collection);
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

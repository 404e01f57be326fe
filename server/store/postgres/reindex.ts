import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Entity } from '../contract.ts';
import type { Findable } from '../order.ts';
import { fromStored, type Stored, type Versioned } from '../versions.ts';
import { addValues } from './index-values.ts';
import type { RowCipher } from './row-cipher.ts';
import { pagesOf } from './rows.ts';
import { type Connection, type IndexColumn, indexColumns, type RecordRow, type Tables } from './tables.ts';

/** Writes the digests of a collection's indexes anew, where its rows were written with other indexes or with none. */
export async function reindex<T extends Entity>(
  db: Connection,
  definition: Findable<T> & Versioned<T>,
  cipher: RowCipher,
): Promise<void> {
  const { name } = definition;
  await db.deleteFrom('index_values').where('collection', '=', name).execute();
  for await (const page of pagesOf(db, name, true)) {
    const records = page.map((row) => fromStored(definition, JSON.parse(cipher.open(row)) as Stored));
    const digests = records.map((record) => cipher.indexesOf(definition, record));
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
    await addValues(
      db,
      name,
      records.map((record, place) => ({ key: keys[place]!, values: cipher.valuesOf(definition, record) })),
    );
  }
  const shape = shapeOf(definition);
  await db
    .insertInto('collections')
    .values({ name, ...shape })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(shape))
    .execute();
}

export async function isIndexed<T extends Entity>(
  db: Connection,
  definition: Findable<T> & Versioned<T>,
): Promise<boolean> {
  const row = await db
    .selectFrom('collections')
    .select(['indexes', 'several', 'ordered', 'version'])
    .where('name', '=', definition.name)
    .executeTakeFirst();
  return isDeepStrictEqual(row, shapeOf(definition));
}

function shapeOf<T extends Entity>(definition: Findable<T> & Versioned<T>): Omit<Tables['collections'], 'name'> {
  const { indexes, several = [], order, version = 1 } = definition;
  return { indexes: [...indexes], several: [...several], ordered: order ?? '', version };
}

import { sql } from 'kysely';
import type { Entity, PageRequest } from '../contract.ts';
import { boundsOf, cursorOf, type Findable } from '../order.ts';
import type { RowCipher } from './row-cipher.ts';
import type { Connection, IndexValueRow, RecordRow } from './tables.ts';

export type IndexValues = readonly Pick<IndexValueRow, 'digest' | 'place'>[];
type SealedRow = Pick<RecordRow, 'key' | 'sealed'>;

export function hasIndexValues({ several = [], order }: Findable<Entity>): boolean {
  return several.length > 0 || order !== undefined;
}

export function sameValues(one: IndexValues, other: IndexValues): boolean {
  const told = (values: IndexValues) =>
    values.map(({ digest, place }) => `${digest.toString('hex')} ${place}`).toSorted();
  return JSON.stringify(told(one)) === JSON.stringify(told(other));
}

/** By these values a record is found from now on, and by no others. Its row is locked, so nobody else is at it. */
export async function replaceValues(
  db: Connection,
  { collection, key }: Pick<RecordRow, 'collection' | 'key'>,
  values: IndexValues,
): Promise<void> {
  const digests = values.map(({ digest }) => digest);
  await db
    .with('gone', (before) =>
      before
        .deleteFrom('index_values')
        .where('collection', '=', collection)
        .where('key', '=', key)
        .where('digest', '<>', sql<Buffer>`all(${digests}::bytea[])`)
        .returning('digest'),
    )
    .insertInto('index_values')
    .columns(['collection', 'key', 'digest', 'place'])
    .expression((eb) =>
      eb
        .selectFrom(made(digests, values).as<'made'>(sql`made(digest, place)`))
        .select([sql<string>`${collection}::text`.as('collection'), sql<Buffer>`${key}::bytea`.as('key')])
        .select(['made.digest', 'made.place']),
    )
    .onConflict((conflict) =>
      conflict.columns(['digest', 'key']).doUpdateSet((eb) => ({ place: eb.ref('excluded.place') })),
    )
    .execute();
}

/**
 * A new record and the values by which it is found, in one statement. It has none yet: looking for them would read beside what
 * others insert, and one of them would have to do it again. @returns false where the key is taken
 */
export async function insertRow(db: Connection, row: RecordRow, values: IndexValues): Promise<boolean> {
  const insert = db
    .insertInto('records')
    .values(row)
    .onConflict((conflict) => conflict.columns(['collection', 'key']).doNothing());
  if (values.length === 0) return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
  const digests = values.map(({ digest }) => digest);
  const written = await db
    .with('written', () => insert.returning(['collection', 'key']))
    .with('found', (on) =>
      on
        .insertInto('index_values')
        .columns(['collection', 'key', 'digest', 'place'])
        .expression((eb) =>
          eb
            .selectFrom(['written', made(digests, values).as<'made'>(sql`made(digest, place)`)])
            .select(['written.collection', 'written.key', 'made.digest', 'made.place']),
        )
        .returning('key'),
    )
    .selectFrom('written')
    .select('key')
    .execute();
  return written.length === 1;
}

/** Of rows that have none yet. */
export async function addValues(
  db: Connection,
  collection: string,
  rows: readonly { readonly key: Buffer; readonly values: IndexValues }[],
): Promise<void> {
  const all = rows.flatMap(({ key, values }) => values.map((value) => ({ key, ...value })));
  if (all.length === 0) return;
  const [keys, digests, places] = [all.map(({ key }) => key), all.map(({ digest }) => digest), all];
  await db
    .insertInto('index_values')
    .columns(['collection', 'key', 'digest', 'place'])
    .expression((eb) =>
      eb
        .selectFrom(
          sql<Pick<IndexValueRow, 'key' | 'digest' | 'place'>>`
            unnest(${keys}::bytea[], ${digests}::bytea[], ${places.map(({ place }) => place)}::float8[])`.as<'made'>(
            sql`made(key, digest, place)`,
          ),
        )
        .select(sql<string>`${collection}::text`.as('collection'))
        .select(['made.key', 'made.digest', 'made.place']),
    )
    .execute();
}

/** @throws CursorError */
export async function pageOf<T extends Entity>(
  db: Connection,
  definition: Findable<T>,
  cipher: RowCipher,
  request: PageRequest<T, keyof T & string>,
): Promise<{ rows: SealedRow[]; next: string | undefined }> {
  const [index, value] = request.index;
  const { from, to, limit, after } = boundsOf(definition, request);
  let asked = db
    .selectFrom('index_values')
    .innerJoin('records', (join) =>
      join.onRef('records.collection', '=', 'index_values.collection').onRef('records.key', '=', 'index_values.key'),
    )
    .select(['records.key', 'records.sealed', 'index_values.place'])
    .where('index_values.digest', '=', cipher.indexOf(definition.name, index, value))
    .where('index_values.place', '>=', from)
    .where('index_values.place', '<=', to);
  if (after !== undefined) {
    const [place, key] = [after[0], Buffer.from(after[1], 'base64url')];
    asked = asked.where(
      sql<boolean>`(${sql.ref('index_values.place')}, ${sql.ref('index_values.key')}) > (${place}::float8, ${key}::bytea)`,
    );
  }
  const found = await asked
    .orderBy('index_values.place')
    .orderBy('index_values.key')
    // One more, to know whether there is a next page.
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = found.length > limit && last ? cursorOf([last.place!, last.key.toString('base64url')]) : undefined;
  return { rows, next };
}

function made(digests: readonly Buffer[], values: IndexValues) {
  return sql<Pick<IndexValueRow, 'digest' | 'place'>>`
    unnest(${digests}::bytea[], ${values.map(({ place }) => place)}::float8[])`;
}

import { sql } from 'kysely';
import { insertRow, replaceValues, type IndexValues, sameValues } from './index-values.ts';
import { type Connection, type IndexColumn, indexColumns, type RecordRow } from './tables.ts';

export type SealedRow = Pick<RecordRow, 'key' | 'sealed'>;

/** A row, and what it is found by beside it. */
export interface Written {
  readonly row: RecordRow;
  readonly values: IndexValues;
}

/** The same as it was. */
export interface Before {
  readonly row: Pick<RecordRow, 'sealed' | IndexColumn>;
  readonly values: IndexValues;
}

/** What finds rows: a column of their own, or the other table. */
export type IndexPlace = IndexColumn | 'values';

/** What one collection after the other asks of the database: by itself, or together with others. */
export interface RowAccess {
  get(collection: string, key: Buffer): Promise<SealedRow | undefined>;
  /** Each row once. */
  find(place: IndexPlace, digests: readonly Buffer[]): Promise<SealedRow[]>;
  /** @returns false where the key is taken */
  insert(written: Written): Promise<boolean>;
  /** Only while the row is sealed as it was before: it is sealed anew at each write. @returns whether it was */
  replace(after: Written, before: Before): Promise<boolean>;
}

/** Each by itself, by statements that a connection keeps. */
export function rowsOver(db: Connection): RowAccess {
  return {
    get: (collection, key) =>
      db
        .selectFrom('records')
        .select(['key', 'sealed'])
        .where('collection', '=', collection)
        .where('key', '=', key)
        .executeTakeFirst(),
    find: async (place, digests) => onlyOnce(await findRows(db, place, digests)),
    insert: ({ row, values }) => insertRow(db, row, values),
    replace: async ({ row: { collection, key, ...columns }, values }, before) => {
      const { numUpdatedRows } = await db
        .updateTable('records')
        .set(columns)
        .where('collection', '=', collection)
        .where('key', '=', key)
        .where('sealed', '=', before.row.sealed)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return false;
      if (!sameValues(values, before.values)) await replaceValues(db, { collection, key }, values);
      return true;
    },
  };
}

/**
 * Each key by itself: asked for any of them at once, a server that does not know yet how large the table has become reads the whole
 * collection, and sees a conflict with everybody who writes to it.
 */
export function getRows(db: Connection, collection: string, keys: readonly Buffer[]): Promise<SealedRow[]> {
  return db
    .selectFrom(sql<{ key: Buffer }>`unnest(${keys}::bytea[])`.as<'asked'>(sql`asked(key)`))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('records')
          .select(['records.key', 'records.sealed'])
          .where('collection', '=', collection)
          .whereRef('records.key', '=', 'asked.key')
          .limit(1)
          .as('found'),
      (join) => join.onTrue(),
    )
    .select(['found.key', 'found.sealed'])
    .execute();
}

/** By digests, which no other collection and no other index has. With what found it; a row may be found several times. */
export function findRows(
  db: Connection,
  place: IndexPlace,
  digests: readonly Buffer[],
): Promise<(SealedRow & { readonly digest: Buffer | null })[]> {
  const any = sql<Buffer>`any(${digests}::bytea[])`;
  if (place !== 'values') {
    return db
      .selectFrom('records')
      .select(['key', 'sealed', `${place} as digest`])
      .where(place, '=', any)
      .execute();
  }
  return db
    .selectFrom('index_values')
    .innerJoin('records', (join) =>
      join.onRef('records.collection', '=', 'index_values.collection').onRef('records.key', '=', 'index_values.key'),
    )
    .select(['records.key', 'records.sealed', 'index_values.digest'])
    .where('index_values.digest', '=', any)
    .execute();
}

export function onlyOnce<R extends SealedRow>(found: readonly R[]): R[] {
  return [...new Map(found.map((row) => [textOf(row.key), row])).values()];
}

/** Digests as keys of maps and sets. */
export function textOf(digest: Buffer): string {
  return digest.toString('latin1');
}

/** As `insertRow` does it, of many. @returns those whose key was not taken */
export function insertRows(db: Connection, written: readonly Written[]): Promise<{ key: Buffer }[]> {
  const insert = db
    .insertInto('records')
    .columns(['collection', 'key', 'sealed', 'version', ...indexColumns])
    .expression((eb) => eb.selectFrom(made(written.map(({ row }) => row)).as<'made'>(madeColumns)).selectAll('made'))
    .onConflict((conflict) => conflict.columns(['collection', 'key']).doNothing())
    .returning(['collection', 'key']);
  const values = written.flatMap(({ row: { collection, key }, values: each }) =>
    each.map(({ digest, place }) => ({ collection, key, digest, place })),
  );
  if (values.length === 0) return insert.execute();
  const found = sql<{ collection: string; key: Buffer; digest: Buffer; place: number | null }>`unnest(
    ${values.map(({ collection }) => collection)}::text[], ${values.map(({ key }) => key)}::bytea[],
    ${values.map(({ digest }) => digest)}::bytea[], ${values.map(({ place }) => place)}::float8[])`;
  return db
    .with('written', () => insert)
    .with('findable', (on) =>
      on
        .insertInto('index_values')
        .columns(['collection', 'key', 'digest', 'place'])
        .expression((eb) =>
          eb
            .selectFrom(found.as<'found'>(sql`found(collection, key, digest, place)`))
            .innerJoin('written', (join) =>
              join.onRef('written.collection', '=', 'found.collection').onRef('written.key', '=', 'found.key'),
            )
            .select(['found.collection', 'found.key', 'found.digest', 'found.place']),
        )
        .returning('key'),
    )
    .selectFrom('written')
    .select('key')
    .execute();
}

/** @returns those that were as they had been */
export async function replaceRows(
  db: Connection,
  changes: readonly { readonly after: Written; readonly before: Before }[],
): Promise<{ key: Buffer }[]> {
  const before = changes.map((change) => change.before.row.sealed);
  const rows = changes.map(({ after }) => after.row);
  const replaced = await db
    .updateTable('records')
    .from(
      sql<RecordRow & { before: Buffer }>`unnest(${before}::bytea[], ${columnsOf(rows)})`.as<'made'>(
        sql`made(before, collection, key, sealed, version, ${sql.join(indexColumns.map((column) => sql.ref(column)))})`,
      ),
    )
    .set((eb) => ({
      sealed: eb.ref('made.sealed'),
      version: eb.ref('made.version'),
      index_1: eb.ref('made.index_1'),
      index_2: eb.ref('made.index_2'),
      index_3: eb.ref('made.index_3'),
      index_4: eb.ref('made.index_4'),
    }))
    .whereRef('records.collection', '=', 'made.collection')
    .whereRef('records.key', '=', 'made.key')
    // However the database joins, it reads these rows and no others.
    .where('records.key', '=', sql<Buffer>`any(${rows.map(({ key }) => key)}::bytea[])`)
    .whereRef('records.sealed', '=', 'made.before')
    .returning('records.key')
    .execute();
  const written = new Set(replaced.map(({ key }) => textOf(key)));
  for (const change of changes) {
    const { row, values } = change.after;
    const isMoved = written.has(textOf(row.key)) && !sameValues(values, change.before.values);
    if (isMoved) await replaceValues(db, row, values);
  }
  return replaced;
}

const madeColumns = sql`made(collection, key, sealed, version, ${sql.join(indexColumns.map((column) => sql.ref(column)))})`;

function made(rows: readonly RecordRow[]) {
  return sql<RecordRow>`unnest(${columnsOf(rows)})`;
}

/** Columns and not rows, so that the statement is the same however many there are. */
function columnsOf(rows: readonly RecordRow[]) {
  const column = (name: keyof RecordRow, type: 'text' | 'bytea' | 'integer') =>
    sql`${rows.map((row) => row[name])}::${sql.raw(type)}[]`;
  return sql.join([
    column('collection', 'text'),
    column('key', 'bytea'),
    column('sealed', 'bytea'),
    column('version', 'integer'),
    ...indexColumns.map((name) => column(name, 'bytea')),
  ]);
}

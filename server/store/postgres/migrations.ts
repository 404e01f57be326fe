import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { StoreNotOpenedError } from '../contract.ts';
import type { Connection } from './tables.ts';

/** One step from one version to the next. Steps are never changed once they were released: what they did is out there. */
export interface Migration {
  readonly what: string;
  /** @param id quotes a table's name together with the schema */
  up(transaction: Transaction<never>, id: (table: string) => ReturnType<typeof sql.id>): Promise<void>;
}

/** Version n is what the first n of them make. */
export const migrations: readonly Migration[] = [
  {
    what: 'records, sealed, with the digests by which they are found',
    up: async (transaction, id) => {
      await sql`
        create table ${id('records')} (
          collection text not null,
          key bytea not null,
          sealed bytea not null,
          index_1 bytea, index_2 bytea, index_3 bytea, index_4 bytea,
          primary key (collection, key)
        ) with (fillfactor = 80)`.execute(transaction);
      // What is encrypted does not compress.
      await sql`alter table ${id('records')} alter column sealed set storage external`.execute(transaction);
      for (const column of ['index_1', 'index_2', 'index_3', 'index_4']) {
        await sql`create index on ${id('records')} (${sql.id(column)}) where ${sql.id(column)} is not null`.execute(
          transaction,
        );
      }
      await sql`create table ${id('collections')} (name text primary key, indexes text[] not null)`.execute(
        transaction,
      );
      await sql`create table ${id('about')} (name text primary key, value bytea not null)`.execute(transaction);
    },
  },
  {
    what: 'indexes with several values, and pages in the order of a key',
    up: async (transaction, id) => {
      await sql`
        create table ${id('index_values')} (
          digest bytea not null,
          place double precision,
          collection text not null,
          key bytea not null,
          primary key (digest, key),
          foreign key (collection, key) references ${id('records')} on delete cascade
        )`.execute(transaction);
      await sql`create index on ${id('index_values')} (digest, place, key) where place is not null`.execute(
        transaction,
      );
      await sql`create index on ${id('index_values')} (collection, key)`.execute(transaction);
      await sql`
        alter table ${id('collections')}
          add column several text[] not null default '{}', add column ordered text not null default ''`.execute(
        transaction,
      );
    },
  },
  {
    what: 'versions of records',
    up: async (transaction, id) => {
      for (const table of ['records', 'collections']) {
        await sql`alter table ${id(table)} add column version integer not null default 1`.execute(transaction);
      }
    },
  },
  {
    // The foreign key looked up the record of every value that was written, which took nearly half the time of writing.
    what: 'values by which a record is found go with it by a trigger',
    up: async (transaction, id) => {
      await sql`
        alter table ${id('index_values')} drop constraint index_values_collection_key_fkey`.execute(transaction);
      await sql`
        create function ${id('forget_values')}() returns trigger language plpgsql as $$
        begin
          delete from ${id('index_values')} where collection = old.collection and key = old.key;
          return null;
        end $$`.execute(transaction);
      await sql`
        create trigger forget_values after delete on ${id('records')}
          for each row execute function ${id('forget_values')}()`.execute(transaction);
    },
  },
];

/**
 * Brings a schema to the newest version, forward only: one transaction for each step, and one server at a time.
 * @throws StoreNotOpenedError when a newer version has been here
 */
export async function migrate(db: Connection, schema: string, steps: readonly Migration[] = migrations): Promise<void> {
  const id = (table: string) => sql.id(schema, table);
  while (await oneStep(db as unknown as Kysely<never>, schema, id, steps));
}

/** Whether anything of a schema was ever made. */
export async function hasVersions(db: QueryExecutorProvider, schema: string): Promise<boolean> {
  const { rows } = await sql<{ versions: string | null }>`
    select to_regclass(${`${schema}.versions`})::text as versions`.execute(db);
  return rows[0]!.versions !== null;
}

/** @returns whether there may be more to do */
async function oneStep(
  db: Kysely<never>,
  schema: string,
  id: (table: string) => ReturnType<typeof sql.id>,
  steps: readonly Migration[],
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`migrate/${schema}`}, 0))`.execute(transaction);
    // Asked first, because creating what is there needs a right that IT may have withheld.
    if (!(await hasVersions(transaction, schema))) {
      const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(transaction);
      if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(transaction);
      await sql`create table ${id('versions')} (
        version integer primary key, what text not null, at timestamptz not null default now())`.execute(transaction);
    }
    const { rows } = await sql<{
      version: number | null;
    }>`select max(version) as version from ${id('versions')}`.execute(transaction);
    const version = rows[0]!.version ?? 0;
    if (version > steps.length) {
      throw new StoreNotOpenedError(
        `The schema ${schema} was written by a newer version of this product (its version is ${version}, this one knows ${steps.length}). Install the newer version again, or restore the backup from before.`,
      );
    }
    const step = steps[version];
    if (step === undefined) return false;
    await step.up(transaction, id);
    await sql`insert into ${id('versions')} (version, what) values (${version + 1}, ${step.what})`.execute(transaction);
    return true;
  });
}

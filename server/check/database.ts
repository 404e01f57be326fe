import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'pg';
import { applicationIds } from '../../shared/applications/applications.ts';
import { limits } from '../../shared/contract/limits.ts';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { trailStore } from '../identity/audit/open-trail.ts';
import type { Keys } from '../keys/keys.ts';
import { createPool, explained, nameOf, primaryOf, requireUsable } from '../store/postgres/connect.ts';
import { schemaOf } from '../store/postgres/database.ts';
import { migrations } from '../store/postgres/migrations.ts';
import { RowCipher } from '../store/postgres/row-cipher.ts';
import { attention, type Finding, fine, wrong } from './finding.ts';

/** What the server is tested with; PostgreSQL's own number. */
const oldestVersion = 130_000;

const stores = ['identity', ...applicationIds, trailStore];

/**
 * The database of the settings: reachable, new enough, with the rights that are needed, and of this server's key. Asks and
 * writes nothing.
 * @param keys undefined where they could not be read @throws SettingsError, or StoreNotOpenedError
 */
export async function checkDatabase(
  settings: PostgresSettings,
  keys: Keys | undefined,
  log: FastifyBaseLogger,
): Promise<Finding[]> {
  const primary = await primaryOf(settings, log);
  try {
    const pool = await createPool(settings, primary, log);
    try {
      await requireUsable(pool, settings, log);
      return [await version(pool, settings), await room(pool, settings), ...(await rights(pool, settings, keys))];
    } catch (error) {
      throw explained(error, settings);
    } finally {
      await pool.end();
    }
  } finally {
    primary.close();
  }
}

async function version(pool: Pool, settings: PostgresSettings): Promise<Finding> {
  const { rows } = await pool.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::integer as number, current_setting('server_version') as name`,
  );
  const { number, name } = rows[0]!;
  if (number >= oldestVersion) return fine('database', `${nameOf(settings)} is reached: PostgreSQL ${name}.`);
  return wrong('database', `${nameOf(settings)} is PostgreSQL ${name}; 13 or newer is needed.`);
}

/** One more than the pool's, which stays open. */
async function room(pool: Pool, { poolSize = limits.database.poolSize.usual }: PostgresSettings): Promise<Finding> {
  const { rows } = await pool.query<{ most: number }>(
    `select current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer as most`,
  );
  const { most } = rows[0]!;
  if (poolSize < most)
    return fine('database', `There is room for this server’s ${poolSize + 1} connections (${most}).`);
  return attention(
    'database',
    `This server may want ${poolSize + 1} connections, and the database has ${most}: lower store.postgres.poolSize or raise max_connections.`,
  );
}

async function rights(pool: Pool, settings: PostgresSettings, keys: Keys | undefined): Promise<Finding[]> {
  const { user, database } = settings;
  const { rows } = await pool.query<{ creates: boolean }>(
    `select has_database_privilege(current_database(), 'CREATE') as creates`,
  );
  const { creates } = rows[0]!;
  const found: Finding[] = [];
  for (const store of stores) {
    const schema = schemaOf(store);
    const there = await pool.query<{ mine: boolean }>(
      `select has_schema_privilege(nspname, 'CREATE') and has_schema_privilege(nspname, 'USAGE') as mine from pg_namespace where nspname = $1`,
      [schema],
    );
    const [present] = there.rows;
    if (present === undefined && !creates) {
      const way = `create schema ${schema} authorization ${user}`;
      found.push(
        wrong(
          'database',
          `${user} may not make the schema ${schema}: ${way}, or grant create on database ${database}.`,
        ),
      );
    } else if (present && !present.mine) {
      found.push(
        wrong('database', `${user} may not use the schema ${schema}: grant all on schema ${schema} to ${user}.`),
      );
    } else if (present) {
      found.push(...(await written(pool, schema, keys?.derive(`store/${store}`), settings)));
    }
  }
  return found.length > 0 ? found : [fine('database', `${user} may do what is needed.`)];
}

/** What a server left there: of a version that this one knows, and sealed under its key. */
async function written(
  pool: Pool,
  schema: string,
  key: Buffer | undefined,
  settings: PostgresSettings,
): Promise<Finding[]> {
  const { rows } = await pool.query<{ versions: string | null }>(`select to_regclass($1)::text as versions`, [
    `${schema}.versions`,
  ]);
  if (rows[0]!.versions === null) return [];
  const newest = await pool.query<{ version: number }>(`select max(version) as version from "${schema}".versions`);
  const { version: there } = newest.rows[0]!;
  if (there > migrations.length) {
    return [
      wrong('database', `The schema ${schema} was written by a newer version of this product; install that one again.`),
    ];
  }
  const state = await pool.query<{ value: Buffer }>(`select value from "${schema}".about where name = 'state'`);
  const [sealed] = state.rows;
  if (sealed === undefined || key === undefined) return [];
  try {
    const said = new RowCipher(key).open({ key: Buffer.from('state'), sealed: sealed.value });
    if (said !== 'moving') return [];
    return [
      wrong('database', `A move into ${nameOf(settings)} is not complete; finish it with the command store migrate.`),
    ];
  } catch {
    return [
      wrong(
        'database',
        `The records in ${schema} were encrypted with another key; put back the master.key that belongs to them.`,
      ),
    ];
  }
}

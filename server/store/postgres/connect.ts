import { readFile } from 'node:fs/promises';
import type { FastifyBaseLogger } from 'fastify';
import { Client, type ClientConfig, type ConnectionConfig, Pool } from 'pg';
import { limits } from '../../../shared/limits.ts';
import type { PostgresSettings } from '../../../shared/settings.ts';
import { readSecretFile } from '../../secret-file.ts';
import { SettingsError } from '../../settings.ts';
import { StoreNotOpenedError } from '../contract.ts';
import { codeOf } from './failures.ts';

/**
 * Connections to the database of the settings.
 * @throws SettingsError when a file that they name cannot be used, or when they would send records over a network in clear
 */
export async function createPool(settings: PostgresSettings, log: FastifyBaseLogger): Promise<Pool> {
  const { statement, lockWait, idleInTransaction, answer } = limits.database;
  if (settings.passwordFile !== undefined) await readSecretFile(settings.passwordFile, 'store.postgres.passwordFile');
  const pool = new Pool({
    ...(await addressOf(settings)),
    max: settings.poolSize ?? limits.database.poolSize.usual,
    statement_timeout: statement,
    lock_timeout: lockWait,
    idle_in_transaction_session_timeout: idleInTransaction,
    query_timeout: answer,
    // A sequential scan in a serializable transaction would stand against every write to the table.
    options: '-c enable_seqscan=off -c default_transaction_isolation=read\\ committed',
    Client: ImpatientClient,
  });
  // A connection that is lost while nobody uses it is replaced at the next use; to its user the query fails.
  pool.on('error', (error) => log.warn({ code: codeOf(error) }, 'the database closed a connection'));
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A connection that stays, beside the pool's: what hangs on it ends with it, soon also when a machine dies silently. */
export async function standingClient(settings: PostgresSettings): Promise<Client> {
  return new ImpatientClient({
    ...(await addressOf(settings)),
    query_timeout: limits.database.standing.answer,
    // So that one can see in the database which process has which job.
    application_name: `enterprise-portal-kiosk, process ${process.pid}`,
    options: '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3',
  });
}

async function addressOf(settings: PostgresSettings): Promise<ClientConfig> {
  const { host, port, database, user, passwordFile } = settings;
  return {
    ...{ host, database, user, port: port ?? 5432 },
    // Read for each connection, so that it can be changed while the server runs. Never the user's own .pgpass.
    password: async () => (passwordFile === undefined ? '' : readPassword(passwordFile)),
    ssl: await tlsOf(settings),
    connectionTimeoutMillis: limits.database.connect,
    keepAlive: true,
    application_name: 'enterprise-portal-kiosk',
  };
}

/** Gives a connection up on which no answer came in time: a late one would be taken for the next query's. */
class ImpatientClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((...given: unknown[]) => {
      const asked = query(...given);
      if (asked instanceof Promise) {
        asked.catch((error: Error) => {
          if (error.message !== 'Query read timeout') return;
          this.#stream().destroy();
          // Told to end, it is not handed to the next either.
          this.end().catch(() => {});
        });
      }
      return asked;
    }) as typeof this.query;
  }

  #stream(): { destroy(): void } {
    return (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;
  }
}

async function readPassword(file: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch((error: Error) => {
    throw new SettingsError(`store.postgres.passwordFile cannot be read: ${error.message}`);
  });
  return content.replace(/\r?\n$/, '');
}

/** Always checked against the name in the settings, whatever signed the certificate. */
async function tlsOf({ host, tls }: PostgresSettings): Promise<ConnectionConfig['ssl']> {
  if (tls === undefined) {
    if (isHere(host)) return false;
    throw new SettingsError('store.postgres.tls is missing: a database on another machine is used over TLS only');
  }
  if (tls.authorityFile === undefined) return { rejectUnauthorized: true };
  const ca = await readFile(tls.authorityFile, 'utf8').catch((error: Error) => {
    throw new SettingsError(`store.postgres.tls.authorityFile cannot be read: ${error.message}`);
  });
  return { rejectUnauthorized: true, ca };
}

/** Whether what is said to it stays on this machine. */
export function isHere(host: string): boolean {
  return host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host);
}

/** @throws StoreNotOpenedError saying what stands in the way */
export async function requireUsable(pool: Pool, settings: PostgresSettings): Promise<void> {
  try {
    const { rows } = await pool.query<{ commits: string }>(`select current_setting('synchronous_commit') as commits`);
    if (rows[0]!.commits !== 'off') return;
  } catch (error) {
    throw explained(error, settings);
  }
  throw new StoreNotOpenedError(
    `The database ${nameOf(settings)} has synchronous_commit off, so a power cut would lose what people were told is kept; turn it on.`,
  );
}

export function nameOf({ host, port, database }: PostgresSettings): string {
  return `${database} on ${host}${host.startsWith('/') ? '' : `:${port ?? 5432}`}`;
}

/** What the database says, for the person who starts the server. */
export function explained(error: unknown, settings: PostgresSettings): unknown {
  const code = codeOf(error);
  const { message } = error as Error;
  const where = nameOf(settings);
  const say = (text: string) => new StoreNotOpenedError(text, { cause: error });
  if (error instanceof StoreNotOpenedError || error instanceof SettingsError) return error;
  if (code === '3D000') return say(`There is no database ${where}; create it, owned by ${settings.user}.`);
  if (code === '42501') {
    return say(
      `${settings.user} may not do what is needed in the database ${where} (${message}); see docs/postgresql.md.`,
    );
  }
  if (code.startsWith('28') || /SASL/.test(message)) {
    return say(
      `The database ${where} refuses ${settings.user}: check the user, passwordFile and pg_hba.conf (${message}).`,
    );
  }
  if (/CERT|SIGNATURE|ISSUER|^ERR_(TLS|SSL)/.test(code) || /does not support SSL/.test(message)) {
    return say(`There is no secure connection to the database ${where}: ${message}.`);
  }
  return say(`The database ${where} cannot be used: ${message || code}.`);
}

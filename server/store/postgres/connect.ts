import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyBaseLogger } from 'fastify';
import { Client, type ClientConfig, type ConnectionConfig, Pool } from 'pg';
import { limits } from '../../../shared/contract/limits.ts';
import type { PostgresSettings } from '../../../shared/kiosk/settings.ts';
import { readSecretFile } from '../../keys/secret-file.ts';
import { SettingsError } from '../../settings.ts';
import { StoreNotOpenedError } from '../contract.ts';
import { codeOf } from './failures.ts';
import { type DatabasePlace, placesOf, Primary, saysNoPrimary } from './primary.ts';

/**
 * Connections to the database of the settings.
 * @throws SettingsError when a file that they name cannot be used, or when they would send records over a network in clear
 */
export async function createPool(settings: PostgresSettings, primary: Primary, log: FastifyBaseLogger): Promise<Pool> {
  const { statement, lockWait, idleInTransaction, answer } = limits.database;
  const pool = new Pool({
    ...(await accessOf(settings)),
    ...({ primary } satisfies Pick<DatabaseConfig, 'primary'>),
    max: settings.poolSize ?? limits.database.poolSize.usual,
    statement_timeout: statement,
    lock_timeout: lockWait,
    idle_in_transaction_session_timeout: idleInTransaction,
    query_timeout: answer,
    // A sequential scan in a serializable transaction would stand against every write to the table.
    options: '-c enable_seqscan=off -c default_transaction_isolation=read\\ committed',
    Client: DatabaseClient,
  });
  // A connection that is lost while nobody uses it is replaced at the next use; to its user the query fails.
  pool.on('error', (error) => log.warn({ code: codeOf(error) }, 'the database closed a connection'));
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A connection that stays, beside the pool's: what hangs on it ends with it, soon also when a machine dies silently. */
export async function standingClient(settings: PostgresSettings, primary: Primary): Promise<Client> {
  const config: DatabaseConfig = {
    ...(await accessOf(settings)),
    primary,
    query_timeout: limits.database.standing.answer,
    // So that one can see in the database which process has which job.
    application_name: `enterprise-portal-kiosk, process ${process.pid}`,
    options: '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3',
  };
  return new DatabaseClient(config);
}

/** Which of the database's servers to connect to. */
export async function primaryOf(settings: PostgresSettings, log: FastifyBaseLogger): Promise<Primary> {
  if (settings.passwordFile !== undefined) await readSecretFile(settings.passwordFile, 'store.postgres.passwordFile');
  return new Primary(placesOf(settings), await accessOf(settings), log);
}

/** How one gets into the database, at whichever place it is. */
async function accessOf(settings: PostgresSettings): Promise<ClientConfig> {
  const { database, user, passwordFile } = settings;
  return {
    database,
    user,
    // Read for each connection, so that it can be changed while the server runs. Never the user's own .pgpass.
    password: async () => (passwordFile === undefined ? '' : readPassword(passwordFile)),
    ssl: await tlsOf(settings),
    connectionTimeoutMillis: limits.database.connect,
    keepAlive: true,
    application_name: 'enterprise-portal-kiosk',
  };
}

interface DatabaseConfig extends ClientConfig {
  readonly primary: Primary;
}

/**
 * A connection to the server that takes writes. Given up when no answer came in time, because a late one would be taken for
 * the next query's; and when the server says that it is no primary (any more), so that nobody else is handed it.
 */
class DatabaseClient extends Client {
  readonly #primary: Primary;
  #place: DatabasePlace | undefined;

  constructor(config?: ClientConfig) {
    super(config);
    this.#primary = (config as DatabaseConfig).primary;
    // Its user's query fails, and says so.
    this.on('error', () => {});
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((...given: unknown[]) => {
      const asked = query(...prepared(given));
      if (asked instanceof Promise) {
        asked.catch((error: Error) => {
          if (error.message === 'Query read timeout' || saysNoPrimary(error)) this.cut();
        });
      }
      return asked;
    }) as typeof this.query;
  }

  override connect(): Promise<this>;
  override connect(callback: (error: Error | null) => void): void;
  override connect(callback?: (error: Error | null) => void): Promise<this> | void {
    const connecting = this.#connect();
    if (callback === undefined) return connecting;
    // The callback's own errors are not taken for the connection's.
    connecting.then(
      () => process.nextTick(callback, null),
      (error: Error) => process.nextTick(callback, error),
    );
  }

  /** Closes at once, without a word to whoever may no longer hear it. */
  cut(): void {
    if (this.#place) this.#primary.lost(this.#place);
    this.#stream().destroy();
    // Told to end, it is not handed to the next either.
    this.end().catch(() => {});
  }

  async #connect(): Promise<this> {
    const place = (this.#place = await this.#primary.find());
    Object.assign(this, place);
    try {
      await super.connect();
      await this.#primary.enter(this, place);
      return this;
    } catch (error) {
      this.cut();
      throw error;
    }
  }

  #stream(): { destroy(): void } {
    return (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream;
  }
}

/** Longer ones write many rows, and are another for each number of them. */
const longestPrepared = 1000;

/**
 * Under a name, so that the database reads and plans a statement once for each connection, and not each time: that is
 * half of what a small one costs.
 */
function prepared([text, values, ...others]: readonly unknown[]): readonly unknown[] {
  const takesValues = typeof text === 'string' && Array.isArray(values) && values.length > 0;
  if (!takesValues || text.length > longestPrepared) return [text, values, ...others];
  return [{ name: hash('sha256', text, 'base64url'), text, values }, ...others];
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
    if (placesOf({ host }).every((place) => isHere(place.host))) return false;
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
export async function requireUsable(pool: Pool, settings: PostgresSettings, log: FastifyBaseLogger): Promise<void> {
  try {
    const { rows } = await pool.query<{ commits: string; standbys: string }>(
      `select current_setting('synchronous_commit') as commits, current_setting('synchronous_standby_names') as standbys`,
    );
    const { commits, standbys } = rows[0]!;
    if (placesOf(settings).length > 1 && (standbys === '' || commits === 'local')) {
      log.warn(
        'the database’s servers do not wait for each other (synchronous_standby_names, synchronous_commit): what people were told is kept may be lost when one fails',
      );
    }
    if (commits !== 'off') return;
  } catch (error) {
    throw explained(error, settings);
  }
  throw new StoreNotOpenedError(
    `The database ${nameOf(settings)} has synchronous_commit off, so a power cut would lose what people were told is kept; turn it on.`,
  );
}

export function nameOf(settings: PostgresSettings): string {
  const places = placesOf(settings).map(({ host, port }) => (host.startsWith('/') ? host : `${host}:${port}`));
  return `${settings.database} on ${places.join(', ')}`;
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

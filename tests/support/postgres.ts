import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import pino from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { CertifiedKey } from '../../server/keys/certificates.ts';
import type { Store } from '../../server/store/contract.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { freePorts } from './free-ports.ts';

const binaries = findBinaries();

/** Why tests with a database are skipped, where they are. */
export const withoutPostgres = binaries === undefined;
export const needsPostgres = withoutPostgres ? ' (skipped: PostgreSQL is not installed here)' : '';

export const silent = pino({ level: 'silent' });

function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '/usr/bin', '/usr/local/bin'];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** A database server of the test file's own on a free port, with password and TLS, gone when the file ends. */
export class PostgresServer {
  readonly folder: string;
  readonly port: number;
  readonly password: string;

  private constructor(folder: string, port: number, password = randomBytes(12).toString('hex')) {
    this.folder = folder;
    this.port = port;
    this.password = password;
  }

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-postgres-'));
    const server = new PostgresServer(folder, await freePorts(1));
    chmodSync(folder, 0o777);
    writeFileSync(server.passwordFile, `${server.password}\n`, { mode: 0o600 });
    // Read by the user that the database runs as.
    const forDatabase = join(folder, 'password-of-database');
    writeFileSync(forDatabase, server.password, { mode: 0o644 });
    const options = ['--username=kiosk', `--pwfile=${forDatabase}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    server.#run('initdb', `--pgdata=${server.data}`, '--no-sync', '--no-locale', ...options);
    server.up();
    await server.ask('create database kiosk', 'postgres');
    return server;
  }

  /** A second one that follows this, ready to take its place. */
  async standby(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-postgres-'));
    chmodSync(folder, 0o777);
    const standby = new PostgresServer(folder, await freePorts(1), this.password);
    writeFileSync(standby.passwordFile, `${this.password}\n`, { mode: 0o600 });
    standby.follow(this);
    return standby;
  }

  /** Throws away what it has, and begins anew as the standby of another. */
  follow({ port }: PostgresServer): void {
    rmSync(this.data, { recursive: true, force: true });
    // Of one that was killed: as long as nobody has taken note of its end, its successor holds it for running.
    for (const left of ['', '.lock']) rmSync(join(this.folder, `.s.PGSQL.${this.port}${left}`), { force: true });
    const from = ['--host=127.0.0.1', `--port=${port}`, '--username=kiosk', '--wal-method=stream', '--checkpoint=fast'];
    this.#run('pg_basebackup', `--pgdata=${this.data}`, '--write-recovery-conf', '--no-sync', ...from);
    this.up();
  }

  /** Makes a primary of a standby. */
  promote(): void {
    this.#run('pg_ctl', 'promote', `--pgdata=${this.data}`, '--wait');
  }

  /** As when the machine's memory ran out: no part of it has a word left. */
  kill(): void {
    process.kill(this.#pid, 'SIGKILL');
  }

  /** Every process of it stands still. */
  pause(): void {
    for (const pid of this.#processes()) process.kill(pid, 'SIGSTOP');
  }

  resume(): void {
    for (const pid of this.#processes()) process.kill(pid, 'SIGCONT');
  }

  get #pid(): number {
    return Number(readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  #processes(): number[] {
    if (!existsSync(join(this.data, 'postmaster.pid'))) return [];
    const parent = this.#pid;
    const isChild = (pid: string) => {
      try {
        return readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nPPid:\t${parent}\n`);
      } catch {
        return false;
      }
    };
    return [
      parent,
      ...readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name) && isChild(name))
        .map(Number),
    ];
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  get passwordFile(): string {
    return join(this.folder, 'password');
  }

  get settings(): PostgresSettings & { host: string } {
    const { port, passwordFile } = this;
    return { host: '127.0.0.1', port, database: 'kiosk', user: 'kiosk', passwordFile };
  }

  up(): void {
    const log = join(this.folder, 'log');
    const options = `-p ${this.port} -k ${this.folder} -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off`;
    this.#run('pg_ctl', 'start', `--pgdata=${this.data}`, `--log=${log}`, '--wait', `--options=${options}`);
  }

  /** @param mode `immediate` is a crash: nothing is written, nobody is waited for */
  down(mode: 'fast' | 'immediate' = 'fast'): void {
    this.#run('pg_ctl', 'stop', `--pgdata=${this.data}`, '--wait', `--mode=${mode}`);
  }

  remove(): void {
    try {
      this.down('immediate');
    } catch {
      // It was killed.
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Takes connections with TLS from now on; those without it stay possible. */
  async useTls({ certificate, key }: CertifiedKey): Promise<void> {
    writeFileSync(join(this.folder, 'server.pem'), certificate);
    const keyFile = join(this.folder, 'server.key');
    writeFileSync(keyFile, key, { mode: 0o600 });
    const { uid, gid } = statSync(this.data);
    chownSync(keyFile, uid, gid);
    await this.ask(`alter system set ssl_cert_file = '${join(this.folder, 'server.pem')}'`);
    await this.ask(`alter system set ssl_key_file = '${keyFile}'`);
    await this.ask(`alter system set ssl = on`);
    this.down();
    this.up();
  }

  /** Dumps everything as text. */
  dump(database: string): string {
    return this.#run('pg_dump', '-h', this.folder, '-p', String(this.port), '-U', 'kiosk', database);
  }

  async ask(statement: string, database = 'kiosk'): Promise<Record<string, unknown>[]> {
    const { host, port, user } = this.settings;
    const client = new Client({ host, port: port!, user, database, password: this.password });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** @returns what whoever may connect to the database hears on a channel meanwhile, at first */
  async overhear(channel: string, meanwhile: () => Promise<void>): Promise<string> {
    const { host, port, user, database } = this.settings;
    const client = new Client({ host, port: port!, user, database, password: this.password });
    await client.connect();
    try {
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      const heard = once(client, 'notification');
      await meanwhile();
      const [{ payload }] = (await heard) as [{ payload: string }];
      return payload;
    } finally {
      await client.end();
    }
  }

  /** It refuses to run as root. */
  #run(program: string, ...given: string[]): string {
    const file = join(binaries!, program);
    const options: ExecFileSyncOptions = {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PGPASSWORD: this.password },
      maxBuffer: 1 << 28,
    };
    if (process.getuid?.() !== 0) return execFileSync(file, given, options).toString();
    const quoted = [file, ...given].map((word) => `'${word}'`).join(' ');
    return execFileSync('su', ['postgres', '-s', '/bin/sh', '-c', quoted], options).toString();
  }
}

/** One for all tests of a file. */
export function usePostgres(): { readonly server: PostgresServer } {
  const held: { server: PostgresServer } = { server: undefined as unknown as PostgresServer };
  if (withoutPostgres) return held;
  beforeAll(async () => {
    held.server = await PostgresServer.start();
  });
  afterAll(() => held.server.remove());
  return held;
}

let stores = 0;

/** A place of its own in a database: what is closed can be opened again. */
export function storePlace(settings: PostgresSettings, key = randomBytes(32)) {
  const name = `test_${process.pid}_${stores++}`;
  return {
    schema: `kiosk_${name}`,
    open: async (): Promise<Store> => {
      const database = await PostgresDatabase.connect(settings, silent);
      const store = await database.openStore(name, key).catch(async (error: unknown) => {
        await database.close();
        throw error;
      });
      return {
        collection: (definition) => store.collection(definition),
        transaction: (work) => store.transaction(work),
        transactions: (works) => store.transactions(works),
        announce: (message) => store.announce(message),
        listen: (listener) => store.listen(listener),
        claim: (job) => store.claim(job),
        close: async () => {
          await store.close();
          await database.close();
        },
      };
    },
  };
}

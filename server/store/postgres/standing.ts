import type { FastifyBaseLogger } from 'fastify';
import type { Client } from 'pg';
import { limits } from '../../../shared/contract/limits.ts';
import type { PostgresSettings } from '../../../shared/kiosk/settings.ts';
import { systemClock } from '../../clock.ts';
import { Outage } from '../../http/outage.ts';
import type { AnnouncementListener, Claim } from '../contract.ts';
import { standingClient } from './connect.ts';
import type { Primary } from './primary.ts';
import { asStoreError, isUnavailable } from './failures.ts';

/**
 * One connection of each process that stays open: by it the processes on a database hear of each other (LISTEN), and on it
 * hang the jobs that a process has claimed (advisory locks), so that the database itself gives them free when it ends.
 */
export class Standing {
  readonly #settings: PostgresSettings;
  readonly #primary: Primary;
  readonly #log: FastifyBaseLogger;
  readonly #listeners = new Map<string, Set<AnnouncementListener>>();
  /** The database lets one session lock the same thing twice. */
  readonly #claimed = new Set<string>();
  #client: Client | undefined;
  #connecting: Promise<Client> | undefined;
  #pulse: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #closed = false;
  #turn: Promise<void> = Promise.resolve();
  #clockDiffers = false;
  readonly #outage: Outage;

  constructor(settings: PostgresSettings, primary: Primary, log: FastifyBaseLogger) {
    this.#settings = settings;
    this.#primary = primary;
    this.#log = log;
    this.#outage = new Outage(log, {
      fails: 'the standing connection to the database broke; it is tried again until it holds',
      works: 'the standing connection to the database is there again',
    });
  }

  /** @throws StoreUnavailableError */
  async listen(channel: string, listener: AnnouncementListener): Promise<() => void> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    const stop = () => void listeners.delete(listener);
    try {
      await this.#ask((client) => client.query(`listen ${client.escapeIdentifier(channel)}`));
      return stop;
    } catch (error) {
      stop();
      throw asStoreError(error);
    }
  }

  /** @throws StoreUnavailableError */
  async claim(job: string): Promise<Claim | undefined> {
    if (this.#claimed.has(job)) return undefined;
    this.#claimed.add(job);
    try {
      const on = await this.#ask(async (client) =>
        (await locked(client, 'pg_try_advisory_lock', job)) ? client : undefined,
      );
      if (on) return this.#claimOn(on, job);
    } catch (error) {
      this.#claimed.delete(job);
      throw asStoreError(error);
    }
    this.#claimed.delete(job);
    return undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    const client = this.#client ?? (await this.#connecting?.catch(() => undefined));
    this.#lose(client);
    await client?.end().catch(() => {});
  }

  /** A connection that can no longer be asked is let go of now: its end may be heard later, or never. */
  async #ask<R>(question: (client: Client) => Promise<R>): Promise<R> {
    const client = await this.#connected();
    try {
      return await this.#inTurn(() => question(client));
    } catch (error) {
      if (isUnavailable(error)) this.#drop(client, error);
      throw error;
    }
  }

  /** A connection is asked one thing at a time. */
  #inTurn<R>(question: () => Promise<R>): Promise<R> {
    const answered = this.#turn.then(question);
    this.#turn = answered.then(
      () => {},
      () => {},
    );
    return answered;
  }

  #drop(client: Client, error: unknown): void {
    if (this.#client === client) this.#outage.failed(error);
    this.#lose(client);
    client.end().catch(() => {});
  }

  #claimOn(client: Client, job: string): Claim {
    const isHeld = () => this.#client === client && !released;
    let released = false;
    return {
      get held() {
        return isHeld();
      },
      release: async () => {
        if (released) return;
        const held = isHeld();
        released = true;
        // Where the connection is gone, so is the lock.
        if (held) await this.#inTurn(() => locked(client, 'pg_advisory_unlock', job)).catch(() => {});
        this.#claimed.delete(job);
      },
    };
  }

  #connected(): Promise<Client> {
    if (this.#client) return Promise.resolve(this.#client);
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }

  async #connect(): Promise<Client> {
    if (this.#closed) throw new Error('the store is closed');
    const client = await standingClient(this.#settings, this.#primary);
    client.on('error', (error) => this.#drop(client, error));
    client.on('notification', ({ channel, payload = '' }) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener.heard(payload);
    });
    client.on('end', () => this.#lose(client));
    try {
      await client.connect();
      for (const channel of this.#listeners.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    this.#client = client;
    this.#outage.over();
    // A line that fell silent is found out: without a word, nobody would know that nothing is heard.
    const feel = () => void this.#inTurn(() => this.#compareClocks(client)).catch(() => {});
    this.#pulse = setInterval(feel, limits.database.standing.triedEvery).unref();
    feel();
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.missed();
    return client;
  }

  /** Servers on one database have to agree on when a session ends. */
  async #compareClocks(client: Client): Promise<void> {
    const asked = systemClock.now();
    const { rows } = await client.query<{ now: number }>(
      `select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
    );
    // The answer was made at some moment between the question and now.
    const { now } = rows[0]!;
    const difference = Math.round(now < asked ? now - asked : Math.max(0, now - systemClock.now()));
    const differs = Math.abs(difference) > limits.database.clockDifference;
    if (differs && !this.#clockDiffers) {
      this.#log.error({ difference }, 'the clock of this machine differs from the database’s; set both by the network');
    }
    this.#clockDiffers = differs;
  }

  #lose(client: Client | undefined): void {
    if (client === undefined || this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#pulse);
    if (this.#listeners.size > 0) this.#connectAgain();
  }

  #connectAgain(): void {
    if (this.#closed) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      this.#connected().catch((error: unknown) => {
        this.#outage.failed(error);
        this.#connectAgain();
      });
    }, limits.database.standing.againAfter).unref();
  }
}

async function locked(client: Client, how: 'pg_try_advisory_lock' | 'pg_advisory_unlock', job: string) {
  const { rows } = await client.query<{ done: boolean }>(`select ${how}(hashtextextended($1, 0)) as done`, [job]);
  return rows[0]!.done;
}

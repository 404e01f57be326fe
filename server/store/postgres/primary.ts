import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { Client, type ClientConfig } from 'pg';
import { limits } from '../../../shared/contract/limits.ts';
import type { PostgresSettings } from '../../../shared/kiosk/settings.ts';
import { codeOf } from './failures.ts';

/** One server of a database. */
export interface DatabasePlace {
  readonly host: string;
  readonly port: number;
}

/** Those of the settings, in their order: each may name a port of its own, as in `db2.clinic.example:5433`. */
export function placesOf({ host, port = 5432 }: Pick<PostgresSettings, 'host' | 'port'>): readonly DatabasePlace[] {
  return [host].flat().map((one) => {
    // What has several colons is an IPv6 address, unless that is in brackets.
    const [, name = one, own] = /^(\[[^\]]+\]|\/.*|[^:]*):(\d{1,5})$/.exec(one) ?? [];
    return { host: name.replace(/^\[(.*)\]$/, '$1'), port: own === undefined ? port : Number(own) };
  });
}

interface Standpoint {
  readonly place: DatabasePlace;
  readonly writes: boolean;
  /** It grows by one whenever a standby becomes the primary. */
  readonly timeline: number;
}

/** As libpq's `target_session_attrs=read-write`; and where in its history a server is. */
const question = `select current_setting('transaction_read_only') = 'off' as writes,
  case when pg_is_in_recovery() then '0' else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end as timeline`;

const { lookEvery, answer, othersMayAnswer } = limits.database.primary;

/**
 * Which of several servers of a database takes writes now, as one after another does where they replicate and fail over
 * (Patroni) [R7]. Connections to any other are cut as soon as that is known: also to one that has fallen silent, which would
 * be waited for, and to a former primary that came back and knows nothing of what was written since.
 */
export class Primary {
  readonly places: readonly DatabasePlace[];
  readonly #config: ClientConfig;
  readonly #log: FastifyBaseLogger;
  readonly #connections = new Map<{ cut(): void }, DatabasePlace>();
  readonly #timer: NodeJS.Timeout | undefined;
  #current: DatabasePlace | undefined;
  #former: DatabasePlace | undefined;
  #timeline = 0;
  #finding: Promise<DatabasePlace> | undefined;
  #looking = false;

  /** @param config for a connection that asks, but for its place */
  constructor(places: readonly DatabasePlace[], config: ClientConfig, log: FastifyBaseLogger) {
    this.places = places;
    this.#config = config;
    this.#log = log;
    if (this.#several) this.#timer = setInterval(() => void this.#lookAround(), lookEvery).unref();
  }

  get #several(): boolean {
    return this.places.length > 1;
  }

  /** @throws the error of the first that does not answer, or that none takes writes */
  async find(): Promise<DatabasePlace> {
    if (!this.#several) return this.places[0]!;
    if (this.#current) return this.#current;
    this.#finding ??= this.#ask(this.places)
      .then((best) => this.#take(best))
      .finally(() => (this.#finding = undefined));
    return this.#finding;
  }

  /** @throws where this connection is to a server that takes no writes */
  async enter(client: Client & { cut(): void }, place: DatabasePlace): Promise<void> {
    this.#connections.set(client, place);
    client.once('end', () => this.#connections.delete(client));
    if (!this.#several) return;
    const standpoint = await standpointOf(client, place);
    if (!standpoint.writes || standpoint.timeline < this.#timeline) throw noneWrites();
    if (this.#current !== place) this.#take(standpoint);
  }

  /** It does not answer, or takes no writes: the next connection asks all of them. */
  lost(place: DatabasePlace): void {
    if (this.#current === place) this.#current = undefined;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Whether another has become the primary, while this one may only have fallen silent. */
  async #lookAround(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const current = this.#current;
      if (current === undefined) await this.find();
      else {
        const best = await this.#ask(this.places.filter((place) => place !== current));
        if (best.timeline > this.#timeline) this.#take(best);
      }
    } catch {
      // None does; whoever needs a connection is told.
    }
    this.#looking = false;
  }

  /** The furthest of those that take writes. */
  async #ask(places: readonly DatabasePlace[]): Promise<Standpoint> {
    const answered: Standpoint[] = [];
    const failed: unknown[] = [];
    const all = places.map(async (place) => {
      const standpoint = await this.#probe(place).catch((error: unknown) => void failed.push(error));
      if (standpoint) answered.push(standpoint);
      return standpoint?.writes ? standpoint : Promise.reject(noneWrites());
    });
    const settled = Promise.allSettled(all);
    // One that is not there any more is not waited for, and one that is only a little slower may be the further one.
    await Promise.any(all).catch(() => {});
    await Promise.race([settled, delay(othersMayAnswer, undefined, { ref: false })]);
    const [best] = answered
      .filter(({ writes, timeline }) => writes && timeline >= this.#timeline)
      .toSorted((a, b) => b.timeline - a.timeline);
    if (best) return best;
    throw answered.length > 0 ? noneWrites() : failed[0];
  }

  async #probe(place: DatabasePlace): Promise<Standpoint> {
    const client = new Client({
      ...this.#config,
      ...place,
      connectionTimeoutMillis: answer,
      query_timeout: answer,
      // In the database such a connection is told from one that works there.
      application_name: `${this.#config.application_name}, which server writes`,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      return await standpointOf(client, place);
    } finally {
      client.end().catch(() => {});
    }
  }

  #take({ place, timeline }: Standpoint): DatabasePlace {
    this.#current = place;
    this.#timeline = Math.max(this.#timeline, timeline);
    if (this.#former !== undefined && this.#former !== place) {
      this.#log.warn({ ...place, timeline }, 'another server of the database is the primary now');
    }
    this.#former = place;
    for (const [client, its] of this.#connections) if (its !== place) client.cut();
    return place;
  }
}

async function standpointOf(client: Client, place: DatabasePlace): Promise<Standpoint> {
  const { rows } = await client.query<{ writes: boolean; timeline: string }>(question);
  return { place, writes: rows[0]!.writes, timeline: Number.parseInt(rows[0]!.timeline, 16) };
}

/** It has the code that a server gives which takes no writes. */
function noneWrites(): Error {
  return Object.assign(new Error('none of its servers takes writes now'), { code: '25006' });
}

/** Whether whoever says so is no primary, or about to be none. */
export function saysNoPrimary(error: unknown): boolean {
  return ['25006', '57P01', '57P02', '57P03'].includes(codeOf(error));
}

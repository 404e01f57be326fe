import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { Keys } from '../keys/keys.ts';
import type { Store } from './contract.ts';
import { openLowdbStore } from './lowdb/lowdb-store.ts';
import { lockDirectory } from './lowdb/process-lock.ts';
import type { PostgresDatabase } from './postgres/database.ts';

export interface Stores {
  /** @throws an error whose message says why it cannot be opened */
  open(name: string): Promise<Store>;
  /** Where the records are in one. */
  readonly database: PostgresDatabase | undefined;
  /** All that were opened, and what they share. */
  close(): Promise<void>;
}

export interface StorePlace {
  /** The folder of the data, which keeps everything but the records also where those are in a database. */
  readonly data: string;
  readonly settings: Settings;
  readonly keys: Keys;
  readonly log: FastifyBaseLogger;
}

/** Where the settings say: in the data folder, or in a PostgreSQL database. */
export async function openStores(place: StorePlace): Promise<Stores> {
  const { postgres } = place.settings.store ?? {};
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0).toReversed()) await each();
  };
  const opened = (store: Store) => {
    closing.push(() => store.close());
    return store;
  };
  if (postgres === undefined) {
    return {
      close,
      database: undefined,
      open: async (name) =>
        opened(
          await openLowdbStore({ directory: join(place.data, name), ...place.keys.ofStore(name), log: place.log }),
        ),
    };
  }
  // Not loaded where nobody uses it.
  const { PostgresDatabase } = await import('./postgres/database.ts');
  const database = await PostgresDatabase.connect(postgres, place.log);
  closing.push(() => database.close());
  try {
    // Each process has a folder of its own, for its keys and what it copies there.
    await mkdir(place.data, { recursive: true, mode: 0o700 });
    const lock = await lockDirectory(place.data);
    closing.push(() => lock.release());
  } catch (error) {
    await close();
    throw error;
  }
  return {
    close,
    database,
    open: async (name) => opened(await database.openStore(name, place.keys.derive(`store/${name}`))),
  };
}

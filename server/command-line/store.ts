import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type pino from 'pino';
import { applicationIds } from '../../shared/applications/applications.ts';
import type { PostgresSettings, Settings } from '../../shared/kiosk/settings.ts';
import { systemClock } from '../clock.ts';
import { chainKey } from '../identity/audit/audit-trail.ts';
import { FileTrail } from '../identity/audit/file-trail.ts';
import { holdsTrail, trailStore } from '../identity/audit/open-trail.ts';
import { PostgresTrail } from '../identity/audit/postgres-trail.ts';
import { Sealing } from '../identity/audit/seals.ts';
import { verifyTrail } from '../identity/audit/verify-trail.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import type { Keys } from '../keys/keys.ts';
import { keysOf } from '../keys/master-key.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { isMoved, markMoved } from '../store/lowdb/moved.ts';
import { InUseError } from '../store/lowdb/process-lock.ts';
import { holdsRecords, readOffline, type OfflineRecords } from '../store/lowdb/offline-reader.ts';
import { isDatabaseAddress, settingsOfAddress } from '../store/postgres/address.ts';
import { type OpenedSchema, PostgresDatabase } from '../store/postgres/database.ts';
import { MoveError, type MovedCollection, moveRecords, type Progress, verifyMove } from '../store/postgres/move.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, commandLog, runCommand } from './command.ts';

/** Moves the records of a data folder into a PostgreSQL database, where no server runs on either. */

const usage = `Usage: npm run store -- migrate --to FILE|ADDRESS [--data DIR]
  --to FILE     the server's settings, which name the database (store.postgres)
  --to ADDRESS  or the database itself: postgres://USER@HOST:PORT/DATABASE?passwordFile=FILE
  --data DIR    where the data is kept (default: data)
The records in DIR stay as they are. After an interruption the same command goes on.`;

interface Place {
  readonly name: string;
  readonly directory: string;
  /** The records' in the database. */
  readonly key: Buffer;
  readonly from: OfflineRecords;
}

function commandLine(): { to: string; data: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { to: { type: 'string' }, data: { type: 'string', default: 'data' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'migrate') throw new Error('Say: migrate.');
    if (values.to === undefined) throw new Error('Say where to: --to FILE, or --to ADDRESS.');
    return { to: values.to, data: values.data };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function main(): Promise<number> {
  const { to, data } = commandLine();
  const settings = isDatabaseAddress(to) ? settingsOfAddress(to) : await readSettings(to);
  const { postgres } = settings.store ?? {};
  if (postgres === undefined) throw new CommandError(`${to} names no database; it goes into store.postgres.`);
  const keys = await keysOfData(data, settings);
  const places = await lockAll(data, keys);
  try {
    const done = await moveAll(places, { data, keys, postgres });
    // Other settings in the file stay as they are.
    const from = isDatabaseAddress(to) ? `these settings: ${JSON.stringify(settings)}` : `--settings ${to}`;
    process.stdout.write(
      `${done}\nFrom now on start the server with ${from}\nKeep master.key, which the records are encrypted with.\n`,
    );
    return 0;
  } finally {
    for (const { from } of places) await from.release();
  }
}

/** A key is made where there is none, and a mistyped folder must not become a new one. */
async function keysOfData(data: string, settings: Settings): Promise<Keys> {
  if (!(await holdsRecords(join(data, 'identity')))) {
    throw new CommandError(`There is no data in ${data}; name its folder with --data.`);
  }
  return keysOf(data, settings);
}

/** All before anything is moved, so that no server starts on one of them in between. */
async function lockAll(data: string, keys: Keys): Promise<Place[]> {
  const places: Place[] = [];
  try {
    for (const name of ['identity', ...applicationIds]) {
      const directory = join(data, name);
      if (!(await holdsRecords(directory))) continue;
      const { key, previousKeys } = keys.ofStore(name);
      const from = await readOffline(directory, [key, ...previousKeys]);
      places.push({ name, directory, key: keys.derive(`store/${name}`), from });
    }
    return places;
  } catch (error) {
    for (const { from } of places) await from.release();
    throw error;
  }
}

interface Move {
  readonly data: string;
  readonly keys: Keys;
  readonly postgres: PostgresSettings;
}

/** @returns what was moved, for people */
async function moveAll(places: readonly Place[], { data, keys, postgres }: Move): Promise<string> {
  const log = commandLog();
  const database = await PostgresDatabase.connect(postgres, log);
  try {
    const schemas: OpenedSchema[] = [];
    for (const { name, key } of places) schemas.push(await database.openSchema(name, key));
    const trail = await database.openSchema(trailStore, keys.derive(`store/${trailStore}`));
    schemas.push(trail);
    if (schemas.some(({ state }) => state === 'in use')) {
      throw new CommandError(
        `The database ${database.name} already holds the records of a server; nothing was changed. Name an empty one.`,
      );
    }
    await database.setStates(schemas, 'moving');
    for (const [index, { name, from }] of places.entries()) await moveRecords(from, schemas[index]!, reporter(name));
    process.stderr.write('Reading everything back …\n');
    const moved: (MovedCollection & { store: string })[] = [];
    for (const [index, { name, from }] of places.entries()) {
      for (const each of await verifyMove(from, schemas[index]!)) moved.push({ store: name, ...each });
    }
    const entries = await moveTrail({ data, keys, trail }, log);
    // Order matters: whatever is interrupted, at most one side can be started on.
    const at = new Date(systemClock.now()).toISOString();
    for (const directory of [...places.map((place) => place.directory), join(data, 'audit')]) {
      await markMoved(directory, { to: database.name, at });
    }
    await database.setStates(schemas, 'in use');
    return summary(moved, entries, database.name);
  } finally {
    await database.close();
  }
}

/** The audit trail goes on there too: its next entry proves the last one of the files. @returns how many entries it has */
async function moveTrail(
  { data, keys, trail: schema }: { data: string; keys: Keys; trail: OpenedSchema },
  log: pino.Logger,
): Promise<number> {
  const directory = join(data, 'audit');
  const [key, sealing] = [chainKey(keys), new Sealing(keys)];
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const storage = new PostgresTrail(schema, { keys, directory, log });
  if ((await holdsTrail(directory)) && !(await isMoved(directory))) {
    const files = await FileTrail.open({ directory, key, clock: systemClock, log });
    try {
      await storage.takeOver(directory, await files.head());
      const [here, there] = [
        await verifyTrail({ trail: files, key, sealing }),
        await verifyTrail({ trail: storage, key, sealing }),
      ];
      if (here.entries !== there.entries || !isDeepStrictEqual(here.head, there.head)) {
        throw new MoveError(
          'The audit trail is not the same on both sides. Nothing here was changed; run the command again.',
        );
      }
    } finally {
      await files.close();
    }
  }
  return (await verifyTrail({ trail: storage, key, sealing })).entries;
}

function reporter(store: string): (at: Progress) => void {
  return ({ collection, done, of, alreadyThere }) => {
    const there = alreadyThere > 0 ? ` (${alreadyThere} were there already)` : '';
    if (done === of || done % 5000 === 0) process.stderr.write(`${store}/${collection}: ${done} of ${of}${there}\n`);
  };
}

function summary(moved: readonly (MovedCollection & { store: string })[], entries: number, database: string): string {
  const total = moved.reduce((sum, { count }) => sum + count, 0);
  return [
    ...moved.map(({ store, collection, count, digest }) => `${store}/${collection}: ${count}, ${digest.slice(0, 16)}`),
    `audit trail: ${entries} entries`,
    `Moved ${total} records to ${database}; every one was read back and is the same.`,
  ].join('\n');
}

await runCommand(
  main,
  [...[MasterKeyError, UnreadableError, SettingsError], ...[StoreNotOpenedError, InUseError, MoveError]],
  usage,
);

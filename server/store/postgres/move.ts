import { createHash } from 'node:crypto';
import type { Entity } from '../contract.ts';
import type { OfflineRecords } from '../lowdb/offline-reader.ts';
import type { OpenedSchema } from './database.ts';
import { allRecords, putRows } from './rows.ts';

/** What was found of one collection when both sides were read again at the end. */
export interface MovedCollection {
  readonly collection: string;
  readonly count: number;
  /** SHA-256 over every record's JSON, in the order of their ids. */
  readonly digest: string;
}

export class MoveError extends Error {}

export interface Progress {
  readonly collection: string;
  readonly done: number;
  readonly of: number;
  /** How many of those done an earlier run had already brought over. */
  readonly alreadyThere: number;
}

const atATime = 500;

/**
 * Makes a schema hold what a store holds, no more and no less. Begun again after an interruption it writes only what is
 * missing or differs. Indexes are left to the server, which makes them when it first uses a collection.
 */
export async function moveRecords(from: OfflineRecords, to: OpenedSchema, tell: (at: Progress) => void): Promise<void> {
  const { db } = to;
  // Whatever an earlier run brought over that has gone since.
  for (const { collection } of await db.selectFrom('records').select('collection').distinct().execute()) {
    if (from.collections.includes(collection)) continue;
    await db.deleteFrom('records').where('collection', '=', collection).execute();
  }
  await db.deleteFrom('collections').execute();
  for (const collection of from.collections) await moveCollection(collection, from.records(collection), to, tell);
}

async function moveCollection(
  collection: string,
  records: readonly Entity[],
  { db, cipher }: OpenedSchema,
  tell: (at: Progress) => void,
): Promise<void> {
  const definition = { name: collection, indexes: [] };
  const keys = new Set<string>();
  let alreadyThere = 0;
  for (let start = 0; start < records.length; start += atATime) {
    const batch = records.slice(start, start + atATime).map((record) => ({
      key: cipher.keyOf(collection, record.id),
      record,
    }));
    const present = await db
      .selectFrom('records')
      .select(['key', 'sealed'])
      .where('collection', '=', collection)
      .where(
        'key',
        'in',
        batch.map(({ key }) => key),
      )
      .execute();
    const there = new Map(present.map((row) => [row.key.toString('hex'), cipher.open(row)]));
    const missing = batch.filter(({ key, record }) => there.get(key.toString('hex')) !== JSON.stringify(record));
    await putRows(
      db,
      missing.map(({ record }) => cipher.row(definition, record)),
    );
    for (const { key } of batch) keys.add(key.toString('hex'));
    alreadyThere += batch.length - missing.length;
    tell({ collection, done: start + batch.length, of: records.length, alreadyThere });
  }
  const all = await db.selectFrom('records').select('key').where('collection', '=', collection).execute();
  const gone = all.filter(({ key }) => !keys.has(key.toString('hex')));
  for (const { key } of gone) {
    await db.deleteFrom('records').where('collection', '=', collection).where('key', '=', key).execute();
  }
}

/**
 * Reads everything back, opens it, and compares.
 * @throws MoveError naming the first collection that is not the same on both sides
 */
export async function verifyMove(from: OfflineRecords, to: OpenedSchema): Promise<MovedCollection[]> {
  const { db } = to;
  const moved: MovedCollection[] = [];
  for (const collection of from.collections) {
    const ours = measure(
      collection,
      from.records(collection).map((record) => [record.id, JSON.stringify(record)]),
    );
    const theirs = measure(collection, await recordsIn(collection, to));
    if (ours.count !== theirs.count || ours.digest !== theirs.digest) {
      throw new MoveError(
        `${collection} is not the same on both sides: ${ours.count} records here (${ours.digest}), ${theirs.count} in the database (${theirs.digest}). Nothing here was changed; run the command again.`,
      );
    }
    moved.push(ours);
  }
  const { count } = await db
    .selectFrom('records')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  const expected = moved.reduce((sum, each) => sum + each.count, 0);
  if (Number(count) !== expected) {
    throw new MoveError(`The database holds ${count} records where there are ${expected} here; run the command again.`);
  }
  return moved;
}

async function recordsIn(collection: string, { db, cipher }: OpenedSchema): Promise<[id: string, json: string][]> {
  const found: [string, string][] = [];
  for await (const { record, json } of allRecords(db, collection, cipher)) found.push([record.id, json]);
  return found;
}

function measure(collection: string, records: [id: string, json: string][]): MovedCollection {
  const hash = createHash('sha256');
  for (const [, json] of records.toSorted(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${json}\n`);
  return { collection, count: records.length, digest: hash.digest('hex') };
}

import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { applicationIds } from '../../shared/applications/applications.ts';
import { limits } from '../../shared/contract/limits.ts';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { trailStore } from '../identity/audit/open-trail.ts';
import { PostgresTrail } from '../identity/audit/postgres-trail.ts';
import { currentFile, linesOf, nameOfPast } from '../identity/audit/trail-files.ts';
import type { Keys } from '../keys/keys.ts';
import { lifetimeOf } from '../store/contract.ts';
import { type Content, recordsIn } from '../store/lowdb/records.ts';
import { sealAlone } from '../store/lowdb/snapshot.ts';
import { type OpenedSchema, PostgresDatabase } from '../store/postgres/database.ts';
import { allRecords } from '../store/postgres/rows.ts';
import { type ArchivedFile, BackupError } from './sealed-archive.ts';

interface Place {
  readonly postgres: PostgresSettings;
  readonly keys: Keys;
  /** The deployment's, with copies of seals. */
  readonly data: string;
  readonly log: FastifyBaseLogger;
}

/**
 * What is in a database, as the files that a data folder would have in its place: so there is one kind of backup, one way
 * to restore it, and a database of another version, or none, can have the records afterwards.
 * @throws BackupError, StoreNotOpenedError, UnreadableError
 */
export async function* databaseFiles({ postgres, keys, data, log }: Place): AsyncGenerator<ArchivedFile> {
  // Every collection that there is has to have been defined.
  await import('../deployment.ts');
  const database = await PostgresDatabase.connect(postgres, log);
  const open = (name: string) => database.openInUse(name, keys.derive(`store/${name}`));
  try {
    for (const name of ['identity', ...applicationIds, trailStore]) {
      if (await database.has(name)) continue;
      throw new BackupError(
        `The database ${database.name} does not have all records of a server (${name} is missing).`,
      );
    }
    for (const name of ['identity', ...applicationIds]) {
      const content = await lastingRecords(await open(name));
      yield { path: `${name}/records.db`, content: sealAlone(keys.ofStore(name).key, content) };
    }
    const directory = join(data, 'audit');
    yield* archivedTrail(new PostgresTrail(await open(trailStore), { keys, directory, log }));
  } finally {
    await database.close();
  }
}

/** All of it is of one moment. */
function lastingRecords({ db, cipher }: OpenedSchema): Promise<Content> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (moment) => {
      const content: Content = new Map();
      for (const { collection } of await moment.selectFrom('records').select('collection').distinct().execute()) {
        const lifetime = lifetimeOf(collection);
        if (lifetime === undefined) {
          throw new BackupError(
            `The database has records that this version does not know (${collection}); make the backup with the version that runs on it. No backup was made; keep the one you have.`,
          );
        }
        if (lifetime === 'session') continue;
        const records = recordsIn(content, collection);
        for await (const { record } of allRecords(moment, collection, cipher)) records.set(record.id, record);
      }
      return content;
    });
}

const newline = Buffer.from('\n');
const asFile = (lines: readonly Buffer[]) => Buffer.concat(lines.flatMap((line) => [line, newline]));

/** Seals first, so that none is of an entry that is missing; then the lines, in files as they would have been written. */
export async function* archivedTrail(
  trail: PostgresTrail,
  fileBytes: number = limits.audit.fileBytes,
): AsyncGenerator<ArchivedFile> {
  for (const { name, text } of await trail.seals()) yield { path: `audit/seals/${name}`, content: Buffer.from(text) };
  for (const { name, content } of await trail.besides()) yield { path: `audit/${name}`, content };
  let [lines, bytes, begins]: [Buffer[], number, number] = [[], 0, 1];
  for await (const { content } of trail.contents()) {
    for (const line of linesOf(content).lines) {
      if (bytes > 0 && bytes + line.length >= fileBytes) {
        yield { path: `audit/${nameOfPast({ at: timeOf(lines[0]!) }, begins)}`, content: asFile(lines) };
        [lines, bytes, begins] = [[], 0, begins + lines.length];
      }
      lines.push(line);
      bytes += line.length + 1;
    }
  }
  yield { path: `audit/${currentFile}`, content: asFile(lines) };
}

/** The time of an entry; a line that is none has no time, and the file's name is none the worse. */
function timeOf(line: Buffer): string {
  return /"at":"(\d{4}-\d\d-[^"]*)"/.exec(line.toString('latin1'))?.[1] ?? '0000-00';
}

import { open, readdir, readFile, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { Clock } from '../clock.ts';
import { keptSeals } from '../identity/audit/seals.ts';
import { linesOf, trailContents } from '../identity/audit/trail-files.ts';
import { masterKeyText } from '../keys/key-file.ts';
import { keysFrom, ringFile } from '../keys/key-ring.ts';
import type { Keys } from '../keys/keys.ts';
import { masterKeyOf } from '../keys/master-key.ts';
import { readIfPresent } from '../store/lowdb/durable-file.ts';
import { openBesideServer } from '../store/lowdb/opened-files.ts';
import { sealAlone } from '../store/lowdb/snapshot.ts';
import { filesOf, snapshotNames, storesIn } from '../store/lowdb/store-folders.ts';
import { UnreadableError } from '../store/sealed.ts';
import { noteBackup } from './last-backup.ts';
import { type ArchivedFile, BackupError, writeArchive } from './sealed-archive.ts';

export interface BackupOptions {
  readonly data: string;
  readonly file: string;
  readonly passphrase: string;
  /** Where they say how to get the master key, or that the records are in a database. */
  readonly settings?: Settings | undefined;
  readonly log: FastifyBaseLogger;
}

/**
 * Makes a backup of a data folder, also beside a running server [R5].
 *
 * What is in it, and how it fits together: of each store what was written by one moment; of a database each is what one
 * transaction reads. No transaction spans two of them. Sessions and tokens stay out: restored,
 * they would let in whoever had signed out since, and everybody can sign in again. The audit trail is read after the
 * accounts, so it has an entry for all that was answered and is in them; and its seals before it, so that none is of an
 * entry that is missing.
 * @returns the files in it, and whether the server can see that it was made
 * @throws BackupError, MasterKeyError, or the file system's error; the file is gone then
 */
export async function backUp(
  { data, file, passphrase, settings = {}, log }: BackupOptions,
  clock: Clock,
): Promise<{ files: string[]; noted: boolean }> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    const reason = { EEXIST: 'there is a file of that name already', ENOENT: 'there is no such folder' }[error.code!];
    throw new BackupError(`${file} cannot be written: ${reason ?? error.code}.`);
  });
  const paths: string[] = [];
  try {
    const made = new Date(clock.now()).toISOString();
    await writeArchive(handle, { passphrase, made }, noted(archivedFiles(data, settings, log), paths));
    await handle.sync();
    const { size: bytes } = await handle.stat();
    await handle.close();
    // The folder may be one that only its server writes; the backup is good all the same.
    const seen = await noteBackup(data, { at: clock.now(), file: resolve(file), bytes }).then(
      () => true,
      () => false,
    );
    return { files: paths, noted: seen };
  } catch (error) {
    await handle.close().catch(() => {});
    await unlink(file).catch(() => {});
    throw error;
  }
}

async function* noted(files: AsyncIterable<ArchivedFile>, paths: string[]): AsyncGenerator<ArchivedFile> {
  for await (const file of files) {
    paths.push(file.path);
    yield file;
  }
}

async function* archivedFiles(data: string, settings: Settings, log: FastifyBaseLogger): AsyncGenerator<ArchivedFile> {
  // As they were when the stores were tried with them, should somebody rotate them meanwhile.
  const master = await masterKeyOf(data, settings);
  const ring = await readIfPresent(join(data, ringFile));
  const keys = keysFrom(master, ring, join(data, ringFile));
  const { postgres } = settings.store ?? {};
  if (postgres) {
    // Not loaded where nobody uses it.
    const { databaseFiles } = await import('./database-files.ts');
    yield* databaseFiles({ postgres, keys, data, log });
  } else {
    yield* storeFilesOf(data, keys);
    yield* trailOf(join(data, 'audit'));
  }
  if (ring) yield { path: ringFile, content: ring };
  yield { path: 'master.key', content: masterKeyText(master) };
}

/** What is in a store's journal goes into its snapshot, so that it needs none. */
async function* storeFilesOf(data: string, keys: Keys): AsyncGenerator<ArchivedFile> {
  for (const store of await storesIn(data)) {
    const files = filesOf(join(data, store), 'lasting');
    const { key, previousKeys } = keys.ofStore(store);
    const opened = await openBesideServer(files, [key, ...previousKeys]).catch(refuseUnreadable);
    const { content, snapshotBytes } = opened;
    if (snapshotBytes === 0) continue;
    yield { path: `${store}/${snapshotNames.lasting}`, content: sealAlone(key, content) };
  }
}

async function* trailOf(directory: string): AsyncGenerator<ArchivedFile> {
  const names = await readdir(directory).catch(() => []);
  if (names.length === 0) return;
  const seals = (await keptSeals(directory)).map((file) => file.slice(directory.length + 1).replaceAll('\\', '/'));
  const besides = names.filter((name) => /^(incomplete-.*\.txt|audit-unchained\.jsonl|moved\.json)$/.test(name));
  for (const name of [...besides, ...seals]) {
    yield { path: `audit/${name}`, content: await readFile(join(directory, name)) };
  }
  for await (const { file, content } of trailContents(directory)) {
    // The server may be in the middle of a line.
    yield { path: `audit/${file}`, content: content.subarray(0, content.length - linesOf(content).rest.length) };
  }
}

/** A backup of what cannot be opened is none. */
function refuseUnreadable(error: unknown): never {
  if (!(error instanceof UnreadableError)) throw error;
  throw new BackupError(`${error.message} No backup was made; keep the one you have.`);
}

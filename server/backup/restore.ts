import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import { AuditTrail } from '../identity/audit/audit-trail.ts';
import { masterKeyFromFile } from '../keys/key-file.ts';
import { openKeys } from '../keys/key-ring.ts';
import { syncDirectory } from '../store/lowdb/durable-file.ts';
import { isMoved } from '../store/lowdb/moved.ts';
import { InUseError, lockDirectory } from '../store/lowdb/process-lock.ts';
import { type ArchivedFile, BackupError, openArchive } from './sealed-archive.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly data: string;
  readonly passphrase: string;
  /** Moves what is there aside instead of refusing. */
  readonly replace: boolean;
}

export interface Restored {
  /** When the backup was made, ISO 8601. */
  readonly made: string;
  /** Where what was there before is now. */
  readonly aside: string | undefined;
}

/**
 * Puts a backup back [R5]. All of it is read and checked before anything is written; it is written beside the data folder
 * and takes its place in one step. The audit trail says that it was restored.
 * @throws BackupError, or the file system's error; the data folder is as it was then
 */
export async function restore(options: RestoreOptions, clock: Clock): Promise<Restored> {
  const data = resolve(options.data);
  const archive = await openArchive(options.file, options.passphrase);
  try {
    for await (const { path } of archive.files()) requireInside(path);
    const occupied = await isOccupied(data);
    if (occupied && !options.replace) {
      throw new BackupError(`There is data in ${options.data}. With --replace it is moved aside, never deleted.`);
    }
    const locks = occupied ? await lockAll(data) : [];
    const now = new Date(clock.now()).toISOString();
    const suffix = now.replaceAll(/[:.]/g, '-');
    const staging = `${data}.restoring-${suffix}`;
    try {
      await writeFiles(staging, archive.files());
      await noteRestore(staging, archive.header.made, clock);
      const aside = occupied ? `${data}.before-${suffix}` : undefined;
      await takePlace(staging, data, aside);
      return { made: archive.header.made, aside };
    } finally {
      await rm(staging, { recursive: true, force: true });
      for (const lock of locks) await lock.release();
    }
  } finally {
    await archive.close();
  }
}

/** Authenticated with the passphrase, and even so nothing is written elsewhere. */
function requireInside(path: string): void {
  const safe = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path);
  if (!safe) throw new BackupError(`The backup has a file of an unexpected name, ${JSON.stringify(path)}.`);
}

async function isOccupied(data: string): Promise<boolean> {
  try {
    return (await readdir(data)).length > 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    if (code === 'ENOTDIR') throw new BackupError(`${data} is a file, not a folder.`);
    throw error;
  }
}

/** A server that runs on the folder holds one of these. */
async function lockAll(data: string): Promise<{ release(): Promise<void> }[]> {
  const locks: { release(): Promise<void> }[] = [];
  try {
    for (const entry of await readdir(data, { withFileTypes: true })) {
      if (entry.isDirectory()) locks.push(await lockDirectory(join(data, entry.name)));
    }
    return locks;
  } catch (error) {
    for (const lock of locks) await lock.release();
    if (!(error instanceof InUseError)) throw error;
    throw new BackupError(`A server is running on ${data}. Stop it first.`);
  }
}

async function writeFiles(folder: string, files: AsyncIterable<ArchivedFile>): Promise<void> {
  for await (const { path, content } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

async function noteRestore(folder: string, made: string, clock: Clock): Promise<void> {
  // Where the trail is in a database, its backups are that database's.
  if (await isMoved(join(folder, 'audit'))) return;
  const keys = await openKeys(folder, await masterKeyFromFile(folder));
  const audit = await AuditTrail.open({ directory: join(folder, 'audit'), keys, clock });
  try {
    await audit.record({ event: 'backup.restored', detail: { made } });
  } finally {
    await audit.close();
  }
}

/** The directories' names are synced once: until then a power cut leaves the old data, or both beside each other. */
async function takePlace(staging: string, data: string, aside: string | undefined): Promise<void> {
  for (const entry of await readdir(staging, { withFileTypes: true })) {
    if (entry.isDirectory()) await syncDirectory(join(staging, entry.name));
  }
  await syncDirectory(staging);
  if (aside !== undefined) await rename(data, aside);
  // An empty one that was made beforehand.
  else await rmdir(data).catch(() => {});
  try {
    await rename(staging, data);
  } catch (error) {
    if (aside !== undefined) await rename(aside, data);
    throw error;
  }
  await syncDirectory(dirname(data));
}

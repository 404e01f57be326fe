import { readdir } from 'node:fs/promises';
import type { Entity } from '../contract.ts';
import { openFiles } from './opened-files.ts';
import { lockDirectory } from './process-lock.ts';
import { filesOf, isStoreFile } from './store-folders.ts';

/** Everything that a store holds, while nobody can change it. */
export interface OfflineRecords {
  /** Names of the collections that hold something, in order. */
  readonly collections: readonly string[];
  /** The records by id. */
  records(collection: string): readonly Entity[];
  release(): Promise<void>;
}

export async function holdsRecords(directory: string): Promise<boolean> {
  return (await readdir(directory).catch(() => [])).some(isStoreFile);
}

/**
 * Reads a store and keeps others off it; writes nothing.
 * @throws InUseError, UnreadableError, or the file system's error
 */
export async function readOffline(directory: string, keys: readonly Buffer[]): Promise<OfflineRecords> {
  const lock = await lockDirectory(directory);
  try {
    const byName = new Map<string, Entity[]>();
    for (const lifetime of ['lasting', 'session'] as const) {
      const { content } = await openFiles(filesOf(directory, lifetime), keys);
      for (const [name, records] of content) {
        if (records.size > 0)
          byName.set(
            name,
            [...records.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          );
      }
    }
    return {
      collections: [...byName.keys()].toSorted(),
      records: (collection) => byName.get(collection) ?? [],
      release: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

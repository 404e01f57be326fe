import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfPresent, replaceFile } from '../store/lowdb/durable-file.ts';
import { lockDirectory } from '../store/lowdb/process-lock.ts';
import { seal, unsealWithAny } from '../store/sealed.ts';
import { snapshotOf } from '../store/lowdb/collection-file.ts';
import { JournaledFile } from '../store/lowdb/journaled-file.ts';
import { storesIn } from '../store/lowdb/store-folders.ts';
import { previousOf } from '../store/lowdb/whole-file.ts';
import { masterKeyFromFile, writeMasterKey } from './key-file.ts';
import { ringFile, ringOf, writeRing } from './key-ring.ts';
import { type KeyRing, Keys, type StoreKeys } from './keys.ts';

/**
 * A new master key and a new key for the stores, every file encrypted anew [K8]. Each step leaves what can be opened with
 * the `master.key` that is there, so it may be killed anywhere and be run again. Nobody is signed out.
 * @throws InUseError while a server runs, UnreadableError, KeyFileError, or the file system's error
 */
export async function rotateMaster(data: string): Promise<void> {
  const stores = await storesIn(data);
  const locks: { release(): Promise<void> }[] = [];
  try {
    for (const store of stores) locks.push(await lockDirectory(join(data, store)));
    const present = await masterKeyFromFile(data);
    const file = join(data, ringFile);
    const before = ringOf(present, await readIfPresent(file), file);
    const next = randomBytes(32);
    const during: KeyRing = { root: before.root, database: [randomBytes(32), ...before.database] };
    // Files under the new key, and under the old, both open from here on; so does the ring.
    await writeRing(data, during, [present, next]);
    const keys = new Keys(next, during);
    for (const store of stores) await encryptAnew(join(data, store), keys.ofStore(store));
    await writeMasterKey(data, next);
    await writeRing(data, { root: during.root, database: during.database.slice(0, 1) }, [next]);
  } finally {
    for (const lock of locks) await lock.release();
  }
}

async function encryptAnew(folder: string, { key, previousKeys }: StoreKeys): Promise<void> {
  const keys = [key, ...previousKeys];
  const records = join(folder, 'records.db');
  for (const file of [previousOf(records), records]) {
    const sealed = await readIfPresent(file);
    if (sealed) await replaceFile(file, seal(key, unsealWithAny(keys, sealed)));
  }
  const sessions = await JournaledFile.open(folder, { keys });
  await sessions.writeAnew(snapshotOf(sessions.content));
}

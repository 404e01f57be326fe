import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { readIfPresent } from '../store/lowdb/durable-file.ts';
import { lockDirectory } from '../store/lowdb/process-lock.ts';
import { JournaledFile } from '../store/lowdb/journaled-file.ts';
import { filesOf, storesIn } from '../store/lowdb/store-folders.ts';
import { keyFileOf, MasterKeyError, writeMasterKey } from './key-file.ts';
import { ringFile, ringOf, writeRing } from './key-ring.ts';
import { type KeyRing, Keys, type StoreKeys } from './keys.ts';
import { masterKeyFromCommand, masterKeyOf } from './master-key.ts';

/**
 * A new master key and a new key for the stores, every file encrypted anew [K8]. Each step leaves what can be opened with
 * the master key that is there, so it may be killed anywhere and be run again. Nobody is signed out.
 * @param from the settings that lead to the present key @param to those that lead to the next: a command that prints it,
 * or none, and it is made and written to `master.key`
 * @throws InUseError while a server runs, UnreadableError, MasterKeyError, or the file system's error
 */
export async function rotateMaster(data: string, from: Settings = {}, to: Settings = {}): Promise<void> {
  const stores = await storesIn(data);
  const locks: { release(): Promise<void> }[] = [];
  try {
    for (const store of stores) locks.push(await lockDirectory(join(data, store)));
    const present = await masterKeyOf(data, from);
    const file = join(data, ringFile);
    const before = ringOf(present, await readIfPresent(file), file);
    const next = to.masterKey ? await masterKeyFromCommand(to.masterKey.command) : randomBytes(32);
    if (next.equals(present)) throw new MasterKeyError('The new master key is the present one; nothing was changed');
    const during: KeyRing = { root: before.root, database: [randomBytes(32), ...before.database] };
    // Files under the new key, and under the old, both open from here on; so does the ring.
    await writeRing(data, during, [present, next]);
    const keys = new Keys(next, during);
    for (const store of stores) await encryptAnew(join(data, store), keys.ofStore(store));
    if (!to.masterKey) await writeMasterKey(data, next);
    await writeRing(data, { root: during.root, database: during.database.slice(0, 1) }, [next]);
    // It opens nothing any more.
    if (to.masterKey) await rm(keyFileOf(data), { force: true });
  } finally {
    for (const lock of locks) await lock.release();
  }
}

async function encryptAnew(folder: string, { key, previousKeys }: StoreKeys): Promise<void> {
  for (const lifetime of ['lasting', 'session'] as const) {
    const file = await JournaledFile.open(filesOf(folder, lifetime), { keys: [key, ...previousKeys] });
    await file.encryptAnew();
  }
}

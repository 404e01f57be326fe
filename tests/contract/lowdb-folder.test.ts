import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Keys } from '../../server/keys/keys.ts';
import { StoreNotOpenedError } from '../../server/store/contract.ts';
import { openStores } from '../../server/store/open-stores.ts';
import { holdsRecords, readOffline } from '../../server/store/lowdb/offline-reader.ts';
import { isMoved, markMoved, requireNotMoved } from '../../server/store/lowdb/moved.ts';
import { openBesideServer } from '../../server/store/lowdb/opened-files.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { InUseError, isInUse, lockDirectory } from '../../server/store/lowdb/process-lock.ts';
import { readSnapshot } from '../../server/store/lowdb/snapshot.ts';
import { filesOf, storesIn } from '../../server/store/lowdb/store-folders.ts';
import { magic, UnreadableError } from '../../server/store/sealed.ts';
import { foldersOf, key, lines } from '../support/lowdb-folders.ts';
import { temporaryFolder } from '../support/temporary.ts';

const { definition: lasting, filesIn } = foldersOf('lasting');
const { definition: passing } = foldersOf('session');

test('[R1] the stores of a data folder are its folders with a file of a store, whichever is left', async () => {
  const data = await temporaryFolder();
  const files: Record<string, readonly string[]> = {
    first: ['sessions.journal.previous'],
    second: ['other', 'records.db'],
    keys: ['master.key', 'old.records.db', 'records.db.new', 'records.db.previous.bak', 'record.db'],
    empty: [],
  };
  for (const [folder, names] of Object.entries(files).toReversed()) {
    await mkdir(join(data, folder));
    for (const name of names) await writeFile(join(data, folder, name), '');
  }
  await writeFile(join(data, 'records.db'), '');
  expect(await storesIn(data)).toEqual(['first', 'second']);
  expect(await holdsRecords(join(data, 'second'))).toBe(true);
  expect(await holdsRecords(join(data, 'keys'))).toBe(false);
  expect(await holdsRecords(join(data, 'nowhere'))).toBe(false);
});

test('[R1] a store is read as a whole while others are kept off it, and only then', async () => {
  const directory = await temporaryFolder();
  const store = await openLowdbStore({ directory, key });
  for (const id of ['b', 'c', 'a']) await store.collection(lasting).insert({ id, text: '' });
  await store.collection(passing).insert({ id: 'p', text: '' });
  await store.collection({ ...lasting, name: 'another' }).insert({ id: 'x', text: '' });
  await store.collection({ ...lasting, name: 'emptied' }).insert({ id: 'x', text: '' });
  await store.collection({ ...lasting, name: 'emptied' }).delete('x');
  const died = join(await temporaryFolder(), 'store');
  await cp(directory, died, { recursive: true });
  expect(await isInUse(directory)).toBe(true);
  await expect(readOffline(directory, [key])).rejects.toThrow(InUseError);
  await store.close();
  expect(await isInUse(directory)).toBe(false);

  const read = await readOffline(directory, [key]);
  const afterCrash = await readOffline(died, [key]);
  await afterCrash.release();
  for (const each of [read, afterCrash]) expect(each.collections).toEqual(['another', 'entries', 'passing']);
  expect(read.records('entries').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(read.records('passing')).toEqual([{ id: 'p', text: '' }]);
  expect(read.records('emptied')).toEqual([]);
  await expect(openLowdbStore({ directory, key })).rejects.toThrow(`${directory} is in use by another server process`);
  await read.release();

  await writeFile(filesIn(directory).snapshot, 'not a database');
  await expect(readOffline(directory, [key])).rejects.toThrow(UnreadableError);
  await (await lockDirectory(directory)).release();
});

test.skipIf(process.platform === 'win32')(
  '[R5] a snapshot that a server puts in place while somebody reads beside it is no damage, and damage is (not on Windows, which has no such pipes)',
  async () => {
    const directory = await temporaryFolder();
    const store = await openLowdbStore({ directory, key });
    await store.collection(lasting).insert({ id: 'a', text: '' });
    await store.close();
    const { snapshot } = filesIn(directory);
    const whole = join(directory, 'whole');
    await rename(snapshot, whole);
    // Reading it waits for what is written: its beginning says that it is of the first format, and then it is not.
    execFileSync('mkfifo', [snapshot]);
    const opened = openBesideServer(filesIn(directory), [key]);
    const pipe = await open(snapshot, 'w');
    await rename(whole, snapshot);
    await pipe.writeFile(magic);
    await pipe.close();
    expect((await opened).content.get('entries')?.get('a')).toEqual({ id: 'a', text: '' });

    const sealed = await readFile(snapshot);
    await writeFile(snapshot, sealed.subarray(0, -1));
    await expect(openBesideServer(filesIn(directory), [key])).rejects.toThrow(/records\.db: damaged/);
  },
);

test('[R1] the stores of a data folder are opened each under its own name and key, and closed together', async () => {
  const data = join(await temporaryFolder(), 'data');
  const place = { data, settings: {}, keys: new Keys(randomBytes(32)), log: lines().log };
  const stores = await openStores(place);
  expect(stores.database).toBeUndefined();
  for (const name of ['identity', 'vaos']) {
    await (await stores.open(name)).collection(lasting).insert({ id: name, text: '' });
  }
  expect(await storesIn(data)).toEqual(['identity', 'vaos']);
  const journals = ['identity', 'vaos'].map(async (name) => {
    const { snapshot } = filesOf(join(data, name), 'lasting');
    return (await readSnapshot(snapshot, [place.keys.ofStore(name).key])).head!.journal;
  });
  const [identity, vaos] = await Promise.all(journals);
  expect([identity, vaos]).toEqual([expect.any(String), expect.any(String)]);
  expect(identity).not.toBe(vaos);
  const second = await openStores(place);
  await expect(second.open('vaos')).rejects.toThrow(InUseError);
  await stores.close();
  await stores.close();
  expect((await (await second.open('vaos')).collection(lasting).list()).map(({ id }) => id)).toEqual(['vaos']);
  await second.close();
  const other = openLowdbStore({ directory: join(data, 'vaos'), ...place.keys.ofStore('identity') });
  await expect(other).rejects.toThrow(UnreadableError);
});

test('[R2] a store that was moved away is not opened, and says where it is and how to go back', async () => {
  const directory = await temporaryFolder();
  await requireNotMoved(directory);
  expect(await isMoved(directory)).toBe(false);
  await markMoved(directory, { to: 'kiosk on db:5432', at: '2026-11-30' });
  expect(await isMoved(directory)).toBe(true);
  const opening = openLowdbStore({ directory, key });
  await expect(opening).rejects.toThrow(StoreNotOpenedError);
  await expect(opening).rejects.toThrow(
    new RegExp(
      `^The records in ${directory} were moved to the database kiosk on db:5432 on 2026-11-30\\. .*moved\\.json`,
    ),
  );
  expect(await isInUse(directory)).toBe(false);
});

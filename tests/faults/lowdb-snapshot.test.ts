import { cp, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { masterKeyFromFile } from '../../server/keys/key-file.ts';
import { openKeys } from '../../server/keys/key-ring.ts';
import { rotateMaster } from '../../server/keys/rotate-master.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { readOffline } from '../../server/store/lowdb/offline-reader.ts';
import { type Change, Records, Unwritten, walkThrough } from '../../server/store/lowdb/records.ts';
import { readSnapshot, sealSnapshot } from '../../server/store/lowdb/snapshot.ts';
import { snapshotNames } from '../../server/store/lowdb/store-folders.ts';
import { Table } from '../../server/store/lowdb/table.ts';
import { seal } from '../../server/store/sealed.ts';
import { limits } from '../../shared/contract/limits.ts';
import { eventually } from '../support/eventually.ts';
import { crashed, type Entry, foldersOf, key, lifetimes, open } from '../support/lowdb-folders.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe.each(lifetimes)('the snapshot of %s records', (lifetime) => {
  const { definition, filesIn, journalOf, diedAfter, idsIn } = foldersOf(lifetime);

  test('[R1] records of a data folder without a journal go on, and are only written when one changes', async () => {
    const directory = await temporaryFolder();
    const { snapshot, previous } = filesIn(directory);
    const old = { format: 1, collections: { [definition.name]: { a: { id: 'a', text: 'before' } } } };
    const sealed = seal(key, JSON.stringify(old));
    await writeFile(snapshot, sealed);
    if (previous) await writeFile(previous.snapshot, sealed);
    expect(await idsIn(directory)).toEqual(['a']);
    expect(await readFile(snapshot)).toEqual(sealed);

    const store = await open(directory);
    expect(await store.collection(definition).find('text', 'before')).toHaveLength(1);
    await store.collection(definition).insert({ id: 'b', text: '' });
    const died = await crashed(store, directory);
    expect(await idsIn(died)).toEqual(['a', 'b']);
  });

  test('[K8] a rotation of the master key takes along records of a data folder without a journal', async () => {
    const data = await temporaryFolder();
    const directory = join(data, 'identity');
    await mkdir(directory);
    const keysOf = async () => (await openKeys(data, await masterKeyFromFile(data))).ofStore('identity');
    const old = { format: 1, collections: { [definition.name]: { a: { id: 'a', text: 'before' } } } };
    await writeFile(filesIn(directory).snapshot, seal((await keysOf()).key, JSON.stringify(old)));
    await rotateMaster(data);
    const { key: rotated, previousKeys } = await keysOf();
    expect(previousKeys).toEqual([]);
    // What is kept of before is under the new key too.
    for (const file of (await readdir(directory)).filter((name) => name.includes('.db'))) {
      const { content } = await readSnapshot(join(directory, file), [rotated]);
      expect(content.get(definition.name)?.get('a'), file).toEqual({ id: 'a', text: 'before' });
    }
    const store = await openLowdbStore({ directory, key: rotated });
    onTestFinished(() => store.close());
    expect(await store.collection(definition).get('a')).toEqual({ id: 'a', text: 'before' });
  });

  test('[R1] a snapshot that has seen more than its journal has is refused', async () => {
    const directory = await diedAfter(3);
    const { snapshot } = filesIn(directory);
    const { content, head } = await readSnapshot(snapshot, [key]);
    const seeing = (seen: number) => {
      const records = walkThrough(content, new Unwritten());
      return writeFile(snapshot, Buffer.concat([...sealSnapshot(key, head!, records, () => seen)]));
    };
    await seeing(4);
    await expect(idsIn(directory)).rejects.toThrow(/changes are missing between it and/);
    await seeing(3);
    expect(await idsIn(directory)).toEqual(['0', '1', '2']);
  });

  test('[R1] the journal stays small, and what comes while a snapshot is written stays in it', async () => {
    const directory = await temporaryFolder();
    const store = await open(directory, { journalBytes: 2000 });
    const records = store.collection(definition);
    await store.transaction(async (collections) => {
      for (let n = 0; n < 3000; n++)
        await collections.collection(definition).put({ id: `${n}`, text: 'x'.repeat(100) });
    });
    let [size, before, n] = [0, 0, 0];
    while (size >= before) {
      await records.put({ id: `later ${n++}`, text: '' });
      [size, before] = [(await stat(journalOf(directory))).size, size];
    }
    // Otherwise it was written before anything else came.
    expect(n).toBeGreaterThan(2);
    const expected = await records.list();
    const again = await open(await crashed(store, directory));
    expect(await again.collection(definition).list()).toEqual(expected);
  });

  test('[R1] the more a snapshot holds, the more changes before it is written again', async () => {
    const directory = await temporaryFolder();
    const store = await open(directory);
    const put = (id: number, into = store) =>
      into.collection(definition).put({ id: `${id}`, text: 'x'.repeat(2 ** 20) });
    const snapshot = () => stat(filesIn(directory).snapshot);
    const usual = limits.lowdb.journalBytes / 2 ** 20;
    for (let n = 0; n < 2 * usual; n++) await put(n);
    await store.close();
    const { ino, size } = await snapshot();
    expect(size).toBeGreaterThan(2 * limits.lowdb.journalBytes);

    const again = await openLowdbStore({ directory, key });
    onTestFinished(() => again.close());
    let n = 0;
    while ((await snapshot()).ino === ino) {
      await put(n++, again);
      // One that was begun is finished before the next change comes.
      await eventually(async () => expect(await readdir(directory)).not.toContain(`${snapshotNames[lifetime]}.new`));
    }
    expect(n).toBeGreaterThan(2 * usual);
  });

  test('[R1] moving to a database and rotating the master key take along what is in the journal', async () => {
    const data = await temporaryFolder();
    const directory = join(data, 'identity');
    const openIt = async () => {
      const keys = await openKeys(data, await masterKeyFromFile(data));
      return { ...keys.ofStore('identity'), directory };
    };
    const store = await openLowdbStore(await openIt());
    await store.collection(definition).insert({ id: 'a', text: '' });
    await store.collection(definition).insert({ id: 'b', text: '' });
    const died = await crashed(store, directory);
    await rm(directory, { recursive: true });
    await cp(died, directory, { recursive: true });

    const files = await Promise.all((await readdir(directory)).map((file) => readFile(join(directory, file))));
    const { key: storeKey } = await openIt();
    const still = await readOffline(directory, [storeKey]);
    expect(still.records(definition.name).map(({ id }) => id)).toEqual(['a', 'b']);
    await still.release();
    expect(await Promise.all((await readdir(directory)).map((file) => readFile(join(directory, file))))).toEqual(files);

    await rotateMaster(data);
    const rotated = await openIt();
    expect(rotated.previousKeys).toEqual([]);
    const again = await openLowdbStore(rotated);
    onTestFinished(() => again.close());
    expect((await again.collection(definition).list()).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

const { definition: lasting, filesIn: lastingFiles, idsIn: lastingIds } = foldersOf('lasting');

test('[R1] damaged records are refused with what to do, and with what was kept of before nothing is lost', async () => {
  const directory = await temporaryFolder();
  const { snapshot, journal, previous } = lastingFiles(directory);
  await writeFile(snapshot, 'not a database');
  await expect(openLowdbStore({ directory, key })).rejects.toThrow(
    /records\.db: not a file of this product.*\. Nothing was changed\. .*restore your newest backup/,
  );
  await rm(snapshot);
  // Three lives, each of which ends with a snapshot; the last of them is in the journal too, as after a crash.
  for (const id of ['a', 'b']) {
    const store = await openLowdbStore({ directory, key });
    await store.collection(lasting).insert({ id, text: '' });
    await store.close();
  }
  const closed = join(await temporaryFolder(), 'store');
  await cp(directory, closed, { recursive: true });
  const store = await open(directory);
  await store.collection(lasting).insert({ id: 'c', text: '' });
  const died = await crashed(store, directory);

  for (const [place, ids, files] of [
    [closed, ['a', 'b'], ['snapshot', 'journal']],
    [died, ['a', 'b', 'c'], ['snapshot']],
  ] as const) {
    const there = lastingFiles(place);
    const sealed = await readFile(there.snapshot);
    sealed[sealed.length >> 1]! ^= 1;
    await writeFile(there.snapshot, sealed);
    const journalToo = files.length > 1 ? ' and .*records\\.journal\\.previous to .*records\\.journal' : '';
    const wayOut = `records\\.db\\.previous is whole, .*nothing is lost: copy it to .*records\\.db${journalToo} and start again`;
    await expect(openLowdbStore({ directory: place, key })).rejects.toThrow(
      new RegExp(`records\\.db: damaged.*${wayOut}`),
    );
    expect(await readFile(there.snapshot)).toEqual(sealed);
    await rm(there.snapshot);
    await expect(openLowdbStore({ directory: place, key })).rejects.toThrow(
      new RegExp(`records\\.db: missing.*${wayOut}`),
    );
    for (const file of files) await copyFile(there.previous![file], there[file]);
    expect(await lastingIds(place)).toEqual(ids);
  }

  // Where that is damaged as well, a backup is all that is left.
  for (const file of [previous!.snapshot, snapshot]) await writeFile(file, 'damaged');
  await rm(journal);
  await expect(openLowdbStore({ directory, key })).rejects.toThrow(
    /If master\.key is the one .* restore your newest backup/,
  );
});

type Step =
  | readonly ['write', ids: readonly string[]]
  | readonly ['delete', id: string]
  | readonly ['kept' | 'failed' | 'walk'];

test('[R1] a snapshot and its journal are what was confirmed, whatever was written, refused or deleted meanwhile', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(fc.constant('write' as const), fc.uniqueArray(id, { minLength: 1, maxLength: 3 })),
    fc.tuple(fc.constant('delete' as const), id),
    fc.tuple(fc.constantFrom('kept' as const, 'failed' as const)),
    { arbitrary: fc.tuple(fc.constant('walk' as const)), weight: 4 },
  );
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.array(step, { maxLength: 60 }), (begin, steps) => {
      const content = new Map(['one', 'two'].map((name) => [name, new Records<Entry>()]));
      for (const records of content.values()) for (const each of begin) records.set(each, { id: each, text: 'begin' });
      const tables = [...content].map(([name, records]) => new Table<Entry>({ name, indexes: [] }, records));
      const unwritten = new Unwritten();
      const [groups, journal, snapshot]: [Change[][], Change[], Map<string, Entry>] = [[], [], new Map()];
      const confirmed = new Map(
        [...content].flatMap(([name, records]) => [...records].map(([each, r]) => [`${name} ${each}`, r])),
      );
      const put = (into: Map<string, Entry>, at: string, record: Entry | undefined) =>
        void (record ? into.set(at, record) : into.delete(at));
      const walk = walkThrough(content, unwritten);
      for (const [n, [what, which]] of steps.entries()) {
        if (what === 'walk') {
          const { value } = walk.next();
          if (value) snapshot.set(`${value[0]} ${value[1].id}`, value[1] as Entry);
        } else if (what === 'write' || what === 'delete') {
          const changes = [which]
            .flat()
            .map((each) => tables[n % 2]!.change(each, what === 'write' ? { id: each, text: `${n}` } : undefined));
          unwritten.apply(changes);
          groups.push(changes);
        } else if (what === 'kept') {
          const changes = groups.shift() ?? [];
          unwritten.written(changes.length);
          journal.push(...changes);
          for (const each of changes) put(confirmed, `${each.collection} ${each.id}`, each.to as Entry | undefined);
        } else {
          unwritten.takeBack();
          groups.length = 0;
        }
      }
      for (const [name, record] of walk) snapshot.set(`${name} ${record.id}`, record as Entry);
      for (const each of journal) put(snapshot, `${each.collection} ${each.id}`, each.to as Entry | undefined);
      expect(snapshot).toEqual(confirmed);
    }),
    { numRuns: 2000 },
  );
});

test('[R2] other work goes on while a snapshot is written', async () => {
  const directory = await temporaryFolder();
  const store = await open(directory, { journalBytes: 1 });
  await store.transaction(async (collections) => {
    for (let n = 0; n < 20_000; n++) await collections.collection(lasting).put({ id: `${n}`, text: 'x'.repeat(500) });
  });
  const turns = { taken: 0, done: false };
  const { snapshot } = lastingFiles(directory);
  const { ino } = await stat(snapshot);
  const turning = (async () => {
    for (; !turns.done; turns.taken++) await nextTurn();
  })();
  await store.collection(lasting).put({ id: 'begins one', text: '' });
  await eventually(async () => expect((await stat(snapshot)).ino).not.toBe(ino));
  turns.done = true;
  await turning;
  // One for each of its pieces at the least.
  expect(turns.taken).toBeGreaterThan(((await stat(snapshot)).size / (128 * 1024)) | 0);
});

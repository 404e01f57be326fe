import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { limits } from '../../shared/contract/limits.ts';
import { masterKeyFromFile } from '../../server/keys/key-file.ts';
import { openKeys } from '../../server/keys/key-ring.ts';
import { rotateMaster } from '../../server/keys/rotate-master.ts';
import { defineCollection, type Store } from '../../server/store/contract.ts';
import { CollectionFile, Records } from '../../server/store/lowdb/collection-file.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { readOffline } from '../../server/store/lowdb/offline-reader.ts';
import { Table } from '../../server/store/lowdb/table.ts';
import { seal, UnreadableError } from '../../server/store/sealed.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Entry {
  readonly id: string;
  readonly text: string;
}
const passing = defineCollection<Entry>()({ name: 'passing', lifetime: 'session', indexes: ['text'] });
const key = randomBytes(32);
const headerBytes = 10;

async function open(directory: string, more: { journalBytes?: number; log?: pino.Logger } = {}): Promise<Store> {
  const store = await openLowdbStore({ directory, key, ...more });
  onTestFinished(() => store.close());
  return store;
}

/** What a killed process leaves: the files as they are while a store is open. */
async function crashed(store: Store, from: string): Promise<string> {
  const directory = join(await temporaryFolder(), 'store');
  await cp(from, directory, { recursive: true });
  await store.close();
  return directory;
}

/** Entries 0 to n-1, each in a frame of its own, and a process that died then. */
async function diedAfter(n: number): Promise<string> {
  const directory = await temporaryFolder();
  const store = await open(directory);
  for (let id = 0; id < n; id++) await store.collection(passing).insert({ id: `${id}`, text: `text ${id}` });
  return crashed(store, directory);
}

async function idsIn(directory: string): Promise<string[]> {
  const store = await openLowdbStore({ directory, key });
  try {
    return (await store.collection(passing).list()).map(({ id }) => id);
  } finally {
    await store.close();
  }
}

const journalOf = (directory: string) => join(directory, 'sessions.journal');

function framesOf(journal: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < journal.length; at += frames.at(-1)!.length) {
    frames.push(journal.subarray(at, at + headerBytes + journal.readUInt32BE(at)));
  }
  return frames;
}

function lines(): { readonly log: pino.Logger; readonly written: string[] } {
  const written: string[] = [];
  const stream = new Writable({ write: (line: Buffer, _, done) => (written.push(line.toString()), done()) });
  return { log: pino(stream), written };
}

test('[R1] a session’s change costs as much as itself, however many sessions there are', async () => {
  const directory = await temporaryFolder();
  const store = await open(directory);
  await store.transaction(async (collections) => {
    for (let n = 0; n < 5000; n++) await collections.collection(passing).put({ id: `${n}`, text: 'x'.repeat(100) });
  });
  const before = await stat(journalOf(directory));
  await store.collection(passing).put({ id: '7', text: 'changed' });
  expect((await stat(journalOf(directory))).size - before.size).toBeLessThan(200);
});

test('[R1] whatever an unfinished last write left behind is cut off with a word in the log, and nothing else', async () => {
  const whole = await diedAfter(4);
  const journal = await readFile(journalOf(whole));
  const last = framesOf(journal).at(-1)!.length;
  const torn: Buffer[] = [1, 5, headerBytes, headerBytes + 3, last - 1].map((bytes) =>
    journal.subarray(0, journal.length - last + bytes),
  );
  // Its place was taken, and its content never came.
  torn.push(Buffer.concat([journal.subarray(0, -last), Buffer.alloc(last)]));
  torn.push(Buffer.concat([journal.subarray(0, -last + headerBytes), Buffer.alloc(last - headerBytes)]));
  for (const content of torn) {
    const directory = join(await temporaryFolder(), 'store');
    await cp(whole, directory, { recursive: true });
    await writeFile(journalOf(directory), content);
    const { log, written } = lines();
    const store = await open(directory, { log });
    expect(written.join()).toMatch(/the last write was not finished/);
    expect((await store.collection(passing).list()).map(({ id }) => id)).toEqual(['0', '1', '2']);
    await store.collection(passing).insert({ id: 'next', text: '' });
    expect(await idsIn(await crashed(store, directory))).toEqual(['0', '1', '2', 'next']);
  }
});

test('[R1] damage before the end of the journal is refused with what to do, and is never taken for a torn end', async () => {
  const whole = await diedAfter(5);
  const journal = await readFile(journalOf(whole));
  const frames = framesOf(journal);
  const [a, b, c, d, e] = frames as [Buffer, Buffer, Buffer, Buffer, Buffer];
  const second = a.length;
  const changed = (at: number, bits = 1) => {
    const copy = Buffer.from(journal);
    copy[at]! ^= bits;
    return copy;
  };
  const damages: Record<string, Buffer> = {
    'a longer length': changed(second + 2, 0x40),
    'a length beyond the file': changed(second, 0x40),
    'a shorter length': changed(second + 3, b[3]! & -b[3]!),
    'another number': changed(second + 9),
    'no magic': changed(second + headerBytes),
    'another content': changed(second + headerBytes + 20),
    'another tag': changed(second + b.length - 1),
    'the length of the last': changed(journal.length - e.length + 3),
    'a hole': Buffer.concat([journal.subarray(0, second), Buffer.alloc(b.length + c.length), d, e]),
    'one missing': Buffer.concat([a, c, d, e]),
    'the first missing': Buffer.concat([b, c, d, e]),
    'two that changed places': Buffer.concat([a, c, b, d, e]),
    'one twice': Buffer.concat([a, b, b, c, d, e]),
    'an old one at the end': Buffer.concat([a, b, c, d, e, b]),
  };
  for (const [what, content] of Object.entries(damages)) {
    await writeFile(journalOf(whole), content);
    const opened = idsIn(whole);
    await expect(opened, what).rejects.toThrow(UnreadableError);
    await expect(opened, what).rejects.toThrow(/sessions\.journal.* move both elsewhere\. Everybody signs in again/);
    expect(await readFile(journalOf(whole)), what).toEqual(content);
  }
  await writeFile(journalOf(whole), journal);
  expect(await idsIn(whole)).toEqual(['0', '1', '2', '3', '4']);
});

test('[R1] a snapshot and a journal that do not belong together are refused, and without both the server starts', async () => {
  const [directory, aside] = [await temporaryFolder(), await temporaryFolder()];
  const [snapshot, journal] = [join(directory, 'sessions.db'), journalOf(directory)];
  const life = async (id: string) => {
    const store = await open(directory);
    await store.collection(passing).insert({ id, text: '' });
    await copyFile(journal, join(aside, `journal-${id}`));
    await store.close();
    await copyFile(snapshot, join(aside, `snapshot-${id}`));
  };
  for (const id of ['a', 'b', 'c']) await life(id);

  // A crash between the two steps of writing a snapshot leaves this; it was all in it already.
  await copyFile(join(aside, 'journal-c'), journal);
  expect(await idsIn(directory)).toEqual(['a', 'b', 'c']);

  const pairs = [
    ['snapshot-a', 'journal-c'],
    ['snapshot-c', 'journal-b'],
    ['snapshot-c', undefined],
    [undefined, 'journal-c'],
  ];
  for (const [old, beside] of pairs) {
    for (const [from, to] of [
      [old, snapshot],
      [beside, journal],
    ] as const) {
      if (from === undefined) await rm(to);
      else await copyFile(join(aside, from), to);
    }
    await expect(idsIn(directory), `${old} ${beside}`).rejects.toThrow(UnreadableError);
  }
  const sealed = await readFile(join(aside, 'snapshot-c'));
  for (const cut of [sealed.subarray(0, -1), sealed.subarray(0, -framesOf(sealed).at(-1)!.length)]) {
    await writeFile(snapshot, cut);
    await expect(idsIn(directory)).rejects.toThrow(/sessions\.db: damaged/);
  }

  for (const file of await readdir(directory)) await rm(join(directory, file));
  expect(await idsIn(directory)).toEqual([]);
});

test('[R1] sessions of a data folder without a journal go on, and are only written when one changes', async () => {
  const directory = await temporaryFolder();
  const old = { format: 1, collections: { passing: { a: { id: 'a', text: 'before' } } } };
  const sealed = seal(key, JSON.stringify(old));
  await writeFile(join(directory, 'sessions.db'), sealed);
  expect(await idsIn(directory)).toEqual(['a']);
  expect(await readFile(join(directory, 'sessions.db'))).toEqual(sealed);

  const store = await open(directory);
  await store.collection(passing).insert({ id: 'b', text: '' });
  expect(await idsIn(await crashed(store, directory))).toEqual(['a', 'b']);
});

test('[R1] the journal stays small, and what comes while a snapshot is written stays in it', async () => {
  const directory = await temporaryFolder();
  const store = await open(directory, { journalBytes: 2000 });
  const records = store.collection(passing);
  await store.transaction(async (collections) => {
    for (let n = 0; n < 3000; n++) await collections.collection(passing).put({ id: `${n}`, text: 'x'.repeat(100) });
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
  expect(await again.collection(passing).list()).toEqual(expected);
});

test('[R1] the more a snapshot holds, the more changes before it is written again', async () => {
  const directory = await temporaryFolder();
  const store = await open(directory);
  const put = (id: number, into = store) => into.collection(passing).put({ id: `${id}`, text: 'x'.repeat(2 ** 20) });
  const snapshot = () => stat(join(directory, 'sessions.db'));
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
    await eventually(async () => expect(await readdir(directory)).not.toContain('sessions.db.new'));
  }
  expect(n).toBeGreaterThan(2 * usual);
});

test('[R1] a snapshot has nothing of what is still being written, or is refused then', async () => {
  const content = new Map([['passing', new Records(['a', 'b'].map((id) => [id, { id, text: 'before' }]))]]);
  const snapshots: unknown[] = [];
  const file = new CollectionFile({
    content,
    keep: async (_, kept) => {
      snapshots.push(kept().get('passing'));
      throw new Error('no room');
    },
    close: async () => {},
  });
  const table = new Table<Entry>({ name: 'passing', indexes: [] }, file.records('passing') as Records<Entry>);
  const refused = await Promise.allSettled([
    file.commit([table.change('a', { id: 'a', text: 'after' })]),
    file.commit([table.change('a', undefined), table.change('c', { id: 'c', text: 'new' })]),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const before = [
    { id: 'a', text: 'before' },
    { id: 'b', text: 'before' },
  ];
  expect(table.list()).toEqual(before);
  for (const snapshot of snapshots) expect(snapshot).toEqual(expect.arrayContaining(before));
  expect(snapshots.map((snapshot) => (snapshot as unknown[]).length)).toEqual([2]);
});

test('[R1] work that ends in one answer ends when all it wrote is durable, and hears of a write that is not', async () => {
  const directory = await temporaryFolder();
  const store = await open(directory);
  const records = store.collection(passing);
  await records.put({ id: 'first', text: '' });
  const before = (await readFile(journalOf(directory))).length;
  const answer = await store.together!(async () => {
    for (const id of ['a', 'b', 'c']) await records.insert({ id, text: '' });
    return records.get('c');
  });
  expect(answer).toEqual({ id: 'c', text: '' });
  const written = (await readFile(journalOf(directory))).subarray(before);
  expect(framesOf(written).length).toBeLessThan(4);
  expect(await idsIn(await crashed(store, directory))).toEqual(['a', 'b', 'c', 'first']);

  const place = join(await temporaryFolder(), 'store');
  const failing = await openLowdbStore({ directory: place, key });
  const lasting = failing.collection({ ...passing, name: 'lasting', lifetime: 'lasting' });
  await rm(place, { recursive: true });
  const refused = failing.together!(async () => {
    await lasting.insert({ id: 'a', text: '' });
    return 'answered';
  });
  await expect(refused).rejects.toThrow('ENOENT');
  expect(await lasting.get('a')).toBeUndefined();
  await expect(failing.together!(async () => Promise.reject(new Error('its own')))).rejects.toThrow('its own');
  await failing.close();
});

test('[R1] moving to a database and rotating the master key take along what is in the journal', async () => {
  const data = await temporaryFolder();
  const directory = join(data, 'identity');
  const openIt = async () => {
    const keys = await openKeys(data, await masterKeyFromFile(data));
    return { ...keys.ofStore('identity'), directory };
  };
  const store = await openLowdbStore(await openIt());
  await store.collection(passing).insert({ id: 'a', text: '' });
  await store.collection(passing).insert({ id: 'b', text: '' });
  const died = await crashed(store, directory);
  await rm(directory, { recursive: true });
  await cp(died, directory, { recursive: true });

  const files = await Promise.all((await readdir(directory)).map((file) => readFile(join(directory, file))));
  const { key: storeKey } = await openIt();
  const still = await readOffline(directory, [storeKey]);
  expect(still.records('passing').map(({ id }) => id)).toEqual(['a', 'b']);
  await still.release();
  expect(await Promise.all((await readdir(directory)).map((file) => readFile(join(directory, file))))).toEqual(files);

  await rotateMaster(data);
  const rotated = await openIt();
  expect(rotated.previousKeys).toEqual([]);
  const again = await openLowdbStore(rotated);
  onTestFinished(() => again.close());
  expect((await again.collection(passing).list()).map(({ id }) => id)).toEqual(['a', 'b']);
});

const cannotMount = process.getuid?.() !== 0 || process.platform !== 'linux';

test.skipIf(cannotMount)(
  '[R1] a full disk refuses a session’s change and takes it back; with room again the journal goes on (needs root, to mount a small disk)',
  async () => {
    const directory = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', directory]);
    onTestFinished(() => void execFileSync('umount', [directory]));
    const { log, written } = lines();
    const store = await openLowdbStore({ directory, key, log, journalBytes: 30_000 });
    onTestFinished(() => store.close());
    const records = store.collection(passing);
    await records.insert({ id: 'small', text: 'fits' });
    await expect(records.insert({ id: 'big', text: 'x'.repeat(400_000) })).rejects.toThrow('ENOSPC');
    expect(await records.get('big')).toBeUndefined();
    expect(await records.insert({ id: 'next', text: 'fits too' })).toBe(true);

    // No room for a snapshot beside the journal: that waits, and changes go on where they fit.
    for (let n = 0; n < 3; n++) await records.put({ id: `${n}`, text: 'y'.repeat(10_000) });
    const filler = join(directory, 'filler');
    await expect(writeFile(filler, Buffer.alloc(400_000))).rejects.toThrow('ENOSPC');
    await truncate(filler, (await stat(filler)).size - 12_000);
    await records.put({ id: 'last', text: '' }).catch(() => {});
    await expect.poll(() => written.join()).toMatch(/could not be shortened/);
    await records.put({ id: 'last', text: 'fits' });
    await rm(filler);
    const expected = await records.list();
    const again = await open(await crashed(store, directory));
    expect(await again.collection(passing).list()).toEqual(expected);
  },
);

test.skipIf(cannotMount)(
  '[R1] a disk that becomes read-only refuses every change, and what was there stays readable (needs root, to mount a disk)',
  async () => {
    const directory = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', directory]);
    onTestFinished(() => void execFileSync('umount', [directory]));
    const lasting = { ...passing, name: 'lasting', lifetime: 'lasting' } as const;
    const write = async (store: Store, id: string) => {
      for (const definition of [passing, lasting]) await store.collection(definition).insert({ id, text: '' });
    };
    const died = await diedAfter(2);
    await cp(died, directory, { recursive: true });
    await rm(died, { recursive: true });
    execFileSync('mount', ['-o', 'remount,ro', directory]);
    const store = await openLowdbStore({ directory, key });
    onTestFinished(() => store.close());
    await expect(store.collection(passing).insert({ id: 'a', text: '' })).rejects.toThrow('EROFS');
    await expect(store.collection(lasting).insert({ id: 'a', text: '' })).rejects.toThrow('EROFS');
    expect((await store.collection(passing).list()).map(({ id }) => id)).toEqual(['0', '1']);
    execFileSync('mount', ['-o', 'remount,rw', directory]);
    await write(store, 'a');
    expect(await store.collection(passing).count()).toBe(3);
  },
);

import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { defineCollection, type Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { InUseError } from '../../server/store/lowdb/process-lock.ts';
import { UnreadableError } from '../../server/store/sealed.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Entry {
  readonly id: string;
  readonly text: string;
}
const entries = defineCollection<Entry>()({ name: 'entries', lifetime: 'lasting', indexes: ['text'] });
/** Kept in the other file. */
const passing = defineCollection<Entry>()({ name: 'passing', lifetime: 'session', indexes: ['text'] });
const writer = fileURLToPath(new URL('lowdb-writer.ts', import.meta.url));
const key = randomBytes(32);

async function open(directory: string): Promise<Store> {
  const store = await openLowdbStore({ directory, key });
  onTestFinished(() => store.close());
  return store;
}

test('[R1] a process killed fifty times in the middle of its writes loses none that was acknowledged', async () => {
  const directory = await temporaryFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < 50; round++) {
    const child = fork(writer, [directory, key.toString('base64'), String(round)]);
    // Between a first write and many, so that the end comes at any point of one.
    const enough = acknowledged.length + 1 + round;
    await new Promise<void>((resolve) => {
      child.on('message', (id: string) => {
        if (acknowledged.push(id) === enough) resolve();
      });
    });
    await kill(child);
  }
  const store = await openLowdbStore({ directory, key });
  const kept = new Set(
    [...(await store.collection(entries).list()), ...(await store.collection(passing).list())].map(({ id }) => id),
  );
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  // The next good write also clears away what the kill left half-written.
  await store.collection(entries).insert({ id: 'after', text: '' });
  await store.collection(passing).insert({ id: 'after', text: '' });
  await store.close();
  expect((await readdir(directory)).toSorted()).toEqual([
    ...['records.db', 'records.db.previous', 'sessions.db', 'sessions.journal'],
  ]);
});

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('[R1] a write that fails is refused, taken back in memory, and does not stop the next', async () => {
  const directory = await temporaryFolder();
  const place = join(directory, 'store');
  const store = await open(place);
  const records = store.collection(entries);
  await records.insert({ id: 'kept', text: 'before' });

  await rename(place, join(directory, 'away'));
  const refused = await Promise.allSettled([
    records.insert({ id: 'lost', text: 'x' }),
    records.put({ id: 'kept', text: 'after' }),
    records.delete('kept'),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await records.list()).toEqual([{ id: 'kept', text: 'before' }]);
  expect(await records.find('text', 'before')).toHaveLength(1);
  expect(await records.find('text', 'after')).toHaveLength(0);

  await rename(join(directory, 'away'), place);
  expect(await records.insert({ id: 'later', text: 'y' })).toBe(true);
});

test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
  '[R1] a full disk refuses the write and leaves the file before it whole (needs root, to mount a small disk)',
  async () => {
    const directory = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', directory]);
    const store = await openLowdbStore({ directory, key });
    const records = store.collection(entries);
    try {
      await records.insert({ id: 'small', text: 'fits' });
      const before = await readFile(join(directory, 'records.db'));
      await expect(records.insert({ id: 'big', text: 'x'.repeat(400_000) })).rejects.toThrow('ENOSPC');
      expect(await readFile(join(directory, 'records.db'))).toEqual(before);
      expect(await records.get('big')).toBeUndefined();
      expect(await records.insert({ id: 'next', text: 'fits too' })).toBe(true);
    } finally {
      await store.close();
      execFileSync('umount', [directory]);
    }
  },
);

test('[R1] a second process on the same data is refused, and the lock ends with its holder', async () => {
  const directory = await temporaryFolder();
  const child = fork(writer, [directory, key.toString('base64'), '0']);
  await once(child, 'message');
  await expect(openLowdbStore({ directory, key })).rejects.toThrow(InUseError);
  await kill(child);
  await open(directory);
});

test('[K8] without the key the file says nothing and is not opened', async () => {
  const directory = await temporaryFolder();
  const store = await openLowdbStore({ directory, key });
  await store.collection(entries).insert({ id: 'a', text: 'a telling secret' });
  await store.close();
  const file = await readFile(join(directory, 'records.db'));
  expect(file.includes('telling')).toBe(false);
  await expect(openLowdbStore({ directory, key: randomBytes(32) })).rejects.toThrow(UnreadableError);
  // The refusal leaves the lock free.
  await open(directory);
});

test('[R1] damaged records are refused with what to do, and what they were before the last change can be used', async () => {
  const directory = await temporaryFolder();
  const [file, previous] = [join(directory, 'records.db'), join(directory, 'records.db.previous')];
  await writeFile(file, 'not a database');
  await expect(openLowdbStore({ directory, key })).rejects.toThrow(
    /records\.db: not a file of this product\. Nothing was changed\. .*restore your newest backup/,
  );
  await rm(file);
  const store = await openLowdbStore({ directory, key });
  for (const id of ['a', 'b', 'c']) await store.collection(entries).insert({ id, text: '' });
  await store.close();

  const sealed = await readFile(file);
  sealed[sealed.length >> 1]! ^= 1;
  await writeFile(file, sealed);
  const refused = /records\.db: damaged.*records\.db\.previous is whole .*: copy it to .*records\.db and start again/;
  await expect(openLowdbStore({ directory, key })).rejects.toThrow(refused);
  expect(await readFile(file)).toEqual(sealed);
  await rm(file);
  await expect(openLowdbStore({ directory, key })).rejects.toThrow(/records\.db: missing\. .*copy it to/);
  await copyFile(previous, file);
  expect((await (await open(directory)).collection(entries).list()).map(({ id }) => id)).toEqual(['a', 'b']);
});

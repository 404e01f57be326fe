import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { defineCollection, type Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { InUseError } from '../../server/store/lowdb/process-lock.ts';
import { UnreadableError } from '../../server/store/sealed.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { kills } from '../support/thoroughness.ts';

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

test('[R1] a process killed again and again in the middle of its writes loses none that was acknowledged', async () => {
  const directory = await temporaryFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < kills; round++) {
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
  const files = ['records.db', 'records.db.previous', 'records.journal', 'records.journal.previous'];
  expect((await readdir(directory)).toSorted()).toEqual([...files, 'sessions.db', 'sessions.journal']);
});

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('[R1] a write that fails is refused, taken back in memory, and does not stop the next', async () => {
  const directory = await temporaryFolder();
  const place = join(directory, 'store');
  const before = await openLowdbStore({ directory: place, key });
  await before.collection(entries).insert({ id: 'kept', text: 'before' });
  await before.close();
  const records = (await open(place)).collection(entries);

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
  const again = await openLowdbStore({ directory, key });
  await again.collection(entries).insert({ id: 'b', text: 'a telling secret' });
  for (const name of ['records.db', 'records.journal', 'records.journal.previous']) {
    const content = await readFile(join(directory, name));
    expect(content.length, name).toBeGreaterThan(0);
    expect(content.includes('telling'), name).toBe(false);
  }
  await again.close();
  await expect(openLowdbStore({ directory, key: randomBytes(32) })).rejects.toThrow(UnreadableError);
  // The refusal leaves the lock free.
  await open(directory);
});

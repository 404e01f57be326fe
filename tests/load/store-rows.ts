import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defineCollection, type Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { filesOf } from '../../server/store/lowdb/store-folders.ts';
import { atMost, growth } from './report.ts';

// What the embedded store costs by how much is in it: rows of `npm run bench`, in a process of its own; it runs alone too.

interface Filler {
  readonly id: string;
  readonly person: string;
  readonly words: readonly string[];
  readonly on: number;
  readonly text: string;
}

/** Found as an application's history is: by whose it is, by two digests, and page by page. */
const filler = defineCollection<Filler>()({
  name: 'filler',
  lifetime: 'lasting',
  indexes: ['person'],
  several: ['words'],
  order: 'on',
});
const text = 'x'.repeat(400);
/** About as large as an account, or as a dose with its lot, its place and who gave it. */
const record = (n: number): Filler => ({
  id: `record-${n}`,
  person: `person-${n % 10_000}`,
  words: [`word-${n % 3000}`, `sound-${n % 500}`],
  on: n,
  text,
});

interface Filled {
  readonly store: Store;
  readonly directory: string;
  readonly key: Buffer;
  readonly count: number;
}

const folder = await mkdtemp(join(tmpdir(), 'kiosk-store-'));
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function filled(count: number, atATime = 1000): Promise<Filled> {
  const [directory, key] = [await mkdtemp(join(folder, 'of-')), randomBytes(32)];
  const store = await openLowdbStore({ directory, key });
  for (let from = 0; from < count; from += atATime) {
    await store.transaction(async (collections) => {
      for (let n = from; n < Math.min(count, from + atATime); n++) await collections.collection(filler).put(record(n));
    });
  }
  return { store, directory, key, count };
}

/** @returns milliseconds for each of so many lasting writes, one after the other */
async function writing({ store, count }: Pick<Filled, 'store' | 'count'>, writes: number): Promise<number> {
  const begin = performance.now();
  for (let n = 0; n < writes; n++) await store.collection(filler).put({ ...record((n * 7919) % count), on: -n });
  return (performance.now() - begin) / writes;
}

/** @returns the longest that the event loop stood still while a snapshot was made and writes went on, in milliseconds */
async function longestStall({ directory, key, count }: Filled): Promise<{ stall: number; alone: number }> {
  const store = await openLowdbStore({ directory, key, journalBytes: 1 });
  await writing({ store, count }, 1);
  collectGarbage();
  const { snapshot } = filesOf(directory, 'lasting');
  const { ino } = await stat(snapshot);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begin = performance.now();
  while ((await stat(snapshot)).ino === ino) await writing({ store, count }, 10);
  delay.disable();
  const took = performance.now() - begin;
  await store.close();
  // What else the machine does makes every process wait.
  const alone = monitorEventLoopDelay({ resolution: 1 });
  alone.enable();
  await sleep(took);
  alone.disable();
  return { stall: delay.max / 1e6, alone: alone.max / 1e6 };
}

/** @returns how long opening takes, until the records can be asked for, and what they take in memory */
async function opening({ directory, key }: Filled): Promise<{ seconds: number; megabytes: number; heap: number }> {
  const { snapshot, journal } = filesOf(directory, 'lasting');
  const megabytes = ((await stat(snapshot)).size + (await stat(journal)).size) / 1e6;
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const begin = performance.now();
  const store = await openLowdbStore({ directory, key });
  await store.collection(filler).count();
  const seconds = (performance.now() - begin) / 1000;
  collectGarbage();
  const heap = (process.memoryUsage().heapUsed - before) / 1e6;
  await store.close();
  return { seconds, megabytes, heap };
}

const stores: Filled[] = [];
for (const count of [1000, 20_000, 200_000]) stores.push(await filled(count));
const costs = stores.map((): number[] => []);
// In turn, so that whatever else the machine does falls on all; the first round is not counted.
for (let round = 0; round <= 15; round++) {
  for (const [index, store] of stores.entries()) {
    const took = await writing(store, 100);
    if (round > 0) costs[index]!.push(took);
  }
}
for (const [index, { count }] of stores.entries()) {
  atMost(`one lasting write with ${count} records in the embedded store`, costs[index]!, 'ms');
}
growth('  20 times as many records', costs[0]!, costs[1]!, 1.2);
growth('  200 times as many records', costs[0]!, costs[2]!, 1.2);

const largest = stores.at(-1)!;
for (const { store } of stores) await store.close();
const stalls = [];
for (let round = 0; round < 5; round++) stalls.push(await longestStall(largest));
atMost(
  `longest stall while a snapshot of ${largest.count} records is written`,
  stalls.map(({ stall }) => stall),
  'ms',
  50,
);
atMost(
  '  of a process that does nothing, for as long',
  stalls.map(({ alone }) => alone),
  'ms',
);

const openings = [];
for (let round = 0; round < 5; round++) openings.push(await opening(largest));
const { megabytes, heap } = openings.at(-1)!;
atMost(
  `opening ${largest.count} records, for each 100 MB of files`,
  openings.map(({ seconds }) => (seconds / megabytes) * 100),
  's',
  2.5,
);
console.log(
  `  ${megabytes.toFixed(0)} MB of files are ${heap.toFixed(0)} MB in memory, with three indexes and an order`,
);
await rm(folder, { recursive: true, force: true });

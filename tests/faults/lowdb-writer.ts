import { defineCollection } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';

// Writes until it is killed, and reports each write once it is acknowledged.

const [directory, key, round] = process.argv.slice(2) as [string, string, string];
const entries = defineCollection<{ id: string; text: string }>()({
  name: 'entries',
  lifetime: 'lasting',
  indexes: ['text'],
});
/** Kept in the other file. */
const passing = { ...entries, name: 'passing', lifetime: 'session' } as const;
// So little, that the snapshot is written again and again.
const store = await openLowdbStore({ directory, key: Buffer.from(key, 'base64'), journalBytes: 3000 });
const collections = [entries, passing].map((definition) => store.collection(definition));

async function write(lane: number): Promise<never> {
  for (let n = 0; ; n++) {
    const id = `${round}-${lane}-${n}`;
    await collections[lane % 2]!.insert({ id, text: 'x'.repeat(200) });
    process.send!(id);
  }
}

await Promise.all([write(0), write(1), write(2), write(3)]);

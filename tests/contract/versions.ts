import { expect, onTestFinished, test } from 'vitest';
import { type Collection, defineCollection, NewerRecordError, type Store } from '../../server/store/contract.ts';
import type { StorePlace } from './store-place.ts';

interface First {
  readonly id: string;
  readonly name: string;
}
interface Third {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly words: readonly string[];
  readonly since: number;
}

export const first = defineCollection<First>()({ name: 'versioned', lifetime: 'lasting', indexes: ['name'] });
const second = defineCollection<Omit<Third, 'words' | 'since'>>()({
  name: 'versioned',
  lifetime: 'lasting',
  indexes: ['family'],
  version: 2,
  upgrade: ({ id, name }) => ({ id, given: (name as string).split(' ')[0]!, family: (name as string).split(' ')[1]! }),
});
export const third = defineCollection<Third>()({
  name: 'versioned',
  lifetime: 'lasting',
  indexes: ['family'],
  several: ['words'],
  order: 'since',
  version: 3,
  upgrade: (record, version) => {
    const names = version < 2 ? second.upgrade!(record, version) : (record as unknown as Third);
    return { ...names, words: [names.given, names.family], since: names.given.length };
  },
});
const old: First = { id: 'a', name: 'Maria Garcia' };
const older = { id: 'b', name: 'Ana Garcia' };
const upgraded: Third = { id: 'a', given: 'Maria', family: 'Garcia', words: ['Maria', 'Garcia'], since: 5 };

/** How records of another version of the product are met. */
export function versionsContract(newPlace: () => Promise<StorePlace>): void {
  const on = async <R>(place: StorePlace, work: (store: Store) => Promise<R>): Promise<R> => {
    const store = await place.open();
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };

  test('[R1] records of older versions are read, found and paged as the newest has them, and changed from there', async () => {
    const place = await newPlace();
    await on(place, (store) => store.collection(first).put(old));
    await on(place, (store) => store.collection(second).put({ id: 'b', given: 'Ana', family: 'Garcia' }));
    const again = await place.open();
    onTestFinished(() => again.close());
    const records = again.collection(third);
    const other: Third = { id: 'b', given: 'Ana', family: 'Garcia', words: ['Ana', 'Garcia'], since: 3 };
    expect(await records.get('a')).toEqual(upgraded);
    expect(await records.list()).toEqual([upgraded, other]);
    expect(await records.find('family', 'Garcia')).toEqual([upgraded, other]);
    expect(await records.find('words', 'Maria')).toEqual([upgraded]);
    expect((await records.page({ index: ['family', 'Garcia'], from: 4, limit: 5 })).records).toEqual([upgraded]);
    await again.transaction(async (collections) => {
      const inside = collections.collection(third);
      expect(await inside.get('b')).toEqual(other);
      await inside.update('b', (record) => ({ ...record, since: record.since + 10 }));
    });
    expect(await records.replaceIf('a', { given: 'Maria' }, { given: 'Mary' })).toBe(true);
    expect(await records.get('a')).toEqual({ ...upgraded, given: 'Mary' });
    expect(await records.get('b')).toEqual({ ...other, since: 13 });
    expect(await records.delete('b')).toBe(true);
  });

  test('[R1] what a newer version has changed it finds so again, and what it only read an older version still knows', async () => {
    const place = await newPlace();
    await on(place, async (store) => {
      for (const record of [old, older]) await store.collection(first).put(record);
    });
    await on(place, async (store) => expect(await store.collection(third).find('words', 'Garcia')).toHaveLength(2));
    await on(place, async (store) => expect(await store.collection(first).find('name', old.name)).toEqual([old]));
    await on(place, (store) => store.collection(third).update('a', (record) => ({ ...record, since: 7 })));
    await on(place, async (store) => {
      expect(await store.collection(third).get('a')).toEqual({ ...upgraded, since: 7 });
      expect(await store.collection(third).count()).toBe(2);
    });
  });

  test('[R1] a record of a newer version is refused in words that say what to do, whatever is asked, and stays as it is', async () => {
    const place = await newPlace();
    await on(place, (store) => store.collection(first).put(older));
    await on(place, (store) => store.collection(third).put(upgraded));
    await on(place, async (store) => {
      const refused = async (what: string, ask: (records: Collection<First, 'name'>) => Promise<unknown>) => {
        const asked = (async () => ask(store.collection(first)))();
        await expect(asked, what).rejects.toThrow(NewerRecordError);
        await expect(asked, what).rejects.toThrow(
          'versioned holds a record of version 3, and this version of the product knows 1. Nothing was changed; install the newer version again.',
        );
        const inside = store.transaction((collections) => ask(collections.collection(first)));
        await expect(inside, what).rejects.toThrow(NewerRecordError);
      };
      await refused('get', (records) => records.get('a'));
      await refused('find', (records) => records.find('name', old.name));
      await refused('findAny', (records) => records.findAny('name', [old.name]));
      await refused('list', (records) => records.list());
      await refused('insert', (records) => records.insert(old));
      await refused('put', (records) => records.put(old));
      await refused('update', (records) => records.update('a', () => old));
      await refused('replaceIf', (records) => records.replaceIf('a', {}, { name: 'x' }));
      await refused('delete', (records) => records.delete('a'));
    });
    await on(place, async (store) => {
      expect(await store.collection(third).get('a')).toEqual(upgraded);
      expect(await store.collection(third).count()).toBe(2);
    });
  });

  test('[R1] an upgrade that would give a record another id is refused, and the record stays as it is', async () => {
    const place = await newPlace();
    await on(place, (store) => store.collection(first).put(old));
    const moving = { ...second, upgrade: () => ({ id: 'b', given: 'Maria', family: 'Garcia' }) };
    await on(place, async (store) => {
      const asked = (async () => store.collection(moving).get('a'))();
      await expect(asked).rejects.toThrow('an upgrade of versioned keeps the id');
    });
    await on(place, async (store) => expect(await store.collection(first).list()).toEqual([old]));
  });
}

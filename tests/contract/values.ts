import { expect, onTestFinished, test } from 'vitest';
import { type Collection, defineCollection } from '../../server/store/contract.ts';
import { ada, people, type Person } from './people.ts';
import type { StorePlace } from './store-place.ts';

const tokens = defineCollection<{ id: string; grant?: string | null }>()({
  name: 'tokens',
  lifetime: 'session',
  indexes: ['grant'],
});

/** What a record holds comes back as it was, whatever it is. */
export function valuesContract(newPlace: () => Promise<StorePlace>): void {
  const openStore = async () => {
    const store = await (await newPlace()).open();
    onTestFinished(() => store.close());
    return store;
  };

  test('[R1] a record cannot be changed from outside, neither what was given nor what came back', async () => {
    const place = await newPlace();
    const store = await place.open();
    const given = { ...ada, tags: ['a'] };
    await store.collection(people).insert(given);
    given.tags.push('b');
    const expectKept = async (records: Collection<Person, 'team'>) => {
      const got = (await records.get('ada'))!;
      expect(() => (got.tags as string[]).push('c')).toThrow(TypeError);
      expect(() => Object.assign(got, { team: 'blue' })).toThrow(TypeError);
      expect(await records.get('ada')).toEqual(ada);
    };
    await expectKept(store.collection(people));
    await store.close();
    const again = await place.open();
    onTestFinished(() => again.close());
    await expectKept(again.collection(people));
  });

  test('[R1] a record is what JSON has of it, before it is read from the disk and after', async () => {
    const place = await newPlace();
    const store = await place.open();
    const hostile = JSON.parse('{ "__proto__": { "team": "blue" }, "deep": [null, { "__proto__": 1 }] }') as object;
    await store.collection(people).insert({ ...ada, ...hostile, tags: undefined } as unknown as Person);
    const expectSame = async (records: Collection<Person, 'team'>) => {
      const got = (await records.get('ada'))!;
      expect(Object.keys(got).toSorted()).toEqual(['__proto__', 'deep', 'id', 'team', 'visits']);
      expect(Object.getPrototypeOf(got)).toBe(Object.prototype);
      expect(JSON.parse(JSON.stringify(got))).toEqual({ id: 'ada', team: 'red', visits: 0, ...hostile });
    };
    await expectSame(store.collection(people));
    await store.close();
    const again = await place.open();
    onTestFinished(() => again.close());
    await expectSame(again.collection(people));
  });

  test('[R1] names that mean something to the language are names like any other', async () => {
    const records = (await openStore()).collection(people);
    expect(await records.get('__proto__')).toBeUndefined();
    expect(await records.get('constructor')).toBeUndefined();
    await records.insert({ ...ada, id: 'constructor' });
    expect(await records.count()).toBe(1);
  });

  test('[R1] every text comes back as it was, also as an id and through an index', async () => {
    const records = (await openStore()).collection(people);
    const texts = ['', ' ', 'Ωñ漢🩺', 'a\u0000b', "'; drop table records; --", '\ud800', '\udc00', 'null', '[]'];
    for (const text of texts) expect(await records.insert({ id: text, team: text, visits: 0 }), text).toBe(true);
    for (const text of texts) {
      expect(await records.get(text), text).toEqual({ id: text, team: text, visits: 0 });
      expect(await records.find('team', text), text).toHaveLength(1);
    }
    expect((await records.list()).map(({ id }) => id)).toEqual(texts.toSorted());
  });

  test('[R1] an index tells null from a field that is not there', async () => {
    const records = (await openStore()).collection(tokens);
    await records.insert({ id: 'with', grant: null });
    await records.insert({ id: 'without' });
    expect(await records.find('grant', null)).toEqual([{ id: 'with', grant: null }]);
    expect(await records.find('grant', undefined)).toEqual([{ id: 'without' }]);
  });
}

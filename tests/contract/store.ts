import { describe, expect, onTestFinished, test } from 'vitest';
import { type Collection, defineCollection, type Store } from '../../server/store/contract.ts';
import { findingContract } from './finding.ts';
import { ada, people, type Person } from './people.ts';
import { processesContract } from './processes.ts';
import type { StorePlace } from './store-place.ts';
import { valuesContract } from './values.ts';
import { versionsContract } from './versions.ts';
import { worksContract } from './works.ts';

const visits = defineCollection<Person>()({ name: 'visits', lifetime: 'session', indexes: [] });

const bob: Person = { id: 'bob', team: 'red', visits: 0 };
const cy: Person = { id: 'cy', team: 'blue', visits: 0 };

/** What every store must do. The embedded default and a large deployment run the same lines. */
export function storeContract(
  name: string,
  newPlace: () => Promise<StorePlace>,
  { skipped = false }: { readonly skipped?: boolean } = {},
): void {
  async function openWith(...records: Person[]): Promise<{ store: Store; records: Collection<Person, 'team'> }> {
    const store = await (await newPlace()).open();
    onTestFinished(() => store.close());
    const collection = store.collection(people);
    for (const record of records) await collection.insert(record);
    return { store, records: collection };
  }

  describe.skipIf(skipped)(`${name} keeps the store contract`, () => {
    test('[R1] what was written is there when the store is opened again', async () => {
      const place = await newPlace();
      const first = await place.open();
      await first.collection(people).insert(ada);
      await first.collection(visits).insert(bob);
      await first.close();

      const again = await place.open();
      onTestFinished(() => again.close());
      expect(await again.collection(people).get('ada')).toEqual(ada);
      expect(await again.collection(people).find('team', 'red')).toEqual([ada]);
      expect(await again.collection(visits).get('bob')).toEqual(bob);
    });

    test('[R1] an insert never replaces, and says so', async () => {
      const { records } = await openWith(ada);
      expect(await records.insert({ ...ada, visits: 9 })).toBe(false);
      expect(await records.get('ada')).toEqual(ada);
    });

    test('[R1] many are inserted at once, and found as if one by one', async () => {
      const { records, store } = await openWith();
      const all = Array.from({ length: 1201 }, (_, n) => ({ id: `p${n}`, team: `t${n % 3}`, visits: n }));
      await records.insertAll(all);
      expect(await records.count()).toBe(1201);
      expect(await records.find('team', 't2')).toHaveLength(400);
      const more = all.map((each) => ({ ...each, id: `${each.id} too`, team: 'more' }));
      await store.transaction(async (on) => {
        await on.collection(people).insertAll(more);
        expect(await on.collection(people).find('team', 'more')).toHaveLength(1201);
      });
      expect(await records.count()).toBe(2402);
    });

    test.each(['there', 'among them'])('[R1] of many of which one id is %s already none is inserted', async (where) => {
      const { records, store } = await openWith(ada);
      const all = Array.from({ length: 700 }, (_, n) => ({ id: `p${n}`, team: 'many', visits: n }));
      const taken = [...all, { ...ada, id: where === 'there' ? 'ada' : 'p7', visits: 9 }];
      await expect(records.insertAll(taken)).rejects.toThrow('one of the ids is taken in people');
      await expect(store.transaction((on) => on.collection(people).insertAll(taken))).rejects.toThrow('taken');
      expect(await records.list()).toEqual([ada]);
    });

    test('[R1] an index finds what a record says now, in order of id', async () => {
      const { records } = await openWith(cy, bob, ada);
      expect(await records.find('team', 'red')).toEqual([ada, bob]);
      await records.put({ ...bob, team: 'blue' });
      await records.delete('cy');
      expect(await records.find('team', 'red')).toEqual([ada]);
      expect(await records.find('team', 'blue')).toEqual([{ ...bob, team: 'blue' }]);
      expect(await records.list()).toEqual([ada, { ...bob, team: 'blue' }]);
      expect(await records.count()).toBe(2);
      const visited = { ...ada, visits: 1 };
      await records.put(visited);
      expect(await records.find('team', 'red')).toEqual([visited]);
      const [dan, eve] = [
        { ...cy, id: 'dan' },
        { ...cy, id: 'eve' },
      ];
      for (const each of [cy, dan]) await records.insert(each);
      await records.delete('bob');
      await records.insert(eve);
      expect(await records.find('team', 'blue')).toEqual([cy, dan, eve]);
      const alone = { ...cy, id: 'alone', team: 'green' };
      await records.insert(alone);
      await records.put({ ...alone, visits: 1 });
      expect(await records.find('team', 'green')).toEqual([{ ...alone, visits: 1 }]);
    });

    test('[R1] of sixteen updates at once each sees the one before it', async () => {
      const { records } = await openWith(ada);
      await Promise.all(
        Array.from({ length: 16 }, () => records.update('ada', (p) => ({ ...p, visits: p.visits + 1 }))),
      );
      expect((await records.get('ada'))?.visits).toBe(16);
      expect(await records.update('nobody', (p) => p)).toBeUndefined();
    });

    test('[R1] of sixteen compare-and-sets from one value exactly one succeeds', async () => {
      const { records } = await openWith(ada);
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, (_, n) => records.replaceIf('ada', { visits: 0 }, { visits: n + 1 })),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await records.replaceIf('ada', { tags: ['a'] }, { team: 'blue' })).toBe(true);
      expect(await records.replaceIf('ada', { team: 'blue', visits: -1 }, { team: 'green' })).toBe(false);
      expect(await records.replaceIf('nobody', {}, {})).toBe(false);
    });

    test('[R1] of sixteen deletes of one record exactly one has deleted it', async () => {
      const { records } = await openWith(ada);
      const outcomes = await Promise.all(Array.from({ length: 16 }, () => records.delete('ada')));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
    });

    test('[R1] a transaction reads its own writes and shows none of them before it ends', async () => {
      const { store, records } = await openWith(ada, cy);
      await store.transaction(async (collections) => {
        const inside = collections.collection(people);
        await inside.put({ ...ada, team: 'blue' });
        await inside.delete('cy');
        await inside.insert(bob);
        expect([await inside.insert(ada), await inside.delete('cy'), await inside.get('cy')]).toEqual([
          false,
          false,
          undefined,
        ]);
        expect(await inside.update('cy', (record) => record)).toBeUndefined();
        expect(await inside.count()).toBe(2);
        expect(await inside.find('team', 'blue')).toEqual([{ ...ada, team: 'blue' }]);
        expect(await inside.list()).toEqual([{ ...ada, team: 'blue' }, bob]);
        expect(await records.list()).toEqual([ada, cy]);
      });
      expect(await records.list()).toEqual([{ ...ada, team: 'blue' }, bob]);
    });

    test('[R1] a transaction that throws leaves nothing behind and does not block the next', async () => {
      const { store, records } = await openWith(ada);
      const failing = store.transaction(async (collections) => {
        await collections.collection(people).delete('ada');
        throw new Error('changed its mind');
      });
      await expect(failing).rejects.toThrow('changed its mind');
      expect(await records.get('ada')).toEqual(ada);
      expect(await records.delete('ada')).toBe(true);
      expect(await store.transaction(async () => 'it used nothing')).toBe('it used nothing');
    });

    test('[R1] transactions that read before they write do not lose each other’s work', async () => {
      const { store, records } = await openWith(ada);
      const visit = () =>
        store.transaction(async (collections) => {
          const inside = collections.collection(people);
          const { visits: before } = (await inside.get('ada'))!;
          await inside.put({ ...ada, visits: before + 1 });
        });
      await Promise.all(Array.from({ length: 16 }, visit));
      expect((await records.get('ada'))?.visits).toBe(16);
    });

    test('[R1] transactions that decide by what an index finds do not lose each other’s work either', async () => {
      const { store, records } = await openWith(ada);
      const joinIfAlone = (id: string) =>
        store.transaction(async (collections) => {
          const inside = collections.collection(people);
          const alone = (await inside.find('team', 'green')).length === 0;
          if (alone) await inside.insert({ id, team: 'green', visits: 0 });
          return alone;
        });
      const joined = await Promise.all(Array.from({ length: 8 }, (_, n) => joinIfAlone(`joiner-${n}`)));
      expect(joined.filter(Boolean)).toHaveLength(1);
      expect(await records.find('team', 'green')).toHaveLength(1);
    });

    test('[R1] of transactions that each read what the other changes, one sees what the other did', async () => {
      const { store, records } = await openWith(ada, bob);
      // One of the two is to stay in the team; each leaves only while the other is there.
      const leave = (who: Person, other: Person) =>
        store.transaction(async (collections) => {
          const inside = collections.collection(people);
          const { team } = (await inside.get(other.id))!;
          if (team === 'red') await inside.put({ ...who, team: 'blue' });
        });
      for (let round = 0; round < 10; round++) {
        for (const each of [ada, bob]) await records.put(each);
        await Promise.all([leave(ada, bob), leave(bob, ada)]);
        expect(await records.find('team', 'red'), `round ${round}`).toHaveLength(1);
      }
    });

    test('[R1] a transaction and single writes of the same record lose nothing of each other', async () => {
      const { store, records } = await openWith(ada);
      const once = (p: Person): Person => ({ ...p, visits: p.visits + 1 });
      const single = () => records.update('ada', once);
      const within = () =>
        store.transaction(async (collections) => {
          const inside = collections.collection(people);
          await inside.put(once((await inside.get('ada'))!));
        });
      await Promise.all(Array.from({ length: 16 }, (_, n) => (n % 2 === 0 ? single() : within())));
      expect((await records.get('ada'))?.visits).toBe(16);
    });

    test('[R1] of sixteen inserts of one id exactly one has inserted it', async () => {
      const { records } = await openWith();
      const outcomes = await Promise.all(Array.from({ length: 16 }, (_, n) => records.insert({ ...ada, visits: n })));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await records.get('ada'))?.visits).toBe(outcomes.indexOf(true));
    });

    test('[R1] a change that throws is not written, and its error is the caller’s', async () => {
      const { records } = await openWith(ada);
      const failing = records.update('ada', () => {
        throw new Error('changed its mind');
      });
      await expect(failing).rejects.toThrow('changed its mind');
      expect(await records.get('ada')).toEqual(ada);
    });

    test('[R1] a change keeps the id, and one that would not is refused', async () => {
      const { store, records } = await openWith(ada);
      const ask = async (on: typeof records) => {
        await expect(on.update('ada', () => bob)).rejects.toThrow('a change keeps the id');
        await expect(on.replaceIf('ada', { team: 'red' }, { id: 'bob' })).rejects.toThrow('a change keeps the id');
      };
      await ask(records);
      await store.transaction((collections) => ask(collections.collection(people)));
      expect(await records.list()).toEqual([ada]);
    });

    test('[R1] one transaction does not mix what lasts with what may go', async () => {
      const { store } = await openWith();
      const mixing = store.transaction(async (collections) => {
        await collections.collection(people).insert(ada);
        await collections.collection(visits).insert(bob);
      });
      await expect(mixing).rejects.toThrow(/visits/);
      expect(await store.collection(people).count()).toBe(0);
    });

    findingContract(newPlace);
    versionsContract(newPlace);
    worksContract(newPlace);
    valuesContract(newPlace);
    processesContract(newPlace);

    test('[R1] closing waits for what is under way', async () => {
      const place = await newPlace();
      const store = await place.open();
      const written = store.collection(people).insert(ada);
      await store.close();
      expect(await written).toBe(true);
      const again = await place.open();
      onTestFinished(() => again.close());
      expect(await again.collection(people).count()).toBe(1);
    });
  });
}

import { expect, onTestFinished, test } from 'vitest';
import { type Collections, defineCollection, StoreUnavailableError, type Work } from '../../server/store/contract.ts';
import type { StorePlace } from './store-place.ts';

interface Guest {
  readonly id: string;
  readonly table: string;
  readonly seen: readonly string[];
}

const guests = defineCollection<Guest>()({
  name: 'guests',
  lifetime: 'lasting',
  indexes: ['table'],
  several: ['seen'],
});
const guest = (id: string, table = 'a', seen: readonly string[] = []): Guest => ({ id, table, seen });

/** Several pieces of work, as if one transaction followed the other. */
export function worksContract(newPlace: () => Promise<StorePlace>): void {
  const openWith = async (...records: Guest[]) => {
    const store = await (await newPlace()).open();
    onTestFinished(() => store.close());
    const list = store.collection(guests);
    for (const record of records) await list.insert(record);
    return { store, list };
  };
  const work = <R>(about: readonly string[], on: (of: Collections) => Promise<R>): Work<R> => ({ about, do: on });
  const valuesOf = <R>(settled: readonly PromiseSettledResult<R>[]) =>
    settled.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message));
  /** Every way to read and write what one knows the place of. */
  const visit = (id: string, about: readonly string[]) =>
    work(about, async (of) => {
      const list = of.collection(guests);
      const before = await list.findAny('table', [`of ${id}`, 'nowhere']);
      expect(await list.insert(guest(id, `of ${id}`, ['word']))).toBe(before.length === 0);
      await list.update(id, (record) => ({ ...record, seen: [...record.seen, `${record.seen.length}`] }));
      expect(await list.replaceIf(id, { table: 'elsewhere' }, { table: 'x' })).toBe(false);
      await list.put(guest(`${id} again`, 'second'));
      await list.put(guest(`${id} again`, `of ${id}`));
      expect(await list.insert(guest(id))).toBe(false);
      return [(await list.get(id))!.seen.length, (await list.find('table', `of ${id}`)).length];
    });

  test('[R1] works that have nothing to do with each other all come out, each as if it were alone', async () => {
    const { store, list } = await openWith();
    const ids = Array.from({ length: 40 }, (_, n) => `g${n}`);
    const settled = await store.transactions(ids.map((id) => visit(id, [id])));
    expect(valuesOf(settled)).toEqual(ids.map(() => [2, 2]));
    expect(await list.count()).toBe(80);
    expect(await list.find('seen', 'word')).toHaveLength(40);
    expect(await store.transactions([])).toEqual([]);
  });

  test.each([
    ['and say so', () => ['the same']],
    ['and do not say so', (n: number) => [`${n}`]],
  ] as const)('[R1] works that change one record %s follow each other in their order', async (_how, about) => {
    const { store, list } = await openWith(guest('one'));
    const settled = await store.transactions(
      Array.from({ length: 8 }, (_, n) =>
        work(about(n), async (of) => {
          const changed = await of
            .collection(guests)
            .update('one', (record) => ({ ...record, seen: [...record.seen, `${n}`] }));
          return changed!.seen.length;
        }),
      ),
    );
    expect(valuesOf(settled)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await list.get('one'))!.seen).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  test.each([
    ['its place', (of: Collections) => of.collection(guests).find('table', 'a')],
    ['one of its words', (of: Collections) => of.collection(guests).find('seen', 'w')],
    ['the whole list', (of: Collections) => of.collection(guests).list()],
    ['its id', async (of: Collections) => [await of.collection(guests).get('g')].filter((each) => each !== undefined)],
  ])('[R1] of works that each insert where nobody is found by %s, the first alone does', async (what, look) => {
    const { store, list } = await openWith();
    const settled = await store.transactions(
      Array.from({ length: 5 }, (_, n) =>
        work([], async (of) => {
          if ((await look(of)).length > 0) return false;
          await of.collection(guests).put(guest(what === 'its id' ? 'g' : `g${n}`, 'a', ['w', `${n}`]));
          return true;
        }),
      ),
    );
    expect(valuesOf(settled)).toEqual([true, false, false, false, false]);
    expect((await list.list()).map(({ seen }) => seen)).toEqual([['w', '0']]);
  });

  test('[R1] a work sees nothing of those after it, however long it takes', async () => {
    const { store } = await openWith(guest('g', 'a', ['w']));
    const settled = await store.transactions([
      work([], async (of) => {
        for (let n = 0; n < 5; n++) await of.collection(guests).get('nobody');
        return (await of.collection(guests).find('table', 'a')).length;
      }),
      work([], async (of) => Number(await of.collection(guests).replaceIf('g', { table: 'a' }, { table: 'b' }))),
    ]);
    expect(valuesOf(settled)).toEqual([1, 1]);
  });

  test('[R1] what a record no longer says is looked for by none that comes later', async () => {
    const { store } = await openWith(guest('g', 'a', ['w']));
    const changed = guest('g', 'b');
    const found = async (of: Collections) => [
      (await of.collection(guests).find('table', 'a')).length,
      (await of.collection(guests).find('seen', 'w')).length,
    ];
    const settled = await store.transactions([
      work(['first'], found),
      work(['second'], async (of) => [Number((await of.collection(guests).update('g', () => changed)) !== undefined)]),
      work(['third'], found),
    ]);
    expect(valuesOf(settled)).toEqual([[1, 1], [1], [0, 0]]);
    const deleted = await store.transactions([
      work(['first'], (of) => of.collection(guests).delete('g')),
      work(['second'], async (of) => (await of.collection(guests).find('table', 'b')).length === 0),
    ]);
    expect(valuesOf(deleted)).toEqual([true, true]);
  });

  test('[R1] a work that throws leaves nothing behind, and takes no other with it', async () => {
    const { store, list } = await openWith();
    const settled = await store.transactions([
      visit('a', ['a']),
      work(['b'], async (of) => {
        await of.collection(guests).insert(guest('b'));
        throw new Error('changed its mind');
      }),
      visit('c', ['c']),
    ]);
    expect(valuesOf(settled)).toEqual([[2, 2], 'changed its mind', [2, 2]]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await list.list()).map(({ id }) => id)).toEqual(['a', 'a again', 'c', 'c again']);
  });

  test('[R1] where the store is away during a work, all who asked hear it, and none that follows is begun', async () => {
    const { store, list } = await openWith();
    const away = new StoreUnavailableError('away', { cause: new Error('gone') });
    const asked = store.transactions([
      work(['a'], async () => Promise.reject(away)),
      work(['a'], (of) => of.collection(guests).insert(guest('b'))),
    ]);
    await expect(asked).rejects.toBe(away);
    expect(await list.list()).toEqual([]);
  });

  test('[R1] groups of works that meet others at the same records lose nothing of each other', async () => {
    const { store, list } = await openWith(...Array.from({ length: 5 }, (_, n) => guest(`g${n}`)));
    const add = (id: string, n: number) =>
      work([id], (of) => of.collection(guests).update(id, (record) => ({ ...record, seen: [...record.seen, `${n}`] })));
    await Promise.all(
      Array.from({ length: 6 }, (_, n) => store.transactions(Array.from({ length: 5 }, (__, at) => add(`g${at}`, n)))),
    );
    expect((await list.list()).map(({ seen }) => seen.length)).toEqual([6, 6, 6, 6, 6]);
  });
}

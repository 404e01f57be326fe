import { expect, onTestFinished, test } from 'vitest';
import { CursorError, defineCollection } from '../../server/store/contract.ts';
import type { StorePlace } from './store-place.ts';

interface Visit {
  readonly id: string;
  readonly client: string;
  /** As digests of a name and of its sounds. */
  readonly words?: readonly string[];
  readonly on?: string | number | null | undefined;
}

const visitBook = defineCollection<Visit>()({
  name: 'visit-book',
  lifetime: 'lasting',
  indexes: ['client'],
  several: ['words'],
  order: 'on',
});
const visit = (id: string, on: Visit['on'], words: readonly string[] = []): Visit => ({ id, client: 'c', on, words });
const numbered = (count: number) => Array.from({ length: count }, (_, n) => visit(`v${n}`, (n * 7) % count));

/** How records are found by lists, and page by page. */
export function findingContract(newPlace: () => Promise<StorePlace>): void {
  const openBook = async (...records: Visit[]) => {
    const place = await newPlace();
    const store = await place.open();
    onTestFinished(() => store.close());
    const book = store.collection(visitBook);
    await store.transaction(async (collections) => {
      for (const record of records) await collections.collection(visitBook).insert(record);
    });
    return { store, book };
  };
  const idsOf = (records: readonly Visit[]) => records.map(({ id }) => id);

  test('[R1] an index with several values finds a record by each of them, as the record says now', async () => {
    const { book } = await openBook(visit('a', 1, ['garcia', 'KRS', 'KRS']), visit('b', 2, ['garza', 'KRS']));
    expect(idsOf(await book.find('words', 'KRS'))).toEqual(['a', 'b']);
    expect(idsOf(await book.find('words', 'garcia'))).toEqual(['a']);
    await book.update('a', (before) => ({ ...before, words: ['lopez', 'KRS'] }));
    expect(await book.find('words', 'garcia')).toEqual([]);
    expect(idsOf(await book.find('words', 'lopez'))).toEqual(['a']);
    await book.put({ id: 'b', client: 'c' });
    expect(idsOf(await book.find('words', 'KRS'))).toEqual(['a']);
    expect(await book.replaceIf('a', { client: 'c' }, { words: [] })).toBe(true);
    expect(await book.find('words', 'KRS')).toEqual([]);
    await book.put(visit('b', 2, ['KRS']));
    await book.delete('b');
    expect(await book.find('words', 'KRS')).toEqual([]);
  });

  test('[R1] what any of several values finds is found in one look, each record once, also within a transaction', async () => {
    const { store, book } = await openBook(
      visit('b', 1, ['garcia', 'KRS']),
      visit('a', 2, ['KRS']),
      visit('c', 3, ['x']),
    );
    expect(idsOf(await book.findAny('words', ['KRS', 'garcia', 'nobody']))).toEqual(['a', 'b']);
    expect(idsOf(await book.findAny('client', ['c', 'nobody']))).toEqual(idsOf(await book.find('client', 'c')));
    expect(idsOf(await book.findAny('words', ['x', 'garcia', 'KRS']))).toEqual(['a', 'b', 'c']);
    expect(await book.findAny('words', [])).toEqual([]);
    await store.transaction(async (collections) => {
      const inside = collections.collection(visitBook);
      await inside.insert(visit('0', 4, ['garcia', 'x']));
      await inside.update('b', (before) => ({ ...before, words: ['gone'] }));
      for (const others of ['garcia', 'nobody']) {
        expect(idsOf(await inside.findAny('words', ['x', others]))).toEqual(['0', 'c']);
      }
    });
    expect(idsOf(await book.findAny('words', ['x', 'garcia']))).toEqual(['0', 'c']);
  });

  test('[R1] what is inserted where a record is changes nothing, and neither what that is found by', async () => {
    const { book } = await openBook(visit('a', 1, ['x']));
    expect(await book.insert(visit('a', 2, ['y']))).toBe(false);
    expect([idsOf(await book.find('words', 'x')), await book.find('words', 'y')]).toEqual([['a'], []]);
  });

  test('[R1] what is no list, or no key of an order, is refused before anything of the record is written', async () => {
    const { store, book } = await openBook(visit('a', 1, ['x']));
    const wrong = [
      { ...visit('a', 1), words: 'x' as unknown as string[] },
      ...['2026-02-30', '2026-2-3', 'soon', Number.NaN, Number.POSITIVE_INFINITY].map((on) => visit('a', on, ['y'])),
    ];
    for (const record of wrong) {
      await expect(book.put(record), String(record.on)).rejects.toThrow(/^(words|on) of a record of visit-book is n/);
      await expect(book.insert({ ...record, id: 'new' })).rejects.toThrow(/of a record of visit-book/);
      await expect(book.update('a', () => record)).rejects.toThrow(/of a record of visit-book/);
      const caught = store.transaction((collections) =>
        collections
          .collection(visitBook)
          .put(record)
          .catch(() => {}),
      );
      await caught;
    }
    expect(await book.list()).toEqual([visit('a', 1, ['x'])]);
    expect(idsOf(await book.find('words', 'x'))).toEqual(['a']);
  });

  test('[R1] pages give the records of one value in the order of their key, each once', async () => {
    const { book } = await openBook(
      ...numbered(50),
      { ...visit('other', 3), client: 'd' },
      visit('nowhere', undefined),
    );
    const seen: Visit[] = [];
    let next: string | undefined;
    do {
      const page = await book.page({ index: ['client', 'c'], limit: 7, after: next });
      expect(page.records.length).toBeLessThanOrEqual(7);
      seen.push(...page.records);
      next = page.next;
    } while (next !== undefined);
    expect(seen.map(({ on }) => on)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    const exactly = await book.page({ index: ['client', 'c'], limit: 50 });
    expect([exactly.records.length, exactly.next]).toEqual([50, undefined]);
    expect(await book.page({ index: ['client', 'nobody'], limit: 5 })).toEqual({ records: [], next: undefined });
  });

  test('[R1] records without a key are on no page, and put none of the others out of place', async () => {
    const keyed = numbered(40);
    const { book } = await openBook(...keyed.flatMap((each) => [each, visit(`${each.id} nowhere`, undefined)]));
    for (const each of keyed) await book.put(visit(`${each.id} null`, null));
    for (const n of [12.5, 3.5]) await book.put(visit(`v${n}`, n));
    await book.put(visit('v1', undefined));
    const { records, next } = await book.page({ index: ['client', 'c'], limit: 99 });
    const keys = [...keyed.flatMap(({ id, on }) => (id === 'v1' ? [] : [on as number])), 3.5, 12.5];
    expect(records.map(({ on }) => on)).toEqual(keys.toSorted((a, b) => a - b));
    expect(next).toBeUndefined();
    expect(await book.count()).toBe(122);
  });

  test('[R1] pages keep to their bounds, which are included, by numbers and by calendar dates', async () => {
    const days = ['1899-12-31', '1969-12-31', '1970-01-01', '2024-02-29', '2026-11-29', '9999-12-31'];
    const { book } = await openBook(
      ...days.map((on) => visit(on, on, ['dated'])),
      ...[-2.5, -1, 0, 1e9].map((on) => visit(`${on}`, on, ['counted'])),
    );
    const between = async (value: string, from?: string | number, to?: string | number) =>
      idsOf((await book.page({ index: ['words', value], from, to, limit: 99 })).records);
    expect(await between('dated')).toEqual(days);
    expect(await between('dated', '1969-12-31', '2024-02-29')).toEqual(days.slice(1, 4));
    expect(await between('dated', '2024-03-01')).toEqual(days.slice(4));
    expect(await between('dated', undefined, '1899-12-30')).toEqual([]);
    // What a database has of a date: the days since 1970.
    expect(await between('dated', 1, 19_782)).toEqual(['2024-02-29']);
    expect(await between('counted', -1, 0)).toEqual(['-1', '0']);
    expect(await between('counted', -2.6)).toEqual(['-2.5', '-1', '0', '1000000000']);
  });

  test('[R1] of records with one key none is left out between pages, nor given twice', async () => {
    const { book } = await openBook(
      ...numbered(40).map((record) => ({ ...record, on: '2026-01-05' })),
      visit('last', '2026-01-06'),
    );
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await book.page({ index: ['client', 'c'], from: '2026-01-05', limit: 9, after: next });
      seen.push(...idsOf(page.records));
      next = page.next;
    } while (next !== undefined);
    expect(seen).toHaveLength(41);
    expect(new Set(seen).size).toBe(41);
    expect(seen.at(-1)).toBe('last');
  });

  test('[R1] the next page goes on behind the one before it, whatever was added, moved or deleted meanwhile', async () => {
    const { book } = await openBook(...[1, 2, 3, 4, 5, 6].map((n) => visit(`v${n}`, n)));
    const first = await book.page({ index: ['client', 'c'], limit: 3 });
    expect(idsOf(first.records)).toEqual(['v1', 'v2', 'v3']);
    await book.delete('v3');
    await book.update('v4', (record) => ({ ...record, on: 1.5 }));
    await book.insert(visit('between', 3.5));
    await book.update('v5', (record) => ({ ...record, client: 'd' }));
    await book.insert(visit('early', 0));
    const second = await book.page({ index: ['client', 'c'], limit: 3, after: first.next });
    expect(idsOf(second.records)).toEqual(['between', 'v6']);
    expect(second.next).toBeUndefined();
  });

  test('[R1] a transaction’s pages have what it has written, and nobody else’s before it ends', async () => {
    const { store, book } = await openBook(...[1, 2, 3, 4].map((n) => visit(`v${n}`, n, ['w'])));
    await store.transaction(async (collections) => {
      const inside = collections.collection(visitBook);
      await inside.insert(visit('new', 2.5, ['w']));
      await inside.delete('v1');
      await inside.put(visit('v4', 0, ['w']));
      await inside.put(visit('v3', 3));
      const page = await inside.page({ index: ['words', 'w'], limit: 2 });
      expect(idsOf(page.records)).toEqual(['v4', 'v2']);
      expect(idsOf((await inside.page({ index: ['words', 'w'], limit: 2, after: page.next })).records)).toEqual([
        'new',
      ]);
      const bounded = (from?: number, to?: number) => inside.page({ index: ['words', 'w'], from, to, limit: 9 });
      expect(idsOf((await bounded(1)).records)).toEqual(['v2', 'new']);
      expect(idsOf((await bounded(undefined, 2)).records)).toEqual(['v4', 'v2']);
      expect(idsOf((await bounded(2.5, 2.5)).records)).toEqual(['new']);
      expect(idsOf(await inside.find('words', 'w'))).toEqual(['new', 'v2', 'v4']);
      expect(idsOf((await book.page({ index: ['words', 'w'], limit: 9 })).records)).toEqual(['v1', 'v2', 'v3', 'v4']);
    });
    expect(idsOf((await book.page({ index: ['words', 'w'], limit: 9 })).records)).toEqual(['v4', 'v2', 'new']);
  });

  test('[R1] a collection without an order has no pages, and a page that nobody gave leads nowhere', async () => {
    const { store, book } = await openBook(visit('a', 1));
    const { order: _, ...unordered } = { ...visitBook, name: 'unordered' };
    const unorderedPage = store.collection(unordered).page({ index: ['client', 'c'], limit: 5 });
    await expect(unorderedPage).rejects.toThrow('unordered has no order');
    for (const after of [
      '',
      'x',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('null').toString('base64url'),
    ]) {
      await expect(book.page({ index: ['client', 'c'], limit: 5, after }), after).rejects.toThrow(CursorError);
    }
    await expect(book.page({ index: ['client', 'c'], limit: 0 })).rejects.toThrow('at least one');
    await expect(book.page({ index: ['client', 'c'], from: 'soon', limit: 1 })).rejects.toThrow('ordered by');
  });

  test('[R1] what a collection has no index on finds nothing, and says so, also within a transaction', async () => {
    const { store, book } = await openBook(visit('a', 1));
    const undeclared = 'on' as 'client';
    const ask = async (records: typeof book) => {
      await expect(records.find(undeclared, '1')).rejects.toThrow('no index on on');
      await expect(records.findAny(undeclared, ['1'])).rejects.toThrow('no index on on');
      await expect(records.page({ index: [undeclared, '1'], limit: 1 })).rejects.toThrow('no index on on');
    };
    await ask(book);
    await store.transaction((collections) => ask(collections.collection(visitBook)));
  });

  test('[R1] sixteen writes of one record at once leave it found by what the last of them said, and by nothing else', async () => {
    const { book } = await openBook(visit('a', 0, ['w0']));
    await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        n % 2 === 0
          ? book.put(visit('a', n, [`w${n}`, 'all']))
          : book.update('a', (record) => ({ ...record, on: n, words: [`w${n}`, 'all'] })),
      ),
    );
    const record = (await book.get('a'))!;
    for (let n = 0; n < 16; n++) {
      expect(idsOf(await book.find('words', `w${n}`)), `w${n}`).toEqual(record.words?.includes(`w${n}`) ? ['a'] : []);
    }
    expect((await book.page({ index: ['words', 'all'], limit: 9 })).records).toEqual([record]);
    const at = record.on as number;
    expect((await book.page({ index: ['client', 'c'], from: at, to: at, limit: 9 })).records).toEqual([record]);
  });

  test('[R1] lists and orders that are declared later find what was there before', async () => {
    const place = await newPlace();
    const { order: _, several: __, ...before } = visitBook;
    const first = await place.open();
    for (const record of numbered(5)) await first.collection(before).insert({ ...record, words: ['w'] });
    await first.close();
    const again = await place.open();
    onTestFinished(() => again.close());
    const book = again.collection(visitBook);
    expect(await book.find('words', 'w')).toHaveLength(5);
    expect((await book.page({ index: ['client', 'c'], from: 3, limit: 9 })).records.map(({ on }) => on)).toEqual([
      3, 4,
    ]);
  });
}

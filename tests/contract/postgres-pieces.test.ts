import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Entity, Work } from '../../server/store/contract.ts';
import { Gathering, type Question } from '../../server/store/postgres/gathering.ts';
import { hasIndexValues, sameValues } from '../../server/store/postgres/index-values.ts';
import { haveMet, inLanes, Lane } from '../../server/store/postgres/lane.ts';
import { RowCipher } from '../../server/store/postgres/row-cipher.ts';
import { SealedRecords } from '../../server/store/postgres/sealed-records.ts';
import type { Connection } from '../../server/store/postgres/tables.ts';

/** Questions that a database would be asked, answered when the test says so. */
function questions() {
  const connection = {} as Connection;
  const asked: string[] = [];
  const question = (name: string, answer = async (each: string) => `${name} ${each}`): Question<string, string> => ({
    name,
    ask: (db, all) => {
      expect(db).toBe(connection);
      asked.push(`${name}: ${all.join(' ')}`);
      return Promise.all(all.map(answer));
    },
  });
  return { asked, question, gathering: new Gathering(connection) };
}

test('[R1] what is asked at one moment is asked together, alike with alike, and each hears its own answer', async () => {
  const { asked, question, gathering } = questions();
  const ask = (name: string, each: string) => gathering.ask(question(name), each);
  const twice = ask('get', 'a').then(async (first) => [first, await ask('get', 'again')]);
  expect(await Promise.all([twice, ask('find', 'b'), ask('get', 'c')])).toEqual([
    ['get a', 'get again'],
    'find b',
    'get c',
  ]);
  expect(asked).toEqual(['get: a c', 'find: b', 'get: again']);
  expect(await ask('get', 'later')).toBe('get later');
  expect(gathering.refusal).toBeUndefined();
});

test('[R1] once a question is refused nothing more is asked, and all who wait or come hear why', async () => {
  const { asked, question, gathering } = questions();
  const refusal = new Error('refused');
  const begun = Promise.withResolvers<void>();
  const refused = gathering.ask(
    question('insert', async () => {
      begun.resolve();
      throw refusal;
    }),
    'a',
  );
  const beside = gathering.ask(question('get'), 'b');
  refused.catch(() => {});
  beside.catch(() => {});
  await begun.promise;
  const waiting = gathering.ask(question('get'), 'c');
  await expect(refused).rejects.toBe(refusal);
  await expect(beside).rejects.toBe(refusal);
  await expect(waiting).rejects.toThrow('the transaction is over');
  await expect(gathering.ask(question('get'), 'd')).rejects.toBe(refusal);
  expect(gathering.refusal).toBe(refusal);
  expect(asked).toEqual(['insert: a']);
});

test('[R1] the end waits for what is under way, and leaves what has not been asked', async () => {
  const { asked, question, gathering } = questions();
  const [begun, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  const slow = question('get', () => {
    begun.resolve();
    return answer.promise;
  });
  const first = gathering.ask(slow, 'a');
  await begun.promise;
  const second = gathering.ask(question('get'), 'b');
  second.catch(() => {});
  let isOver = false;
  const end = gathering.end().then(() => (isOver = true));
  await Promise.resolve();
  expect(isOver).toBe(false);
  answer.resolve('answered');
  expect(await first).toBe('answered');
  await end;
  await expect(second).rejects.toThrow('the transaction is over');
  await expect(gathering.ask(question('get'), 'c')).rejects.toThrow('the transaction is over');
  expect([asked, gathering.refusal]).toEqual([['get: a'], undefined]);
});

test('[R1] works that share a word, or are joined by others that do, are in one lane in their order', () => {
  const lanesOf = (...abouts: string[]) =>
    inLanes(abouts.map((about): Pick<Work<unknown>, 'about'> => ({ about: about.split('') })));
  expect(lanesOf()).toEqual([]);
  expect(lanesOf('a', 'b', '', '')).toEqual([[0], [1], [2], [3]]);
  expect(lanesOf('a', 'b', 'a', 'bc', 'c')).toEqual([
    [0, 2],
    [1, 3, 4],
  ]);
  // Lanes that later works join, and one that comes by a word of the first of them.
  expect(lanesOf('ax', 'b', 'c', 'd', 'db', 'cd', 'x', 'b')).toEqual([
    [0, 6],
    [1, 2, 3, 4, 5, 7],
  ]);
});

test('[R1] lanes have met where one changed what another looked at, and not where each is by itself', () => {
  const lane = (looked: string, changed: string) => {
    const made = new Lane(new Gathering({} as Connection));
    for (const each of looked) made.looked.add(each);
    for (const each of changed) made.changed.add(each);
    return made;
  };
  expect(haveMet([])).toBe(false);
  expect(haveMet([lane('a', 'a'), lane('b', 'bc')])).toBe(false);
  expect(haveMet([lane('ac', ''), lane('bc', '')])).toBe(false);
  expect(haveMet([lane('a', 'a'), lane('ab', '')])).toBe(true);
  expect(haveMet([lane('b', ''), lane('a', 'ab')])).toBe(true);
  expect(haveMet([lane('a', 'b'), lane('c', 'b')])).toBe(false);
});

test('[R1] what is found by lists, or page by page, has values beside its row', () => {
  const definition = { name: 'things', indexes: [] };
  expect(hasIndexValues(definition)).toBe(false);
  expect(hasIndexValues({ ...definition, several: [] })).toBe(false);
  expect(hasIndexValues({ ...definition, several: ['id'] })).toBe(true);
  expect(hasIndexValues({ ...definition, order: 'id' })).toBe(true);
});

test('[R1] values are the same in whichever order, and not with another place', () => {
  const value = (digest: string, place: number | null) => ({ digest: Buffer.from(digest), place });
  const [a, b] = [value('a', 1), value('b', null)];
  expect(sameValues([a, b], [b, a])).toBe(true);
  expect(sameValues([], [])).toBe(true);
  for (const other of [[a], [a, b, b], [a, value('b', 0)], [value('a', 2), b], [value('c', 1), b], []]) {
    expect(sameValues([a, b], other)).toBe(false);
  }
});

test('[K8] digests tell collections, indexes and values apart, and one key from another', () => {
  const [one, other] = [new RowCipher(randomBytes(32)), new RowCipher(randomBytes(32))];
  const digests = [
    ...[one.keyOf('c', 'a'), one.keyOf('c', 'b'), one.keyOf('d', 'a'), one.keyOf('c","a', ''), other.keyOf('c', 'a')],
    ...[one.indexOf('c', 'i', 'a'), one.indexOf('c', 'j', 'a'), one.indexOf('d', 'i', 'a'), one.indexOf('c', 'i', 1)],
    ...[one.indexOf('c', 'i', '1'), one.indexOf('c', 'i', null), one.indexOf('c', 'i', undefined)],
    ...[one.indexOf('id', 'c', 'a'), other.indexOf('c', 'i', 'a')],
  ].map((digest) => digest.toString('hex'));
  expect(new Set(digests).size).toBe(digests.length);
  expect(one.keyOf('c', 'a')).toEqual(one.keyOf('c', 'a'));
  expect(one.indexOf('c', 'i', ['a'])).toEqual(one.indexOf('c', 'i', ['a']));
});

test('[R2] what is in databases already is found and opened by the key that it was written with', () => {
  const cipher = new RowCipher(Buffer.alloc(32, 7));
  const [key, name, none] = [
    'Wv78Y8zqT-u74kWerE35Ns--LGx58RX_u8X-8_99rm0',
    '5PeWfC9MhgDIGyIYTIk6r8Tn3v52LoCO8l0PyJeEky8',
    'CKWjfu6ykmMZLYFCc__iZVJRjVkOCPL75eOqFe_0FzU',
  ].map((digest) => Buffer.from(digest, 'base64url'));
  expect(cipher.keyOf('clients', 'a')).toEqual(key);
  expect(cipher.indexOf('clients', 'name', 'Ada')).toEqual(name);
  expect(cipher.indexOf('clients', 'name', undefined)).toEqual(none);
  const sealed = 'RVBLMZK5alEwzz6_4OQOibmy6EAR4fddIeQHYifbr3QD8rvC5tlqNGG0';
  expect(cipher.open({ key: key!, sealed: Buffer.from(sealed, 'base64url') })).toBe('{"id":"a"}');
  expect(cipher.openMessage('RVBLMYEzl+2bAaMIDGRp6q5dKYiXkY0jJ901/8qbjRlakN6J35A=')).toBe('a word');
});

test('[K8] what processes tell each other is read by whoever has the key, and is nothing to anybody else', () => {
  const key = randomBytes(32);
  const [one, same, other] = [new RowCipher(key), new RowCipher(key), new RowCipher(randomBytes(32))];
  const sealed = one.sealMessage('a word');
  expect(sealed).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(same.openMessage(sealed)).toBe('a word');
  expect(other.openMessage(sealed)).toBeUndefined();
  for (const strange of ['', 'a word', one.sealText('a word', Buffer.from('records')).toString('base64')]) {
    expect(one.openMessage(strange)).toBeUndefined();
  }
  expect(same.open({ key: Buffer.from('k'), sealed: one.sealText('text', Buffer.from('k')) })).toBe('text');
});

test('[K8] a row holds nothing in clear but its collection and its version, with a digest for each index in its order', () => {
  const cipher = new RowCipher(randomBytes(32));
  interface Client {
    readonly id: string;
    readonly name: string;
    readonly city?: string;
    readonly words: readonly string[];
    readonly born?: string;
  }
  const definition = {
    name: 'clients',
    indexes: ['name', 'city'] as const,
    several: ['words'] as const,
    order: 'born' as const,
    version: 2,
  };
  const ada: Client = { id: 'a', name: 'Ada', words: ['x', 'y', 'x'], born: '1970-01-03' };
  const row = cipher.row<Client>(definition, ada);
  expect(row).toEqual({
    collection: 'clients',
    key: cipher.keyOf('clients', 'a'),
    sealed: row.sealed,
    version: 2,
    index_1: cipher.indexOf('clients', 'name', 'Ada'),
    index_2: cipher.indexOf('clients', 'city', undefined),
    index_3: null,
    index_4: null,
  });
  expect(JSON.parse(cipher.open(row))).toEqual({ $version: 2, ...ada });
  const { version: _, ...unversioned } = definition;
  expect(cipher.row<Client>(unversioned, ada).version).toBe(1);
  const digest = (index: string, value?: unknown) => cipher.indexOf('clients', index, value);
  expect(cipher.valuesOf<Client>(definition, ada)).toEqual([
    { digest: digest('name', 'Ada'), place: 2 },
    { digest: digest('city'), place: 2 },
    { digest: digest('words', 'x'), place: 2 },
    { digest: digest('words', 'y'), place: 2 },
  ]);
  const { order: __, ...unordered } = definition;
  expect(cipher.valuesOf<Client>(unordered, ada).map(({ place }) => place)).toEqual([null, null]);
  const { several: ___, ...single } = definition;
  const { born: ____, ...unborn } = ada;
  expect(cipher.valuesOf<Client>(single, unborn).map(({ place }) => place)).toEqual([null, null]);
});

test('[R2] others get their turn while many records are opened, and nobody waits where they are few', async () => {
  const definition = { name: 'things', lifetime: 'lasting', indexes: [] } as const;
  const cipher = new RowCipher(randomBytes(32));
  const records = new SealedRecords<Entity, 'id'>(definition, cipher);
  const row = cipher.row(definition, { id: 'a' });
  const turnsDuring = async (count: number) => {
    const turns = { taken: 0, done: false };
    const turning = (async () => {
      for (; !turns.done; turns.taken++) await nextTurn();
    })();
    expect(await records.inOrder(Array.from({ length: count }, () => row))).toHaveLength(count);
    const { taken } = turns;
    turns.done = true;
    await turning;
    return taken;
  };
  expect(await turnsDuring(500)).toBe(0);
  const taken = await turnsDuring(1001);
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(4);
});

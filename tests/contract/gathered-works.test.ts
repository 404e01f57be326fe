import { expect, test } from 'vitest';
import type { Work } from '../../server/store/contract.ts';
import { GatheredWorks } from '../../server/store/postgres/gathered-works.ts';

/** Works that only have a name, done when the test says so. */
function gathering(most = 4) {
  const begun: string[][] = [];
  const under: PromiseWithResolvers<PromiseSettledResult<unknown>[]>[] = [];
  const gathered = new GatheredWorks((works) => {
    begun.push(works.map(({ about }) => about[0]!));
    under.push(Promise.withResolvers());
    return under.at(-1)!.promise;
  }, most);
  const ask = (...names: string[]) =>
    gathered
      .do(names.map((name): Work<unknown> => ({ about: [name], do: async () => name })))
      .then((settled) => settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason)));
  const end = () => under.at(-1)!.resolve(begun.at(-1)!.map((value) => ({ status: 'fulfilled', value })));
  return { ask, end, fail: (error: Error) => under.at(-1)!.reject(error), begun };
}

test('[R1] what several ask while works are under way is done together next, and each hears of its own', async () => {
  const { ask, end, begun } = gathering();
  const first = ask('a');
  const [second, third, none] = [ask('b', 'c'), ask('d'), ask()];
  expect(begun).toEqual([['a']]);
  end();
  expect(await first).toEqual(['a']);
  expect(begun).toEqual([['a'], ['b', 'c', 'd']]);
  end();
  expect(await Promise.all([second, third, none])).toEqual([['b', 'c'], ['d'], []]);
});

test('[R1] not more than so many are begun together, but for those that came together', async () => {
  const { ask, end, begun } = gathering();
  const all = [ask('a'), ask('b', 'c', 'd'), ask('e'), ask('f', 'g'), ask('h', 'i', 'j', 'k', 'l')];
  for (const one of all) {
    end();
    await one;
  }
  expect(begun).toEqual([['a'], ['b', 'c', 'd', 'e'], ['f', 'g'], ['h', 'i', 'j', 'k', 'l']]);
});

test('[R1] where the store is away, all who were done together hear it, and the next are tried', async () => {
  const { ask, end, fail } = gathering();
  const first = ask('a');
  const together = [ask('b'), ask('c')];
  end();
  await first;
  const later = ask('d');
  fail(new Error('away'));
  for (const each of together) await expect(each).rejects.toThrow('away');
  end();
  expect(await later).toEqual(['d']);
  const last = ask('e');
  end();
  expect(await last).toEqual(['e']);
});

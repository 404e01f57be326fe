import { expect, test } from 'vitest';
import { defineCollection, lifetimeOf } from '../../server/store/contract.ts';

interface Thing {
  readonly id: string;
  readonly name: string;
}
const upgrade = (record: Readonly<Record<string, unknown>>): Thing => record as unknown as Thing;

test('[R1] a collection is defined again only with its own lifetime, and a refused definition is none', () => {
  const passing = { name: 'defined-twice', lifetime: 'session', indexes: [] } as const;
  expect(lifetimeOf(passing.name)).toBeUndefined();
  expect(defineCollection<Thing>()(passing)).toBe(passing);
  expect(lifetimeOf(passing.name)).toBe('session');
  expect(() => defineCollection<Thing>()({ ...passing, lifetime: 'lasting' })).toThrow(
    "defined-twice is another collection's name",
  );
  expect(lifetimeOf(passing.name)).toBe('session');
  defineCollection<Thing>()({ ...passing, indexes: ['name'] });
});

test('[R1] from version 2 on a collection says how older records become what they are now', () => {
  const kept = { name: 'defined-anew', lifetime: 'lasting', indexes: [] } as const;
  expect(() => defineCollection<Thing>()({ ...kept, version: 2 })).toThrow(
    'defined-anew needs an upgrade of older records',
  );
  expect(lifetimeOf(kept.name)).toBeUndefined();
  for (const good of [kept, { ...kept, version: 1 }, { ...kept, version: 2, upgrade }]) {
    expect(defineCollection<Thing>()(good)).toBe(good);
  }
});

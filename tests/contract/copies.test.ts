import { expect, test } from 'vitest';
import { deepFreeze, frozenCopy, plainCopy } from '../../server/store/frozen.ts';

const value = () => ({ id: 'a', list: [{ deep: [1, null, 'x'] }], none: null, yes: true });

test('[R1] a frozen copy nobody can change anywhere, and what it was made of stays its owner’s', () => {
  const given = value();
  const copy = frozenCopy(given);
  expect(copy).toEqual(value());
  for (const part of [copy, copy.list, copy.list[0]!, copy.list[0]!.deep]) expect(Object.isFrozen(part)).toBe(true);
  given.list[0]!.deep.push(2);
  expect(copy).toEqual(value());
});

test('[R1] a plain copy its owner may change everywhere, and what it was made of hears nothing of it', () => {
  const given = deepFreeze(value());
  const copy = plainCopy(given);
  copy.list[0]!.deep.push(2);
  Object.assign(copy.list[0]!, { more: 1 });
  copy.id = 'b';
  expect(copy).toEqual({ ...value(), id: 'b', list: [{ deep: [1, null, 'x', 2], more: 1 }] });
  expect(given).toEqual(value());
});

test('[R1] what is frozen where it stands is frozen to its depth, and what is no object comes back as it is', () => {
  const given = value();
  expect(deepFreeze(given)).toBe(given);
  for (const part of [given, given.list, given.list[0]!, given.list[0]!.deep]) expect(Object.isFrozen(part)).toBe(true);
  for (const each of [undefined, null, 'text', 1, false]) expect(deepFreeze(each)).toBe(each);
});

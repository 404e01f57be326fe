import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, unseal, UnreadableError, unsealWithAny } from '../../server/store/sealed.ts';

const key = randomBytes(32);
const [here, elsewhere] = [Buffer.from('here'), Buffer.from('elsewhere')];
const texts = ['', 'a', 'Ωñ漢🩺', 'x'.repeat(100_000)];

test('[K8] what was sealed opens under its key where it was put, and is unlike whatever else was sealed', () => {
  for (const text of texts) {
    const [sealed, again, nowhere] = [seal(key, text, here), seal(key, text, here), seal(key, text)];
    expect(unseal(key, sealed, here)).toBe(text);
    expect(unseal(key, nowhere)).toBe(text);
    expect(again.equals(sealed)).toBe(false);
    const refused = [
      () => unseal(key, sealed),
      () => unseal(key, sealed, elsewhere),
      () => unseal(key, nowhere, here),
      () => unseal(randomBytes(32), sealed, here),
    ];
    for (const open of refused) expect(open).toThrow(/^damaged, or encrypted with another key$/);
    for (const open of refused) expect(open).toThrow(UnreadableError);
  }
});

test('[K8] every byte of what was sealed counts, and what is not of this product says so', () => {
  const sealed = seal(key, 'secret', here);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => unseal(key, changed, here), `${at}`).toThrow(
      at < 4 ? 'not a file of this product' : 'damaged, or encrypted with another key',
    );
    expect(() => unseal(key, sealed.subarray(0, at), here), `${at}`).toThrow(UnreadableError);
  }
  const shortest = seal(key, '', here);
  expect(() => unseal(key, shortest.subarray(0, -1), here)).toThrow('not a file of this product');
});

test('[K8] while keys are rotated, any of them opens what is sealed under it, and others open nothing', () => {
  const keys = [randomBytes(32), randomBytes(32), randomBytes(32)];
  for (const each of keys) {
    expect(unsealWithAny(keys, seal(each, 'text', here), here)).toBe('text');
    expect(() => unsealWithAny(keys, seal(each, 'text', here), elsewhere)).toThrow(UnreadableError);
    const others = keys.filter((other) => other !== each);
    expect(() => unsealWithAny(others, seal(each, 'text', here), here)).toThrow(UnreadableError);
  }
});

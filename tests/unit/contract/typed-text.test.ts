import { expect, test } from 'vitest';
import { typedCode } from '../../../shared/contract/typed-text.ts';
import { sprinkled } from '../../support/invisible.ts';

test.each([
  ['1234 5678', 'spaces'],
  ['1234\u00a05678', 'a space that keeps a line together'],
  ['1234-5678', 'a hyphen'],
  ['1234–5678', 'a dash'],
  ['1234−5678', 'a minus'],
  ['12345678.', 'the full stop of its sentence'],
  ['１２３４　５６７８．', 'full width'],
  ['١٢٣٤ ٥٦٧٨', 'Arabic digits'],
  ['۱۲۳۴۵۶۷۸', 'Persian digits'],
  ['१२३४५६७८', 'Devanagari digits'],
  ['𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠', 'mathematical digits'],
  [sprinkled('12345678'), 'invisible characters'],
])('[P4] a code is the same with %s (%s)', (typed) => {
  expect(typedCode(typed)).toBe('12345678');
});

test('[P4] every digit of every script that Unicode has is one of ten', () => {
  const counts = new Map<string, number>();
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code);
    if (!/^\p{Nd}$/u.test(character)) continue;
    const digit = typedCode(character);
    expect(digit).toMatch(/^[0-9]$/);
    counts.set(digit, (counts.get(digit) ?? 0) + 1);
  }
  expect(counts.size).toBe(10);
  expect(new Set(counts.values()).size).toBe(1);
});

test('[P4] letters are not taken out of a code', () => {
  expect(typedCode('1234x5678')).toBe('1234x5678');
});

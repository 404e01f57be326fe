import { expect, test } from 'vitest';
import {
  emailKey,
  matches,
  pairKey,
  siteKey,
  withSearchKeys,
  wordKey,
  wordsOf,
} from '../../../server/identity/accounts/search-keys.ts';
import { limits } from '../../../shared/contract/limits.ts';

const ana = {
  id: 'a1',
  username: 'ana',
  name: 'Ana Li',
  email: 'ana@x.example',
  sites: [{ id: '42', name: 'Ox Bow' }],
};
const keysOf = (change: object) => withSearchKeys({ ...ana, ...change }).searchKeys;

test('[S8] an account is found by the beginnings of its words, pairs of them, its address and its sites, each once', () => {
  expect(withSearchKeys(ana).searchKeys.toSorted()).toEqual(
    [
      ...['word|an', 'word|ana', 'word|li', 'word|ex', 'word|exa', 'word|exam', 'word|examp'],
      ...['word|42', 'word|ox', 'word|bo', 'word|bow', 'pair|ana|exa', 'mail|ana@x.example', 'at|42'],
    ].toSorted(),
  );
  // A word of one letter has no beginning to be found by.
  expect(wordKey('x')).toBeUndefined();
});

test('[S8] of a word five letters are kept, of a number twelve digits, and both are asked for by the longest', () => {
  expect(wordKey('li')).toBe('word|li');
  expect(wordKey('examples')).toBe('word|examp');
  expect(wordKey('00001234567')).toBe('word|00001234567');
  expect(wordKey('1234567890123')).toBe('word|123456789012');
  expect(wordKey('123456a')).toBe('word|12345');
  expect(wordKey('a123456')).toBe('word|a1234');
  const keys = keysOf({ username: '1234567890123' });
  expect(keys).toEqual(expect.arrayContaining(['word|12', 'word|1234567', 'word|123456789012']));
  expect(keys).not.toContain('word|1234567890123');
});

test('[S8] two words are one key in whichever order, by three letters of each, and a shorter one has none', () => {
  expect(pairKey('garcia', 'maria')).toBe('pair|gar|mar');
  expect(pairKey('maria', 'garcia')).toBe('pair|gar|mar');
  expect(pairKey('lee', 'ann')).toBe('pair|ann|lee');
  expect([pairKey('li', 'maria'), pairKey('maria', 'li')]).toEqual([undefined, undefined]);
});

test('[S8] pairs are made of a person’s first five words, and of the words of twenty sites', () => {
  const keys = keysOf({ name: 'Alpha Bravo Charlie Delta Echo Foxtrot' });
  expect(keys).toContain('pair|del|ech');
  expect(keys.filter((key) => key.startsWith('pair|'))).toHaveLength(10);
  expect(keys).toContain('word|foxtr');
  const { sitesInWords } = limits.accountSearch;
  const sites = Array.from({ length: sitesInWords + 1 }, (_, n) => ({ id: `${n + 1000}`, name: 'Ox Bow' }));
  const ofSites = keysOf({ sites });
  expect(ofSites).toContain(`word|${999 + sitesInWords}`);
  expect(ofSites).not.toContain(`word|${1000 + sitesInWords}`);
  // By its very number each is found.
  expect(ofSites).toContain(siteKey(`${1000 + sitesInWords}`));
});

test('[S8] an account matches where each part that was typed begins one of its words', () => {
  for (const asked of [[], ['an'], ['ana', 'li'], ['ox', 'an'], ['42'], ['example', 'bow']])
    expect(matches(ana, asked), asked.join(' ')).toBe(true);
  for (const asked of [['na'], ['ana', 'smith'], ['smith', 'ana'], ['anas'], ['2']])
    expect(matches(ana, asked), asked.join(' ')).toBe(false);
});

test('[S8] letters that are written otherwise elsewhere are found as people type them', () => {
  expect(wordsOf('Łukasz Sørensen Đorđević GROSS Groß')).toEqual(['lukasz', 'sorensen', 'dordevic', 'gross']);
  expect(wordsOf("O`Neil O‘Neil O’Neil Oʼneil o'neil")).toEqual(['oneil']);
  expect(wordsOf('  x.y_z@1-2  ')).toEqual(['x', 'y', 'z', '1', '2']);
  expect(wordsOf(' – ')).toEqual([]);
  expect(emailKey(' Ana\u200b@X.Example ')).toBe('mail|ana@x.example');
});

test('[S8] an account’s place among all is always the same, and says nothing of its person', () => {
  const { place } = withSearchKeys(ana);
  expect(withSearchKeys({ ...ana, name: 'Other', username: 'other', email: 'o@x.example', sites: [] }).place).toBe(
    place,
  );
  expect(withSearchKeys({ ...ana, id: 'a2' }).place).not.toBe(place);
  // SHA-256 of the id, its first six bytes.
  expect(place).toBe(0xf55ff16f66f4);
});

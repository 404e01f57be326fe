import { expect, test } from 'vitest';
import { CookieSignatures } from '../../../server/identity/oidc/cookie-signatures.ts';

// The right answers are Keygrip's, which signed before: whoever was signed on then still is.
const cookie = '_session=abc-DEF_123';
const byTheNew = 'CHI4bHFxwPVBj3Xp6PJMrky4FNg';
const byTheOld = 'ikSaTB9-at2YECBTdbwFp-9oDUs';
const signatures = new CookieSignatures(['new secret', 'old secret']);

test('[K8] the first secret signs as Keygrip does, in characters that cookies may have', () => {
  expect(signatures.sign(cookie)).toBe(byTheNew);
  expect(signatures.sign('a=4')).toBe('XRErg10r_JqaQ-1Q-LC7lN0Ng44');
});

test('[K8] what any of the secrets signed is accepted, and told apart so that it is signed anew', () => {
  expect(signatures.index(cookie, byTheNew)).toBe(0);
  expect(signatures.index(cookie, byTheOld)).toBe(1);
  expect(signatures.verify(cookie, byTheNew)).toBe(true);
  expect(signatures.verify(cookie, byTheOld)).toBe(true);
});

test.each([
  ['of another value', '_session=abc-DEF_124', byTheNew],
  ['of another name', '_sessions=abc-DEF_123', byTheNew],
  ['cut off', cookie, byTheNew.slice(0, -1)],
  ['continued', cookie, `${byTheNew}A`],
  ['empty', cookie, ''],
  ['as long in characters and longer in bytes', cookie, 'é'.repeat(byTheNew.length)],
])('[K8] a signature that is %s is none', (_what, data, signature) => {
  expect(signatures.index(data, signature)).toBe(-1);
  expect(signatures.verify(data, signature)).toBe(false);
});

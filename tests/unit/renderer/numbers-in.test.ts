import { expect, test } from 'vitest';
import { aroundNumbersIn } from '../../../renderer/platform/design/numbers-in.ts';

test('[L3] numbers of telephones and orders stay in one piece, and words with hyphens are broken as ever', () => {
  for (const [text, ...whole] of [
    ['Call 800-348-9158, option 2.', '800-348-9158'],
    ['(512) 555-0100 ext. 12', '(512) 555-0100'],
    ['VA-2400165 replaces VA-2400164', 'VA-2400165', 'VA-2400164'],
    ['A one-time code; sign-in at 9:44 PM'],
    [''],
  ] as const) {
    const parts = aroundNumbersIn(text);
    expect(parts.join('')).toBe(text);
    expect(parts.filter((_, turn) => turn % 2 === 1)).toEqual(whole);
  }
});

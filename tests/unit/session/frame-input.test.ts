import { expect, test } from 'vitest';
import { isInputInFrame } from '../../../main/session/human-input.ts';

const [registry, provider] = ['https://registry.example', 'https://login.example'];

test('[T1] typing in a frame of another site counts while its page has the keyboard and the system saw a hand just now', () => {
  expect(isInputInFrame(true, [registry, provider], 0)).toBe(true);
  expect(isInputInFrame(true, [registry, provider], 1)).toBe(true);
});

test('[T1] nothing else is taken for it: no frame of another site, another window in front, a system at rest', () => {
  expect(isInputInFrame(true, [registry], 0)).toBe(false);
  expect(isInputInFrame(true, [registry, registry], 0)).toBe(false);
  expect(isInputInFrame(false, [registry, provider], 0)).toBe(false);
  expect(isInputInFrame(true, [registry, provider], 2)).toBe(false);
});

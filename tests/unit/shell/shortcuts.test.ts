import { expect, test } from 'vitest';
import { type Keys, shortcutOf } from '../../../main/windows/shortcuts.ts';
import { zoomAfter, zoomSteps } from '../../../main/windows/zoom.ts';

const keys = (given: Partial<Keys>): Keys => ({
  type: 'keyDown',
  key: '',
  code: '',
  control: true,
  meta: false,
  alt: false,
  shift: false,
  isAutoRepeat: false,
  isComposing: false,
  ...given,
});

test.each([
  ['zoom in', 'with Shift on a US keyboard', { key: '+', code: 'Equal', shift: true }],
  ['zoom in', 'without Shift on a US keyboard', { key: '=', code: 'Equal' }],
  ['zoom in', 'on a German keyboard', { key: '+', code: 'BracketRight' }],
  ['zoom in', 'on the number pad', { key: '+', code: 'NumpadAdd' }],
  ['zoom in', 'held down', { key: '+', code: 'NumpadAdd', isAutoRepeat: true }],
  ['zoom out', 'in the main row', { key: '-', code: 'Minus' }],
  ['zoom out', 'on the number pad', { key: '-', code: 'NumpadSubtract' }],
  ['zoom reset', 'in the main row', { key: '0', code: 'Digit0' }],
  ['zoom reset', 'on the number pad', { key: '0', code: 'Numpad0' }],
  ['zoom reset', 'on a French keyboard, without Shift', { key: 'à', code: 'Digit0' }],
  ['find', 'F', { key: 'f', code: 'KeyF' }],
  ['find', 'F with Caps Lock', { key: 'F', code: 'KeyF' }],
  ['find', 'F on a Greek keyboard', { key: 'φ', code: 'KeyF' }],
  ['print', 'P', { key: 'p', code: 'KeyP' }],
] as const)('[K2] Ctrl is for %s: %s', (shortcut, _where, given) => {
  expect(shortcutOf(keys(given), 'win32')).toBe(shortcut);
  expect(shortcutOf(keys({ ...given, control: false, meta: true }), 'darwin')).toBe(shortcut);
});

test.each([
  ['without Ctrl', { key: '+', control: false }],
  ['with AltGr', { key: 'f', code: 'KeyF', alt: true }],
  ['let go', { key: '+', type: 'keyUp' }],
  ['while a word is composed', { key: 'f', code: 'KeyF', isComposing: true }],
  ['find held down', { key: 'f', code: 'KeyF', isAutoRepeat: true }],
  ['with Shift', { key: 'P', code: 'KeyP', shift: true }],
  ['with the Windows key', { key: 'p', code: 'KeyP', meta: true }],
  ['the letter at another key', { key: 'x', code: 'KeyF' }],
  ['a developer’s', { key: 'i', code: 'KeyI', shift: true }],
] as const)('[K2] a key %s is the page’s', (_how, given) => {
  expect(shortcutOf(keys(given), 'win32')).toBeUndefined();
});

test('[K2] zoom goes through Chromium’s steps from 50 to 300 percent and back, and stops at both ends', () => {
  let percent = 100;
  const seen = new Set<number>();
  for (let press = 0; press < 20; press++) seen.add((percent = zoomAfter(percent, 'zoom in')));
  expect(percent).toBe(300);
  for (let press = 0; press < 20; press++) seen.add((percent = zoomAfter(percent, 'zoom out')));
  expect(percent).toBe(50);
  expect([...seen].toSorted((a, b) => a - b)).toEqual([...zoomSteps]);
  expect(zoomAfter(67, 'zoom reset')).toBe(100);
  expect([zoomAfter(105, 'zoom in'), zoomAfter(105, 'zoom out')]).toEqual([110, 100]);
});

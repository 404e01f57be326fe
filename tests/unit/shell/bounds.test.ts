import { expect, test } from 'vitest';
import { centredIn, reachable } from '../../../main/windows/bounds.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: 200, width: 1280, height: 800 },
];

test.each([
  ['where it was', { x: 100, y: 50, width: 1200, height: 800 }, true],
  ['on the second screen', { x: 2000, y: 300, width: 800, height: 600 }, true],
  ['partly off the screen', { x: -1000, y: 0, width: 1200, height: 800 }, true],
  ['on a screen that is gone', { x: 4000, y: 100, width: 1200, height: 800 }, false],
  ['with too little in sight', { x: -1150, y: 0, width: 1200, height: 800 }, false],
  ['with its title bar above the screen', { x: 100, y: -60, width: 1200, height: 800 }, false],
  ['too small to use', { x: 100, y: 100, width: 1, height: 1 }, false],
])('[T4] a window comes back %s: %o', (_place, bounds, comesBack) => {
  expect(reachable(bounds, screens)).toEqual(comesBack ? bounds : undefined);
});

test('[K2] a window that nobody would find comes into the middle of a screen, no larger than that', () => {
  expect(centredIn(screens[1]!, { width: 800, height: 600 })).toEqual({ x: 2160, y: 300, width: 800, height: 600 });
  expect(centredIn(screens[1]!, { width: 2000, height: 900 })).toEqual(screens[1]);
});

import { array, assert, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { type Input, isHuman, isHumanKey, pointerOf } from '../../../main/session/human-input.ts';

const at = (x: number, y: number) => ({ x, y });
const move = (globalX: number, globalY: number, more: Partial<Input> = {}): Input => ({
  type: 'mouseMove',
  x: 0,
  y: 0,
  globalX,
  globalY,
  ...more,
});

test.each([
  'rawKeyDown',
  'keyDown',
  'char',
  'mouseDown',
  'mouseWheel',
  'touchStart',
  'touchMove',
  'gestureTapDown',
  'gestureTap',
  'pointerDown',
] as const)('[T1] %s is something a person does', (type) => {
  expect(isHuman({ type }, undefined)).toBe(true);
});

test.each([
  'undefined',
  'mouseUp',
  'mouseEnter',
  'mouseLeave',
  'contextMenu',
  'keyUp',
  'gestureScrollUpdate',
  'gestureFlingStart',
  'touchEnd',
  'touchCancel',
  'pointerRawUpdate',
  'pointerMove',
] as const)('[T1] %s follows from something else and does not count', (type) => {
  expect(isHuman({ type, ...at(5, 5), globalX: 9, globalY: 9 }, at(1, 1))).toBe(false);
});

test('[T1] a key that goes down counts in whichever frame, not one that is held or comes up', () => {
  expect(isHumanKey({ type: 'keyDown', isAutoRepeat: false })).toBe(true);
  expect(isHumanKey({ type: 'keyDown', isAutoRepeat: true })).toBe(false);
  expect(isHumanKey({ type: 'keyUp', isAutoRepeat: false })).toBe(false);
});

test('[T1] a key that is held down counts once', () => {
  expect(isHuman({ type: 'rawKeyDown', modifiers: ['isautorepeat'] }, undefined)).toBe(false);
  expect(isHuman({ type: 'char', modifiers: ['shift', 'isautorepeat'] }, undefined)).toBe(false);
  expect(isHuman({ type: 'rawKeyDown', modifiers: ['shift'] }, undefined)).toBe(true);
});

test('[T1] a pointer counts when its place on the screen changes, not when a page moves under it', () => {
  expect(isHuman(move(10, 10, at(3, 3)), at(10, 10))).toBe(false);
  expect(isHuman(move(10, 11), at(10, 10))).toBe(true);
  expect(isHuman(move(11, 10), at(10, 10))).toBe(true);
  // The first that is heard of it: a window may have opened where it rests.
  expect(isHuman(move(10, 10), undefined)).toBe(false);
});

test('[T1] where only the place within the view is told, that is what counts', () => {
  expect(pointerOf({ type: 'mouseMove', ...at(4, 5) })).toEqual(at(4, 5));
  expect(isHuman({ type: 'mouseMove', ...at(4, 5) }, at(4, 5))).toBe(false);
  expect(isHuman({ type: 'mouseMove', ...at(4, 6) }, at(4, 5))).toBe(true);
  expect(isHuman({ type: 'mouseMove' }, at(4, 5))).toBe(false);
  // Half a place is none.
  expect([pointerOf({ type: 'mouseMove', x: 4 }), pointerOf({ type: 'mouseMove', y: 5 })]).toEqual([
    undefined,
    undefined,
  ]);
});

test('[T1] any number of moves to the same place is no activity', () => {
  const place = record({ x: integer(), y: integer() });
  assert(
    property(place, array(place), (resting, layouts) => {
      const moves = layouts.map((within) => move(resting.x, resting.y, within));
      expect(moves.filter((each) => isHuman(each, resting))).toEqual([]);
    }),
  );
});

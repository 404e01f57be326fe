import { expect, test } from 'vitest';
import { shownTimeLeft, tellsAgainIn } from '../../../renderer/shell/bar/shown-time-left.ts';

const minutes = 60_000;

test('[T2] the bar says whole minutes, and seconds only under five', () => {
  expect(shownTimeLeft(14.2 * minutes)).toBe('15 minutes');
  expect(shownTimeLeft(5 * minutes + 1)).toBe('6 minutes');
  expect(shownTimeLeft(5 * minutes)).toBe('5:00');
  expect(shownTimeLeft(61_000)).toBe('1:01');
  expect(shownTimeLeft(-1)).toBe('0:00');
});

test('[T2] it draws nothing anew while it would say the same', () => {
  expect(tellsAgainIn(14 * minutes)).toBe(minutes);
  expect(tellsAgainIn(14 * minutes + 20_000)).toBe(20_000);
  expect(tellsAgainIn(4 * minutes)).toBe(1000);
});

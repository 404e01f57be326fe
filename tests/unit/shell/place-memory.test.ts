import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reachable, restorable, smallestWindow } from '../../../main/windows/bounds.ts';
import {
  type Place,
  placeIn,
  PlaceMemory,
  type Places,
  readPlaces,
  type ScreenArea,
  setOf,
  withPlace,
} from '../../../main/windows/place-memory.ts';
import { temporaryFolder } from '../../support/temporary.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const screenAt = (x: number, y: number, width = 1920, height = 1080): ScreenArea => ({
  bounds: { x, y, width, height },
  workArea: { x, y, width, height: height - 40 },
});
const [own, beside] = [screenAt(0, 0), screenAt(1920, 0)];
const place: Place = { x: 2000, y: 50, width: 900, height: 700, maximized: false };

const length = fc.integer({ min: 1, max: 5000 });
const near = fc.integer({ min: -4500, max: 4500 });
const bounds = fc.record({ x: near, y: near, width: length, height: length });
const screens = fc.array(
  fc
    .record({
      x: fc.integer({ min: -4000, max: 4000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      width: length,
      height: length,
    })
    .map((area) => ({ bounds: area, workArea: area })),
  { maxLength: 4 },
);

test('[K2] what comes back is always reachable and never smaller than a window may be', () => {
  fc.assert(
    fc.property(bounds, screens, (kept, present) => {
      const areas = present.map(({ workArea }) => workArea);
      const back = restorable(kept, areas);
      if (back === undefined) return;
      expect(reachable(back, areas)).toEqual(back);
      expect(back.width).toBeGreaterThanOrEqual(smallestWindow.width);
      expect(back.height).toBeGreaterThanOrEqual(smallestWindow.height);
    }),
  );
});

test('[K2] a place in sight and large enough comes back exactly, whatever else is remembered', () => {
  const places = withPlace(withPlace({}, setOf([own, beside]), 'vaos', place), setOf([own]), 'vaos', {
    ...place,
    x: 10,
  });
  expect(placeIn(places, [own, beside], 'vaos')).toEqual(place);
  expect(placeIn(places, [own, beside], 'syntropi')).toBeUndefined();
});

test('[K2] each set of screens has places of its own, in whatever order the system names them', () => {
  const places = withPlace({}, setOf([own, beside]), 'vaos', place);
  expect(placeIn(places, [beside, own], 'vaos')).toEqual(place);
  expect(placeIn(places, [own], 'vaos')).toBeUndefined();
});

test('[K2] a place that no screen shows any more is not taken', () => {
  const places = withPlace({}, setOf([own]), 'vaos', place);
  expect(placeIn(places, [own], 'vaos')).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['half of it', '{"0,0 1920x1080":{"vaos":{"x":1'],
  ['something else', '[1,2]'],
  ['a place without a size', '{"0,0 1920x1080":{"vaos":{"x":1,"y":1,"maximized":false}}}'],
  ['a place with words', '{"0,0 1920x1080":{"vaos":{"x":"1","y":1,"width":900,"height":700,"maximized":false}}}'],
])('[K2] a file that says %s is as good as none', (_what, text) => {
  expect(readPlaces(text)).toEqual({});
});

test('[K2] no text whatever that is not a file of ours gives a window a place', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const places = readPlaces(text);
      for (const window of ['portal', '__proto__', 'constructor'])
        expect(placeIn(places, [own], window)).toBeUndefined();
    }),
  );
});

test('[K2] places of the sixteen sets of screens that were used last are kept', () => {
  const sets = Array.from({ length: 20 }, (_, index) => setOf([screenAt(index, 0)]));
  const places = sets.reduce<Places>((kept, set) => withPlace(kept, set, 'vaos', place), {});
  expect(Object.keys(places)).toEqual(sets.slice(-16));
  expect(Object.keys(withPlace(places, sets[5]!, 'portal', place)).at(-1)).toBe(sets[5]);
});

test('[K2] places are written once for many moves, for this user only, and found by the next start', async () => {
  const file = join(await temporaryFolder(), 'window-places.json');
  const memory = new PlaceMemory(file, () => [own, beside]);
  for (let x = 1900; x <= 2000; x++) memory.keep('vaos', { ...place, x });
  await expect(stat(file)).rejects.toThrow('ENOENT');
  vi.advanceTimersByTime(500);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ [setOf([own, beside])]: { vaos: place } });
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(new PlaceMemory(file, () => [own, beside]).placeOf('vaos')).toEqual(place);
});

test('[K2] a damaged file, and one that cannot be written, cost nothing but the memory', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'window-places.json');
  await writeFile(file, '{"0,0');
  const memory = new PlaceMemory(file, () => [own, beside]);
  expect(memory.placeOf('vaos')).toBeUndefined();
  const nowhere = new PlaceMemory(join(folder, 'no such folder', 'window-places.json'), () => [own, beside]);
  nowhere.keep('vaos', place);
  nowhere.save();
  expect(nowhere.placeOf('vaos')).toEqual(place);
});

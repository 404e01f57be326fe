import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { restorable } from './bounds.ts';

/** Where a window is when it is not maximized, and whether it is. */
const Place = Type.Object(
  {
    x: Type.Integer(),
    y: Type.Integer(),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    maximized: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Place = Static<typeof Place>;

/** Places by set of screens, then by window; the set that was used last is the last. */
const Places = Type.Record(Type.String(), Type.Record(Type.String(), Place));
export type Places = Static<typeof Places>;

/** As much of Electron's `Display` as matters here. */
export interface ScreenArea {
  readonly bounds: Rectangle;
  /** Task bars and the like are not part of it. */
  readonly workArea: Rectangle;
}

/** Somebody with a notebook and many meeting rooms; the file is not to grow for ever. */
const mostSets = 16;

/** Moving a window reports every step of the way. */
const saveAfter = 500;

/** The same screens in the same arrangement, in whatever order the system names them. */
export function setOf(screens: readonly ScreenArea[]): string {
  return screens
    .map(({ bounds: { x, y, width, height } }) => `${x},${y} ${width}x${height}`)
    .toSorted()
    .join(' | ');
}

/** @returns what the file says; nothing where it is damaged */
export function readPlaces(text: string): Places {
  try {
    const places: unknown = JSON.parse(text);
    return Value.Check(Places, places) ? places : {};
  } catch {
    return {};
  }
}

export function withPlace(places: Places, set: string, window: string, place: Place): Places {
  const { [set]: windows = {}, ...others } = places;
  const kept = Object.entries(others).slice(-(mostSets - 1));
  return { ...Object.fromEntries(kept), [set]: { ...windows, [window]: place } };
}

export function placeIn(places: Places, screens: readonly ScreenArea[], window: string): Place | undefined {
  const set = setOf(screens);
  const windows = Object.hasOwn(places, set) ? places[set]! : {};
  if (!Object.hasOwn(windows, window)) return undefined;
  const { maximized, ...bounds } = windows[window]!;
  const back = restorable(
    bounds,
    screens.map(({ workArea }) => workArea),
  );
  return back && { ...back, maximized };
}

/**
 * Where windows were on this workstation, whoever used it, for each set of screens [K2]. Electron can keep the state of a
 * window by itself (`windowStatePersistence`), but one for each window, not for each set of screens, and in a file of
 * its own; here a notebook finds its windows again at each desk.
 */
export class PlaceMemory {
  readonly #file: string;
  readonly #screens: () => readonly ScreenArea[];
  #places: Places;
  #timer: NodeJS.Timeout | undefined;

  /** @param screens those that are there now */
  constructor(file: string, screens: () => readonly ScreenArea[]) {
    this.#file = file;
    this.#screens = screens;
    this.#places = readPlaces(contentOf(file));
  }

  placeOf(window: string): Place | undefined {
    return placeIn(this.#places, this.#screens(), window);
  }

  keep(window: string, place: Place): void {
    this.#places = withPlace(this.#places, setOf(this.#screens()), window, place);
    this.#timer ??= setTimeout(() => this.save(), saveAfter);
  }

  /** Now, for when the process is about to end. */
  save(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const temporary = `${this.#file}.new`;
    try {
      writeFileSync(temporary, JSON.stringify(this.#places), { mode: 0o600, flush: true });
      renameSync(temporary, this.#file);
    } catch {
      // Windows then open where the system puts them; nobody's work depends on it.
    }
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

import type { Input as Key, InputEvent } from 'electron';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What `input-event` gives; the positions are there for the pointer's. */
export type Input = InputEvent & Partial<Point> & { readonly globalX?: number; readonly globalY?: number };

/** What somebody must have begun. What merely follows from it (key up, scrolling on, menus) comes by itself too. */
const begunByHand: ReadonlySet<InputEvent['type']> = new Set([
  'rawKeyDown',
  'keyDown',
  'char',
  'mouseDown',
  'mouseWheel',
  'touchStart',
  'touchMove',
  'gestureTapDown',
  'gestureTap',
  'gestureDoubleTap',
  'gestureLongPress',
  'gestureTwoFingerTap',
  'pointerDown',
]);

/**
 * Whether a person did this [T1]. A key that repeats is held down, perhaps by a binder. A pointer that moves without
 * changing its place was not moved: Chromium makes such moves up when a page shifts under it.
 * @param before where the pointer was last, if that is known
 */
export function isHuman(input: Input, before: Point | undefined): boolean {
  if (begunByHand.has(input.type)) return !(input.modifiers ?? []).includes('isautorepeat');
  const place = pointerOf(input);
  if (input.type !== 'mouseMove' || before === undefined || place === undefined) return false;
  return place.x !== before.x || place.y !== before.y;
}

/** Whether a person pressed this key, in whichever frame. */
export function isHumanKey({ type, isAutoRepeat }: Pick<Key, 'type' | 'isAutoRepeat'>): boolean {
  return type === 'keyDown' && !isAutoRepeat;
}

/** Where the pointer is on the screen, or within its view where that is all that is told. */
export function pointerOf({ x, y, globalX = x, globalY = y }: Input): Point | undefined {
  return globalX === undefined || globalY === undefined ? undefined : { x: globalX, y: globalY };
}

/** Seconds within which the system must have seen a hand. */
const justNow = 1;

/**
 * Whether somebody may be at work where `input-event` sees nothing: Chromium gives a frame of another site a process and a
 * widget of its own, and Electron watches the main frame's alone [T1]. Keys it tells all the same; for pointer and touch the
 * system's idle time is then the witness, but only
 * while such a page has the keyboard: elsewhere it would count what is done in other programs.
 */
export class FrameInput {
  /**
   * Where nobody counts the idle time, Chromium says 0 for ever (`WaylandScreen::CalculateIdleTime`: every compositor but
   * GNOME's and KDE's, cage among them), and a workstation that was left would never be signed out. So it is believed only
   * once it was seen to grow.
   */
  #isCounted = false;

  /**
   * Has to be asked every second.
   * @param frames origins of the page and of its frames, the page's first
   */
  isInput(hasKeyboard: boolean, frames: readonly string[], idleSeconds: number): boolean {
    this.#isCounted ||= idleSeconds > justNow;
    const hasOthers = frames.some((origin) => origin !== frames[0]);
    return this.#isCounted && hasKeyboard && hasOthers && idleSeconds <= justNow;
  }
}

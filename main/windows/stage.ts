import { app, BaseWindow, type Rectangle, screen } from 'electron';
import type { Policy } from '../../shared/kiosk/policy.ts';
import type { KioskHold } from '../kiosk-mode/kiosk-hold.ts';
import { centredIn, reachable, smallestWindow } from './bounds.ts';
import type { Place, PlaceMemory } from './place-memory.ts';

export interface StageDeps {
  readonly applicationWindows: Policy['ApplicationWindows'];
  readonly memory: PlaceMemory;
  readonly hold: Pick<KioskHold, 'frame' | 'keep'>;
  /** The one window that showed was closed by its user; another must come, or the last must go. */
  readonly emptied: (name: string) => void;
}

const portal = 'portal';

/** A window lies this far below and beside the one that opened it, so that both are seen. */
const cascade = 32;

/**
 * Creates the kiosk's windows where they were, and brings them to the front: each beside the others, or one at a time in
 * the place of the portal, as policy says [O4]. In the place of the portal, windows that do not show are hidden, not
 * closed: who chooses an application again finds its page as it was.
 */
export class Stage {
  readonly #deps: StageDeps;
  readonly #isOnePlace: boolean;
  /** The window in the one place. */
  #shown: BaseWindow | undefined;
  /** Where a new window goes when it first shows. */
  readonly #preferred = new WeakMap<BaseWindow, Partial<Place>>();
  readonly #windows = new Set<BaseWindow>();
  /** The last of them that had the keyboard. */
  #used: BaseWindow | undefined;
  #isQuitting = false;

  constructor(deps: StageDeps) {
    this.#deps = deps;
    this.#isOnePlace = deps.applicationWindows === 'in place of the portal';
    app.on('before-quit', () => {
      this.#isQuitting = true;
      deps.memory.save();
    });
    const screensChanged = () => {
      for (const window of this.#windows) intoSight(window);
    };
    // One by one, because each has a declaration of its own.
    screen.on('display-removed', screensChanged);
    screen.on('display-metrics-changed', screensChanged);
  }

  /**
   * @param name under which its place is remembered
   * @param preferred by its user, which counts more than where it was on this workstation
   * @param opener to which it leads back when it closes, while that is there; else that is the portal's window
   */
  create(name: string, title: string, preferred: Partial<Rectangle> = {}, opener?: BaseWindow): BaseWindow {
    const { maximized = false, ...bounds } = this.#placeFor(name, opener);
    const window = new BaseWindow({
      width: 1200,
      height: 800,
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      title,
      show: false,
      ...bounds,
      ...preferred,
      ...this.#deps.hold.frame,
    });
    if (opener) this.#deps.hold.keep(window, 'opened');
    else this.#deps.hold.keep(window, name === portal ? 'portal' : 'other');
    if (preferred.x !== undefined) this.#preferred.set(window, { ...preferred, maximized: false });
    else if (!this.#isOnePlace) this.#preferred.set(window, { maximized });
    this.#windows.add(window);
    const remember = () => opener || this.#remember(name, window);
    // One by one, because each has a declaration of its own.
    window.on('move', remember);
    window.on('resize', remember);
    window.on('maximize', remember);
    window.on('unmaximize', remember);
    window.on('focus', () => (this.#used = window));
    window.on('closed', () => {
      this.#windows.delete(window);
      this.#closed(name, window, opener);
    });
    return window;
  }

  #closed(name: string, window: BaseWindow, opener: BaseWindow | undefined): void {
    const wasShown = this.#shown === window;
    if (wasShown) this.#shown = undefined;
    if (this.#isQuitting) return;
    const wasInFront = this.#isOnePlace ? wasShown : this.#used === window;
    // Nobody who works elsewhere meanwhile is taken from there: what they type would reach another page.
    if (opener && !opener.isDestroyed()) {
      if (wasInFront) this.bring(opener);
    } else if (wasShown) this.#deps.emptied(name);
  }

  bring(window: BaseWindow): void {
    this.#isQuitting = false;
    const before = this.#shown;
    if (this.#isOnePlace && before !== window) this.#takePlace(window);
    else if (this.#preferred.get(window)?.maximized) window.maximize();
    this.#preferred.delete(window);
    if (window.isMinimized()) window.restore();
    intoSight(window);
    window.show();
    window.focus();
    // Afterwards, so that the place is never empty.
    if (this.#isOnePlace && before && before !== window && !before.isDestroyed()) before.hide();
  }

  /** Whether it is among what its user has on the screen. */
  shows(window: BaseWindow): boolean {
    return !this.#isOnePlace || this.#shown === window;
  }

  #takePlace(window: BaseWindow): void {
    const before = this.#shown;
    if (before && !before.isDestroyed()) this.#remember(portal, before);
    this.#shown = window;
    const { maximized, ...bounds } = { ...this.#deps.memory.placeOf(portal), ...this.#preferred.get(window) };
    if (bounds.x !== undefined) window.setBounds(bounds);
    if (maximized && !window.isMaximized()) window.maximize();
    if (!maximized && window.isMaximized()) window.unmaximize();
  }

  #remember(name: string, window: BaseWindow): void {
    if (!this.shows(window) || window.isFullScreen() || window.isMinimized()) return;
    this.#deps.memory.keep(this.#placeName(name), { ...window.getNormalBounds(), maximized: window.isMaximized() });
  }

  #placeFor(name: string, opener: BaseWindow | undefined): Partial<Place> {
    const place = this.#deps.memory.placeOf(this.#placeName(name)) ?? {};
    if (opener === undefined || this.#isOnePlace) return place;
    const { x, y, width, height } = opener.getNormalBounds();
    return { x: x + cascade, y: y + cascade, width, height };
  }

  #placeName(name: string): string {
    return this.#isOnePlace ? portal : name;
  }
}

/** A window whose screen was taken away comes onto one that is there: nobody could find it, nor move it. */
function intoSight(window: BaseWindow): void {
  if (window.isDestroyed() || window.isMinimized() || window.isMaximized() || window.isFullScreen()) return;
  const bounds = window.getBounds();
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  if (!reachable(bounds, screens)) window.setBounds(centredIn(screen.getPrimaryDisplay().workArea, bounds));
}

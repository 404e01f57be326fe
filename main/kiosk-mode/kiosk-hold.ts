import { app, type BaseWindow, type BaseWindowConstructorOptions, powerMonitor } from 'electron';
import { isExitShortcut } from './exit-shortcut.ts';

export interface KioskHoldDeps {
  /** Policy's KioskMode. */
  readonly on: boolean;
  showPortal(): void;
  /** Somebody wants to leave. */
  askForCode(): void;
}

/** Whoever is still there then is held again. */
const endsWithin = 60_000;

/**
 * Full-screen kiosk mode [K5]: windows fill the screen, the portal's cannot be closed, and nothing ends the kiosk but the
 * exit code and the system itself. What Electron cannot hold (other programs, the system's keys) is in docs/kiosk-mode.md.
 */
export class KioskHold {
  readonly #deps: KioskHoldDeps;
  #holds: boolean;

  constructor(deps: KioskHoldDeps) {
    this.#deps = deps;
    this.#holds = deps.on;
    app.on('window-all-closed', () => (this.#holds ? deps.showPortal() : app.quit()));
    if (!deps.on) return;
    app.on('before-quit', (event) => {
      if (this.#holds) event.preventDefault();
    });
    app.on('web-contents-created', (_event, contents) => {
      contents.on('before-input-event', (event, input) => {
        if (!isExitShortcut(input)) return;
        event.preventDefault();
        deps.askForCode();
      });
    });
    // Linux and macOS.
    powerMonitor.on('shutdown', () => this.letGo());
    // Whoever may send these has no need of the kiosk's way out; systemd sends the first at the end of a session.
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => this.leave());
  }

  /** How a window is made. */
  get frame(): BaseWindowConstructorOptions {
    return this.#deps.on ? { kiosk: true, minimizable: false, maximizable: false } : {};
  }

  /**
   * For each window, when it was made: the portal's stays, others lead back to it when they close. One that a page opened leads
   * back to that page's.
   */
  keep(window: BaseWindow, which: 'portal' | 'other' | 'opened'): void {
    if (!this.#deps.on) return;
    if (which === 'portal') window.on('close', (event) => this.#holds && event.preventDefault());
    if (which === 'other') window.on('closed', () => this.#holds && this.#deps.showPortal());
    // Windows; it can no longer be called off.
    window.on('session-end', () => void (this.#holds = false));
  }

  /** Lets go for good and ends the kiosk. */
  leave(): void {
    this.#holds = false;
    app.quit();
  }

  /** Lets go for what is about to end the kiosk, unless that is called off: by another program, or an update that fails. */
  letGo(): void {
    this.#holds = false;
    setTimeout(() => void (this.#holds = this.#deps.on), endsWithin);
  }
}

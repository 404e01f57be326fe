import type { PowerMonitor } from 'electron';
import type { WhenLocked, WorkstationEvent } from '../../shared/identity/api/session.ts';
import { limits } from '../../shared/contract/limits.ts';

export interface WorkstationEventsDeps {
  readonly system: Pick<PowerMonitor, 'on' | 'getSystemIdleState'>;
  readonly platform: NodeJS.Platform;
  /** Undefined before the server has said. */
  readonly whenLocked: () => WhenLocked | undefined;
  /** Nobody sits here any more, whoever is signed in. */
  readonly left: (event: WorkstationEvent['event']) => void;
  /** Time may have passed unseen: what was true before must be looked at before anything is shown. */
  readonly wake: () => void;
  /** Every second. Timers sleep with the machine, so one that fires late says the same as an event that was missed. */
  readonly tick: () => void;
}

const everySecond = 1000;

/**
 * What the operating system tells of the workstation [T5]. It does not tell all: a remote desktop that is disconnected and a
 * console that is given to somebody else are no events on Windows, so the state is looked at too, and an end that is told
 * says that there was a beginning.
 */
export function watchWorkstation(deps: WorkstationEventsDeps): void {
  const { system, platform, whenLocked, left, wake, tick } = deps;
  const leftFor = (event: WorkstationEvent['event']) => {
    if (whenLocked() === 'sign out') left(event);
  };
  const looksLocked = () => canSeeLock(platform) && system.getSystemIdleState(1) === 'locked';
  const wakeUp = () => {
    if (looksLocked()) leftFor('locked');
    wake();
  };
  system.on('lock-screen', () => leftFor('locked'));
  system.on('user-did-resign-active', () => leftFor('switched'));
  system.on('suspend', wake);
  system.on('resume', wakeUp);
  system.on('unlock-screen', () => {
    leftFor('locked');
    wake();
  });
  system.on('user-did-become-active', () => {
    leftFor('switched');
    wake();
  });
  let last = Date.now();
  let lockedFor = 0;
  setInterval(() => {
    const now = Date.now();
    lockedFor = looksLocked() ? lockedFor + everySecond : 0;
    if (lockedFor === limits.session.lockedAfter) leftFor('locked');
    // A gap: the machine slept without a word.
    if (now - last > 5000) wakeUp();
    else tick();
    last = now;
  }, everySecond);
}

/**
 * On Linux no lock is seen: Electron sends no `lock-screen` there, and Chromium calls a Wayland screen locked while a page
 * holds it awake (`WaylandScreen::IsScreenSaverActive`). There the time without activity protects.
 */
export function canSeeLock(platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin';
}

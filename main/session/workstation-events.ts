import { powerMonitor } from 'electron';
import type { WhenLocked, WorkstationEvent } from '../../shared/api/session.ts';

export interface WorkstationEventsDeps {
  /** Undefined before the server has said. */
  readonly whenLocked: () => WhenLocked | undefined;
  /** Nobody sits here any more, whoever is signed in. */
  readonly left: (event: WorkstationEvent['event']) => void;
  /** Time may have passed unseen: what was true before must be looked at before anything is shown. */
  readonly wake: () => void;
  /** Every second. Timers sleep with the machine, so one that fires late says the same as an event that was missed. */
  readonly tick: () => void;
}

/** What the operating system tells of the workstation [T5]. */
export function watchWorkstation({ whenLocked, left, wake, tick }: WorkstationEventsDeps): void {
  const leftFor = (event: WorkstationEvent['event']) => {
    if (whenLocked() === 'sign out') left(event);
  };
  powerMonitor.on('lock-screen', () => leftFor('locked'));
  powerMonitor.on('user-did-resign-active', () => leftFor('switched'));
  powerMonitor.on('suspend', wake);
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
  powerMonitor.on('user-did-become-active', wake);
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    // A gap: the machine slept without a word.
    if (now - last > 5000) wake();
    else tick();
    last = now;
  }, 1000);
}

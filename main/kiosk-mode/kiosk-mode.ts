import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import type { Policy } from '../../shared/kiosk/policy.ts';
import type { Log } from '../diagnostics/log.ts';
import { ExitGate } from './exit-gate.ts';
import { ExitWindow } from './exit-window.ts';
import { KioskHold } from './kiosk-hold.ts';
import { TriesFile } from './tries-file.ts';

export interface KioskModeDeps {
  readonly policy: Pick<Policy, 'KioskMode' | 'KioskExitCodeHash'>;
  readonly exitPreload: string;
  readonly log: Log;
  readonly showPortal: () => void;
  /** Whoever is signed in here is no longer. */
  readonly signOut: () => Promise<void>;
}

/** IT gets out also where the desk cannot be cleared or the server does not answer. */
const signOutPatience = 3000;

/** Puts full-screen kiosk mode together [K5]. */
export function kioskMode({ policy, exitPreload, log, showPortal, signOut }: KioskModeDeps) {
  const hold = new KioskHold({ on: policy.KioskMode, showPortal, askForCode: () => exitWindow.show() });
  const exitWindow = new ExitWindow({ preload: exitPreload, hold });
  const exitGate = new ExitGate({
    hash: policy.KioskExitCodeHash,
    now: () => Date.now(),
    kept: new TriesFile(join(app.getPath('userData'), 'exit-tries.json')),
    tried: (outcome) => {
      if (outcome !== 'accepted') return log.warn('exit-code.refused', { because: outcome });
      log.info('exit-code.accepted', {});
      void Promise.race([signOut(), delay(signOutPatience)]).finally(() => hold.leave());
    },
  });
  return { hold, exitWindow, exitGate };
}

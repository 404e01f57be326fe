import { randomInt } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { app } from 'electron';
import type { Policy } from '../../shared/kiosk/policy.ts';
import type { Log } from '../diagnostics/log.ts';
import { electronUpdater } from './electron-updater.ts';
import { installationOf, updatesItself } from './installation.ts';
import { Updates } from './updates.ts';

export interface StartUpdatesDeps {
  readonly policy: Pick<Policy, 'UpdateAddress' | 'UpdateChannel'>;
  readonly log: Log;
  readonly isVacant: () => boolean;
  /** The kiosk is about to end for its next version. */
  readonly letGo: () => void;
}

const every = 10_000;

/** @returns undefined where this kiosk does not update itself: IT gave no address, or installs it by other means */
export async function startUpdates({ policy, log, isVacant, letGo }: StartUpdatesDeps): Promise<Updates | undefined> {
  if (policy.UpdateAddress === '') return undefined;
  const installation = installationOf({
    packaged: app.isPackaged,
    platform: process.platform,
    program: process.execPath,
    productName: app.getName(),
    resources: process.resourcesPath,
    appImage: process.env['APPIMAGE'],
    exists: existsSync,
    writable: isWritable,
  });
  if (!updatesItself(installation)) {
    log.warn('update.not-here', { installation });
    return undefined;
  }
  const failed = (error: unknown) => log.warn('update.failed', { error });
  const updater = await electronUpdater({ policy, installation }).catch(failed);
  // A kiosk that stays as it is still works.
  if (!updater) return undefined;
  const updates = new Updates({
    updater,
    now: () => performance.now(),
    random: () => randomInt(1_000_000) / 1_000_000,
    isVacant,
    said: (what, version) => {
      log.info(`update.${what}`, { version });
      if (what === 'applying') letGo();
    },
    failed,
  });
  setInterval(() => updates.tick(), every);
  return updates;
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

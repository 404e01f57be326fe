import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Policy } from '../../shared/kiosk/policy.ts';
import type { Installation } from './installation.ts';
import type { Updater } from './updates.ts';

/** The only file that knows electron-updater. It is loaded where a kiosk updates itself, and nowhere else. */

export async function electronUpdater(settings: UpdaterSettings): Promise<Updater> {
  const { autoUpdater } = await import('electron-updater');
  return updaterOf(autoUpdater, settings);
}

export interface UpdaterSettings {
  readonly policy: Pick<Policy, 'UpdateAddress' | 'UpdateChannel'>;
  readonly installation: Installation;
}

/**
 * From a folder on a web server that holds what `npm run package` has written for the system. Rollout in stages is the
 * feed's `stagingPercentage`; a file whose SHA-512 is not the feed's is refused, on Windows also one that is signed by
 * somebody else than this kiosk, and on macOS the system itself refuses that.
 */
export function updaterOf(updater: AppUpdater, { policy, installation }: UpdaterSettings): Updater {
  const channel = policy.UpdateChannel === 'beta' ? 'beta' : 'latest';
  updater.setFeedURL({ provider: 'generic', url: policy.UpdateAddress, channel });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.disableWebInstaller = true;
  // IT's folder needs to hold nothing but what is installed.
  updater.disableDifferentialDownload = true;
  return {
    fetch: async () => {
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) return undefined;
      await updater.downloadUpdate();
      return found.updateInfo.version;
    },
    apply: (failed) => {
      let isRefused = false;
      let appImage = process.env['APPIMAGE'] ?? '';
      updater.once('appimage-filename-updated', (file) => (appImage = file));
      updater.once('error', (error) => {
        isRefused = true;
        failed(error);
      });
      // An AppImage that were started at once would find this kiosk still running, and end.
      const startsAgain = installation !== 'AppImage';
      updater.quitAndInstall(true, startsAgain);
      if (!startsAgain && !isRefused) app.relaunch({ execPath: appImage });
    },
  };
}

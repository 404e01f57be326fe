import { join } from 'node:path';
import { app, dialog, Menu } from 'electron';
import { type EmbeddedServer, ServerStartError, startEmbeddedServer } from './identity/embedded-server.ts';
import { masterKey, VaultError } from './identity/vault.ts';
import { readSettingsFile, SettingsFileError } from './policy/settings-file.ts';
import { registerKioskScheme } from './security/kiosk-scheme.ts';
import { startShell } from './shell.ts';

/** Start-up, in phases: one instance, the key, the server, the windows. */

const dist = join(app.getAppPath(), 'dist');

app.enableSandbox();
registerKioskScheme();

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start).catch(giveUp);
} else {
  // The instance that is already running shows itself (second-instance).
  app.quit();
}

async function start(): Promise<void> {
  // No menu: its shortcuts would reload pages and open developer tools.
  Menu.setApplicationMenu(null);
  const directory = app.getPath('userData');
  const settings = readSettingsFile(app.commandLine.getSwitchValue('settings'));
  const key = await masterKey(directory, (line) => console.warn(line));
  const server = await startEmbeddedServer(join(dist, 'server', 'start.mjs'), {
    masterKey: key.toString('base64'),
    data: join(directory, 'data'),
    demo: true,
    settings,
  });
  stopWithShell(server);
  await startShell({ addresses: server.addresses, dist });
}

function stopWithShell(server: EmbeddedServer): void {
  let stopped = false;
  const stopThenQuit = async () => {
    await server.stop();
    stopped = true;
    app.quit();
  };
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void stopThenQuit();
  });
}

function giveUp(error: unknown): void {
  const explained = [ServerStartError, SettingsFileError, VaultError].some((type) => error instanceof type);
  console.error(error);
  dialog.showErrorBox(
    'The Enterprise Portal Kiosk did not start',
    explained
      ? (error as Error).message
      : 'Something unexpected went wrong. Restart the workstation, and call your IT if it happens again.',
  );
  app.exit(1);
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as nodeRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Updater } from '../../../main/updates/updates.ts';

// Only there so that the shell's file can be loaded: a kiosk that is started again is beyond this test.
vi.mock('electron', () => ({ app: { relaunch: () => {} } }));
const { updaterOf } = await import('../../../main/updates/electron-updater.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-updates-'));
  await writeFile(
    join(folder, 'app-update.yml'),
    'provider: generic\nurl: https://updates.invalid/\nupdaterCacheDirName: cache\n',
  );
  await writeFile(join(folder, 'kiosk.AppImage'), 'version 0.1.0');
  vi.stubEnv('APPIMAGE', join(folder, 'kiosk.AppImage'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const content = 'version 0.2.0';
const digest = createHash('sha512').update(content).digest('base64');

/** A web server of IT's, with a folder as `npm run package` writes it. */
async function feed({ version = '0.2.0', sha512 = digest, staging = '', channel = 'latest' } = {}) {
  const asked: string[] = [];
  const files = new Map([
    [
      `/kiosk/${channel}-linux.yml`,
      `version: ${version}\nfiles:\n  - url: kiosk-${version}.AppImage\n    sha512: ${sha512}\n    size: ${content.length}\npath: kiosk-${version}.AppImage\nsha512: ${sha512}\n${staging}`,
    ],
    [`/kiosk/kiosk-${version}.AppImage`, content],
  ]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://it');
    asked.push(pathname);
    response.writeHead(files.has(pathname) ? 200 : 404).end(files.get(pathname));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kiosk` };
}

/** The library itself, as in an AppImage on Linux, over real sockets; only Electron's own network is not there. */
function kiosk(address: string, channel: 'stable' | 'beta' = 'stable'): Updater {
  const updater = new AppImageUpdater(null, {
    version: '0.1.0',
    name: 'kiosk',
    isPackaged: true,
    appUpdateConfigPath: join(folder, 'app-update.yml'),
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: async () => {},
    relaunch: () => {},
    quit: () => {},
    onQuit: () => {},
  });
  const httpExecutor = Object.assign(new ElectronHttpExecutor(), { createRequest: nodeRequest });
  Object.assign(updater, { httpExecutor, _testOnlyOptions: { platform: 'linux' } });
  return updaterOf(updater, {
    policy: { UpdateAddress: address, UpdateChannel: channel },
    installation: 'AppImage',
  });
}

const pending = () => join(folder, 'cache', 'pending', 'kiosk-0.2.0.AppImage');

test('[K9] a newer version comes from the address that IT sets, and waits to be applied', async () => {
  const { address } = await feed();
  expect(await kiosk(address).fetch()).toBe('0.2.0');
  expect(await readFile(pending(), 'utf8')).toBe(content);
  expect(await readFile(join(folder, 'kiosk.AppImage'), 'utf8')).toBe('version 0.1.0');
});

test('[K9] the channel that IT chooses is asked, and no other', async () => {
  const { asked, address } = await feed({ channel: 'beta' });
  expect(await kiosk(address, 'beta').fetch()).toBe('0.2.0');
  expect(asked).toEqual(['/kiosk/beta-linux.yml', '/kiosk/kiosk-0.2.0.AppImage']);
});

test.each(['0.1.0', '0.0.9'])('[K9] version %s is no update', async (version) => {
  const { address } = await feed({ version });
  expect(await kiosk(address).fetch()).toBeUndefined();
});

test('[K9] a rollout reaches the workstations that it is for', async () => {
  const [nobody, everybody] = [
    await feed({ staging: 'stagingPercentage: 0\n' }),
    await feed({ staging: 'stagingPercentage: 100\n' }),
  ];
  expect(await kiosk(nobody.address).fetch()).toBeUndefined();
  expect(await kiosk(everybody.address).fetch()).toBe('0.2.0');
});

test('[K9] a file that is not what the feed says is refused and not kept', async () => {
  const { address } = await feed({ sha512: createHash('sha512').update('another').digest('base64') });
  await expect(kiosk(address).fetch()).rejects.toThrow(/sha512 checksum mismatch/);
  expect(existsSync(pending())).toBe(false);
});

test('[K9] a server that is not there fails this look, and only this', async () => {
  const updater = kiosk('http://127.0.0.1:9/kiosk');
  await expect(updater.fetch()).rejects.toThrow(/ECONNREFUSED/);
});

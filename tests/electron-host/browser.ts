// The one Chromium that stands behind every window of the app.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection, type CdpSession, ignoreFailure } from './cdp.ts';

/** Holds the profile and whatever else lives as long as this process. */
export const temporaryFolder = mkdtempSync(path.join(tmpdir(), `electron-host-${process.pid}-`));
process.once('exit', () => rmSync(temporaryFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));

const connected = Promise.withResolvers<CdpSession>();
const exited = Promise.withResolvers<void>();
ignoreFailure(connected.promise);

/** Settles once Chromium answers. */
export const browser: Promise<CdpSession> = connected.promise;

const chromiumArguments = [
  ...(process.env['EHOST_HEADED'] ? [] : ['--headless=new']),
  '--no-sandbox', // Chromium refuses its sandbox to root, which tests in containers are
  // A quarter of what a journey costs is processes for sites; who needs none of it says so. Electron has them always.
  ...(process.env['EHOST_SITE_ISOLATION'] === 'off'
    ? ['--disable-site-isolation-trials', '--renderer-process-limit=1']
    : []),
  '--no-first-run',
  '--no-startup-window',
  '--remote-debugging-pipe',
  '--remote-debugging-port=0', // for Playwright
  `--user-data-dir=${path.join(temporaryFolder, 'profile')}`,
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--force-prefers-reduced-motion', // drawing what moves is a seventh of what a journey costs
  // Two processes fewer to start for every app.
  '--in-process-gpu',
  '--enable-features=NetworkServiceInProcess2',
  '--force-color-profile=srgb',
  '--password-store=basic',
  // Nothing but the app may touch the network.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  // The last two are pages of Chromium's own, two for each window, which nobody sees and which take their time to start.
  '--disable-features=HttpsUpgrades,MediaRouter,OptimizationHints,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  // Headless pages are all in the background as far as Chromium can tell.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache', // Electron keeps no old documents either
  '--disable-popup-blocking', // the app's window-open handler decides
];

export function startBrowser(): void {
  const command = process.env['EHOST_CHROMIUM'] ?? '/usr/bin/chromium';
  const chromium = spawn(command, chromiumArguments, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  process.once('exit', () => chromium.kill('SIGKILL'));
  chromium.once('error', connected.reject);
  chromium.once('exit', (code, signal) => {
    connected.reject(new Error(`Chromium ended with ${signal ?? code}: ${log.slice(-800)}`));
    exited.resolve();
  });

  const [toChromium, fromChromium] = [chromium.stdio[3] as Writable, chromium.stdio[4] as Readable];
  const session = new CdpConnection(fromChromium, toChromium).browser;
  let log = '';
  chromium.stderr?.on('data', (chunk: Buffer) => {
    if (log.includes('\nDevTools listening on ')) return;
    log += chunk;
    const line = /^DevTools listening on ws:.*$/m.exec(log)?.[0];
    if (line === undefined) return;
    log = `\n${line}`;
    const announce = (): void => {
      process.stderr.write(`${line}\n`); // Playwright waits for this very line
      connected.resolve(session);
    };
    const pages = { filter: [{ type: 'page' }], flatten: true };
    Promise.all([
      session.send('Target.setDiscoverTargets', { discover: true }),
      session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, ...pages }),
    ]).then(announce, connected.reject);
  });
}

/** @returns once Chromium has ended, by itself or by force */
export async function stopBrowser(): Promise<void> {
  const session = await browser;
  ignoreFailure(session.send('Browser.close'));
  await Promise.race([exited.promise, new Promise((resolve) => setTimeout(resolve, 3000))]);
}

/** @param crashed called when Chromium ends while the app runs */
export function whenBrowserIsGone(crashed: () => void): void {
  void exited.promise.then(crashed);
}

// What the specs of the host share: a small app, a site it shows, and ways to look into both.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test as base, _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { BaseWindow, WebContents } from 'electron';
import { alone } from '../support/fixture.ts';
import { useElectronHost } from './use-host.ts';

if (!process.env['REAL_ELECTRON']) useElectronHost();
export const fixtureFolder = path.join(import.meta.dirname, 'fixture');

interface Fixture {
  log: string[];
  window: BaseWindow;
  bar: WebContents;
  page: WebContents;
}
/** What the fixture's main process and its preload put into their globals. */
declare global {
  var fixture: Fixture &
    Record<'ask' | 'add' | 'fail' | 'whoAmI' | 'tell' | 'unhandled' | 'onNews', (...args: unknown[]) => unknown>;
}

interface Site {
  url: string;
  /** The same server under a host name that the fixture's guards refuse. */
  foreign: string;
  requests: string[];
}

async function serveSite(use: (site: Site) => Promise<void>): Promise<void> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const { port } = server.address() as AddressInfo;
    const foreign = `http://localhost:${port}`;
    requests.push(`${request.headers.host?.split(':')[0]} ${pathname}`);
    if (pathname === '/redirect') response.writeHead(302, { location: `${foreign}/redirected` }).end();
    else if (pathname === '/password') response.writeHead(401, { 'www-authenticate': 'Basic realm="site"' }).end();
    else if (pathname === '/worker.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end();
    else if (pathname === '/cached') response.writeHead(200, { 'cache-control': 'max-age=600' }).end('cached');
    else {
      const bodies: Record<string, string> = {
        '/links': `<a href="${foreign}/foreign">foreign</a> <a href="/redirect">redirect</a> <a href="/next">next</a>
          <a href="/popup" target="_blank">new tab</a> <a href="mailto:a@b.example">mail</a>`,
        '/frames': `<iframe src="${foreign}/inner"></iframe>`,
        '/inner': `<a target="_top" href="${foreign}/escaped">escape</a> <a href="/deeper">deeper</a>`,
      };
      response.writeHead(pathname === '/missing' ? 404 : 200, { 'content-type': 'text/html', 'set-cookie': 'seen=1' });
      response.end(`<!doctype html><title>${pathname}</title><h1>${pathname}</h1>${bodies[pathname] ?? ''}`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await use({ url: `http://127.0.0.1:${port}`, foreign: `http://localhost:${port}`, requests });
  server.closeAllConnections();
  server.close();
}

interface Fixtures {
  site: Site;
  dataFolder: string;
  app: ElectronApplication;
  bar: Page;
  page: Page;
}

export const launchOptions = (site: Site, dataFolder: string) => ({
  args: [fixtureFolder, `--user-data-dir=${dataFolder}`],
  env: { ...(process.env as Record<string, string>), FIXTURE_URL: site.url },
});

export const test = base.extend<Fixtures>({
  site: alone(async (use) => serveSite(use)),
  dataFolder: alone(async (use, testInfo) => use(testInfo.outputPath('user-data'))),
  app: async ({ site, dataFolder }, use) => {
    const app = await _electron.launch(launchOptions(site, dataFolder));
    await use(app);
    await app.close();
  },
  bar: async ({ app }, use) => use(await pageTitled(app, '/bar')),
  page: async ({ app }, use) => use(await pageTitled(app, '/page')),
});

export async function pageTitled(app: ElectronApplication, title: string): Promise<Page> {
  let found: Page | undefined;
  await expect(async () => {
    for (const page of app.windows()) if ((await page.title()) === title) found = page;
    expect(found, `a page titled ${title}`).toBeDefined();
  }).toPass();
  return found as Page;
}

export const logOf = (app: ElectronApplication): Promise<string[]> => app.evaluate(() => globalThis.fixture.log);

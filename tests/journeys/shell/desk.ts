import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { isAtWork, signInToWork, usualPerson } from '../../support/people.ts';
import { expect, type Workstation } from '../../support/workstation.ts';

/** What journeys about the end of a session share. */

/** Comes to the workstation, where the usual person may be at work already if others shared the kiosk before. */
export async function signInAt(workstation: Workstation, username = usualPerson.username): Promise<Page> {
  const portal = await workstation.portal();
  if (await isAtWork(portal, usualPerson)) {
    if (username === usualPerson.username) return portal;
    await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: 'Sign Out' }).click());
  }
  await signInToWork(portal, username);
  return portal;
}

/** Does something that ends the session, and waits until the desk is clean and the portal is there for the next person. */
export async function untilDeskIsClean(workstation: Workstation, end: () => Promise<unknown>): Promise<Page> {
  const portal = await workstation.portal();
  const desk = portal.waitForURL(({ href }) => isDesk(href));
  await end();
  await desk;
  await portal.waitForURL(({ href, pathname }) => !isDesk(href) && pathname === '/sign-in');
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  return portal;
}

/** The shell's own page; the stand-in for Electron shows it at an address of the web's. */
export const isDesk = (address: string) => /^kiosk:\/\/desk\/|^https:\/\/desk\.kiosk\./.test(address);

/** Titles of all windows. */
export const windowTitles = (workstation: Workstation) =>
  workstation.electron!.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().map((window) => window.getTitle()));

/** What the operating system would say. */
export const systemSays = (workstation: Workstation, event: string) =>
  workstation.electron!.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);

/** A registry of somebody else's, which knows nothing of the kiosk: two origins, a cookie, something in the cache. */
export async function outsideRegistry() {
  const requests: string[] = [];
  const registry = { requests, leadsTo: undefined as string | undefined };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://registry');
    requests.push(pathname);
    if (pathname === '/form.js') {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' });
      return response.end('document.title = "Lot 7 of Avery Testcase";');
    }
    if (pathname === '/report.csv') {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-disposition': 'attachment' });
      return response.end('dose,lot\n');
    }
    if (pathname === '/' && registry.leadsTo !== undefined) {
      response.writeHead(302, { location: registry.leadsTo });
      return response.end();
    }
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'registry=hers; Max-Age=3600' });
    response.end(
      '<!doctype html><html lang="en"><title>Registry</title><h1>Real registry</h1><label>Note <input></label><script src="/form.js"></script>',
    );
  });
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(registry, { address: `http://127.0.0.1:${port}/`, login: `http://localhost:${port}`, close });
}

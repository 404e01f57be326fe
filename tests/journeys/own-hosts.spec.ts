import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { systemClock } from '../../server/clock.ts';
import { startDeployment } from '../../server/deployment.ts';
import { signInToWork } from '../support/people.ts';
import { expect, repository, test } from '../support/workstation.ts';

// As the two kinds of systems part a deployment's servers; a browser takes either here.
for (const platform of ['linux', 'darwin'] as const) {
  test(`[S8] as on ${platform}: each server has its own cookies, and another program of the machine is sent none of them`, async ({
    chromiumOfWorker,
  }) => {
    const data = await mkdtemp(join(tmpdir(), 'kiosk-'));
    const deployment = await startDeployment({
      data,
      port: 0,
      demo: true,
      settings: {},
      masterKey: randomBytes(32),
      platform,
      pages: join(repository, 'dist', 'renderer'),
      clock: systemClock,
      log: pino({ level: 'silent' }),
    });
    const { portal, applications } = deployment;
    const sent: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      // A browser with a window asks for an icon as well, and brings what this program gave it itself.
      if (request.url === '/') sent.push(request.headers.cookie);
      // What would have signed everybody out where hosts and names were shared.
      response.setHeader('set-cookie', ['portal_session=theirs; Path=/api', 'portal_session=theirs; Path=/']);
      response.end('somebody else');
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const context = await (await chromiumOfWorker()).newContext();
    try {
      const page = await context.newPage();
      await page.goto(portal);
      await signInToWork(page, 'maria.garcia');
      await page.getByRole('link', { name: 'VAOS', exact: true }).click();
      await page.waitForURL(({ origin }) => origin === new URL(applications.vaos).origin);
      for (const name of ['127.0.0.1', 'localhost']) {
        await page.goto(`http://${name}:${(other.address() as AddressInfo).port}/`);
      }
      expect(sent).toEqual([undefined, undefined]);
      await page.goto(portal);
      await expect(page.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();

      const domains = (await context.cookies()).map(
        ({ name, domain }) => `${domain} ${name.replace(/_[0-9a-f]{8}.*/, '')}`,
      );
      const host = (address: string) => new URL(address).hostname;
      expect(domains).toEqual(
        expect.arrayContaining([`${host(portal)} portal_session`, `${host(applications.vaos)} vaos_session`]),
      );
      expect(domains.filter((each) => each.startsWith(`${host(applications.vaos)} `))).toEqual([
        `${host(applications.vaos)} vaos_session`,
      ]);
    } finally {
      await context.close();
      other.close();
      other.closeAllConnections();
      await deployment.close();
      await rm(data, { recursive: true, force: true });
    }
  });
}

test('[S8] the addresses that people have bookmarked lead to the true one', async ({ workstation }) => {
  const portal = await workstation.portal();
  const { port, host } = new URL(portal.url());
  for (const name of ['127.0.0.1', 'localhost']) {
    await portal.goto(`http://${name}:${port}/sign-in`);
    expect(new URL(portal.url()).host).toBe(host);
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  }
});

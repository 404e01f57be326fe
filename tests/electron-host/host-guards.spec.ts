// The events with which an app decides where its pages may go.
import { expect } from '@playwright/test';
import { logOf, test } from './host-fixture.ts';

test.describe('guards', () => {
  test.beforeEach(async ({ app, page, site }) => {
    await app.evaluate((_electron, url) => globalThis.fixture.page.loadURL(url), `${site.url}/links`);
    await expect(page).toHaveTitle('/links');
  });

  test('a refused link leaves the page standing and sends no request', async ({ app, page, site }) => {
    await page.getByText('foreign').click();
    const url = `${site.foreign}/foreign`;
    await expect.poll(() => logOf(app)).toEqual([`will-frame-navigate ${url}`]);
    await expect(page.locator('h1')).toHaveText('/links');
    expect(site.requests).not.toContain('localhost /foreign');
  });

  test('a redirect is asked about at each hop', async ({ app, page, site }) => {
    await page.getByText('redirect').click();
    const start = `${site.url}/redirect`;
    const hops = [`will-frame-navigate ${start}`, `will-navigate ${start}`, `will-redirect ${site.foreign}/redirected`];
    await expect.poll(() => logOf(app)).toEqual(hops);
    expect(site.requests).not.toContain('localhost /redirected');
  });

  test('a redirect of what the app itself loads is asked about too', async ({ app, page, site }) => {
    const code = await app.evaluate(
      (_electron, url) => globalThis.fixture.page.loadURL(url).catch((error: { code: string }) => error.code),
      `${site.url}/redirect`,
    );
    expect(code).toBe('ERR_ABORTED');
    expect(await logOf(app)).toEqual([`will-redirect ${site.foreign}/redirected`]);
    expect(page.url()).toBe(`${site.url}/links`);
  });

  test('popups are refused, whether from a script or a link', async ({ app, page, site }) => {
    expect(await page.evaluate(() => window.open('/from-script'))).toBeNull();
    await page.getByText('new tab').click();
    await expect.poll(() => logOf(app)).toEqual([`popup ${site.url}/from-script`, `popup ${site.url}/popup`]);
    await expect.poll(() => app.windows().length).toBe(2);
  });

  test('a link to another program is reported', async ({ app, page }) => {
    await page.getByText('mail').click();
    await expect.poll(() => logOf(app)).toContain('will-navigate mailto:a@b.example');
  });

  test('a frame of another site has no preload, is asked about, and cannot replace the page', async ({
    app,
    bar,
    site,
  }) => {
    await app.evaluate((_electron, url) => globalThis.fixture.bar.loadURL(url), `${site.url}/frames`);
    const frame = bar.frameLocator('iframe');
    const inner = () => bar.frames().find((each) => each !== bar.mainFrame());
    await expect(frame.locator('h1')).toHaveText('/inner');
    expect(await inner()?.evaluate(() => 'fixture' in globalThis)).toBe(false);

    await frame.getByText('escape').click();
    await expect.poll(() => logOf(app)).toContain(`will-frame-navigate ${site.foreign}/escaped`);
    await frame.getByText('deeper').click();
    await expect(frame.locator('h1')).toHaveText('/deeper');
    expect(await logOf(app)).toContain(`will-frame-navigate in frame ${site.foreign}/deeper`);
    await expect(bar).toHaveTitle('/frames');
  });

  test('a key in a frame of another site is asked about, as in the page, and is told as no input', async ({
    app,
    page,
    site,
  }) => {
    await app.evaluate((_electron, url) => globalThis.fixture.page.loadURL(url), `${site.url}/frames`);
    const field = page.frameLocator('iframe').getByRole('textbox');
    await page
      .frameLocator('iframe')
      .locator('h1')
      .evaluate(() => document.body.append(document.createElement('input')));
    await app.evaluate(() => {
      const { log, page: contents } = globalThis.fixture;
      contents.on('before-input-event', (_event, { type, key }) => log.push(`key ${type} ${key}`));
      contents.on('input-event', (_event, { type }) => log.push(`input ${type}`));
    });
    await field.evaluate((input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'x' })));
    await field.press('a');
    await expect.poll(() => logOf(app)).toEqual(expect.arrayContaining(['key keyDown a', 'key keyUp a']));
    expect((await logOf(app)).filter((line) => /^(key keyDown x|input .*[kK]ey)/.test(line))).toEqual([]);
  });

  test('each document of a page and of its frames is told', async ({ app, bar, site }) => {
    await app.evaluate((_electron, url) => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      globalThis.fixture.bar.on('did-frame-navigate', (_event, address, _code, _text, isMainFrame) => {
        told.push(`${isMainFrame ? 'page' : 'frame'} ${address}`);
      });
      return globalThis.fixture.bar.loadURL(`${url}/frames`);
    }, site.url);
    await expect(bar.frameLocator('iframe').locator('h1')).toHaveText('/inner');
    const told = () => app.evaluate(() => (globalThis as unknown as { told: string[] }).told);
    await expect.poll(told).toEqual([`page ${site.url}/frames`, `frame ${site.foreign}/inner`]);
  });

  test('a request says whose it is', async ({ app, page, site }) => {
    await app.evaluate(({ session }) => {
      const initiators: string[] = [];
      Object.assign(globalThis, { initiators });
      session.fromPartition('page').webRequest.onBeforeRequest(({ url, initiatorOrigin }, decide) => {
        initiators.push(`${new URL(url).pathname} ${initiatorOrigin}`);
        decide({});
      });
    });
    await page.evaluate(() => fetch('/asked'));
    const initiators = () => app.evaluate(() => (globalThis as unknown as { initiators: string[] }).initiators);
    await expect.poll(initiators).toContain(`/asked ${site.url}`);
  });

  test('a server that wants a password gets what the app says, and otherwise none', async ({ app, page }) => {
    const status = () => page.evaluate(() => fetch('/password').then((response) => response.status));
    expect(await status()).toBe(401);
    await app.evaluate(({ app: electronApp }) => {
      electronApp.on('login', (event, _contents, { url }, { isProxy, realm }, answer) => {
        event.preventDefault();
        globalThis.fixture.log.push(`login ${new URL(url).pathname} ${realm} ${isProxy}`);
        answer();
      });
    });
    expect(await status()).toBe(401);
    expect(await logOf(app)).toContain('login /password site false');
  });
});

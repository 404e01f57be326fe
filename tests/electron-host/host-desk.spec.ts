// What a shell needs to know that nobody left anything behind; expected of the stand-in and of Electron alike.
import { expect } from '@playwright/test';
import { test } from './host-fixture.ts';

const keepSomething = async () => {
  localStorage.setItem('kept', 'locally');
  sessionStorage.setItem('kept', 'in the tab');
  await (await caches.open('kept')).put('/kept', new Response('kept'));
  await new Promise((resolve) => {
    indexedDB.open('kept').onsuccess = resolve;
  });
  await navigator.serviceWorker.register('/worker.js');
  await navigator.serviceWorker.ready;
};
const whatIsKept = async () => [
  localStorage.length,
  sessionStorage.length,
  (await caches.keys()).length,
  (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
];

test('an origin is looked into from a document that the app supplies, while its pages are elsewhere', async ({
  app,
  page,
  site,
}) => {
  await page.evaluate(keepSomething);
  /** The document may be replaced between being loaded and being asked. */
  const kept = (counts: number[]) =>
    expect.poll(() => page.evaluate(whatIsKept).catch(() => 'no document')).toEqual(counts);
  const look = () =>
    app.evaluate(async ({ session }, url) => {
      const { protocol } = session.fromPartition('page');
      protocol.handle('http', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }));
      await globalThis.fixture.page.loadURL(`${url}/looked-into`);
      protocol.unhandle('http');
    }, site.url);

  // Chromium asks for a worker's script again whenever it likes.
  await look();
  expect(site.requests.filter((request) => request.includes('/looked-into'))).toEqual([]);
  await kept([1, 1, 1, 1, 1]);

  await app.evaluate(({ session }) => session.fromPartition('page').clearStorageData());
  await look();
  await kept([0, 0, 0, 0, 0]);
});

test('storage is cleared of origins that no page shows any more, and of tabs', async ({ app, page, site }) => {
  await page.evaluate(keepSomething);
  await app.evaluate((_electron, url) => globalThis.fixture.page.loadURL(url), `${site.foreign}/elsewhere`);
  await app.evaluate(({ session }) => session.fromPartition('page').clearStorageData());
  await app.evaluate((_electron, url) => globalThis.fixture.page.loadURL(url), `${site.url}/back`);
  await page.waitForURL('**/back');
  expect(await page.evaluate(whatIsKept)).toEqual([0, 0, 0, 0, 0]);
});

test('a service worker is known while it runs', async ({ app, page, site }) => {
  const running = () =>
    app.evaluate(({ session }) => Object.keys(session.fromPartition('page').serviceWorkers.getAllRunning()).length);
  await page.evaluate(keepSomething);
  await expect.poll(running).toBe(1);
  await app.evaluate((_electron, url) => globalThis.fixture.page.loadURL(url), `${site.foreign}/elsewhere`);
  await app.evaluate(({ session }) => session.fromPartition('page').clearStorageData());
  await expect.poll(running).toBe(0);
});

test('the cache has a size until it is cleared, and then keeps nothing', async ({ app, page, site }) => {
  const size = () => app.evaluate(({ session }) => session.fromPartition('page').getCacheSize());
  const fetchTwice = async () => {
    for (let time = 0; time < 2; time++) await (await fetch('/cached')).text();
  };
  const asked = () => site.requests.filter((request) => request.endsWith('/cached')).length;

  await app.evaluate(({ session }) => session.fromPartition('page').clearCache());
  expect(await size()).toBe(0);
  await page.evaluate(fetchTwice);
  expect(asked()).toBe(1);
  expect(await size()).toBeGreaterThan(0);

  await app.evaluate(({ session }) => session.fromPartition('page').clearCache());
  expect(await size()).toBe(0);
  await page.evaluate(fetchTwice);
  expect(asked()).toBe(2);
});

test('input is what Chromium dispatched, not what a page makes up', async ({ app, page }) => {
  await app.evaluate(() => {
    const { log, page: contents } = globalThis.fixture;
    contents.on('input-event', (_event, input) => log.push(`input ${input.type}`));
  });
  const log = () => app.evaluate(() => globalThis.fixture.log.filter((line) => line.startsWith('input ')));
  await page.evaluate(() => {
    dispatchEvent(new MouseEvent('mousedown'));
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    document.body.click();
  });
  await page.mouse.move(30, 40);
  await page.mouse.down();
  await page.keyboard.press('a');
  await expect.poll(log).toEqual(expect.arrayContaining(['input mouseMove', 'input mouseDown', 'input rawKeyDown']));
  expect((await log()).filter((line) => line === 'input mouseDown')).toHaveLength(1);
  expect((await log()).filter((line) => line === 'input rawKeyDown')).toHaveLength(1);
});

test('the clipboard is empty when cleared', async ({ app, bar }) => {
  await bar.title();
  const seen = await app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('a name');
    const [item] = await clipboard.read();
    const before = [item?.types.includes('text/plain'), await clipboard.readText()];
    clipboard.clear();
    return [before, await clipboard.readText(), (await clipboard.read()).flatMap(({ types }) => types)];
  });
  expect(seen).toEqual([[true, 'a name'], '', []]);
});

test('a cleared history leads nowhere', async ({ app, page, site }) => {
  await page.title();
  const seen = await app.evaluate(async (_electron, url) => {
    const { page: contents } = globalThis.fixture;
    await contents.loadURL(url);
    const before = contents.navigationHistory.canGoBack();
    contents.navigationHistory.clear();
    return [before, contents.navigationHistory.canGoBack()];
  }, `${site.url}/next`);
  expect(seen).toEqual([true, false]);
  // The app hears of a navigation before Playwright does.
  await page.waitForURL('**/next');
  await page.evaluate(() => history.back());
  expect(new URL(page.url()).pathname).toBe('/next');
});

test('a window says when it is moved or resized, and where it returns to when it is no longer maximized', async ({
  app,
  bar,
}) => {
  test.skip(!!process.env['REAL_ELECTRON'], 'a window manager moves windows as it likes');
  await bar.title();
  const seen = await app.evaluate(() => {
    const { window } = globalThis.fixture;
    const events: string[] = [];
    window.on('move', () => events.push('move'));
    window.on('resize', () => events.push('resize'));
    window.setBounds({ x: 10, y: 20, width: 900, height: 700 });
    window.setBounds({ x: 10, y: 20, width: 800, height: 700 });
    window.maximize();
    return [events, window.getNormalBounds()];
  });
  expect(seen).toEqual([['move', 'resize', 'move', 'resize'], { x: 10, y: 20, width: 800, height: 700 }]);
});

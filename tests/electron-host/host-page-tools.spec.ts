// What a bar offers for a page: finding, style sheets, files, menus; expected of the stand-in and of Electron alike.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './host-fixture.ts';

test('finding counts, goes on, goes back and around, and begins anew', async ({ app, page }) => {
  await page.evaluate(() => (document.body.innerText = 'lot, Lot and LOT'));
  const results = await app.evaluate(async () => {
    const { page: contents } = globalThis.fixture;
    const find = (text: string, options: Electron.FindInPageOptions) =>
      new Promise((resolve) => {
        const hear = (_event: unknown, { activeMatchOrdinal, matches, finalUpdate }: Electron.FoundInPageResult) => {
          if (!finalUpdate) return;
          contents.off('found-in-page', hear);
          resolve([activeMatchOrdinal, matches]);
        };
        contents.on('found-in-page', hear);
        contents.findInPage(text, options);
      });
    const seen = [
      await find('lot', { findNext: true }),
      await find('lot', { forward: true }),
      await find('lot', { forward: false }),
      await find('lot', { forward: false }),
      await find('nobody', { findNext: true }),
    ];
    contents.stopFindInPage('clearSelection');
    return seen;
  });
  expect(results).toEqual([
    [1, 3],
    [2, 3],
    [1, 3],
    [3, 3],
    [0, 0],
  ]);
});

test('a style sheet of the app holds until it is taken away', async ({ app, page }) => {
  await page.title();
  const display = () => page.evaluate(() => getComputedStyle(document.documentElement).display);
  const key = await app.evaluate(() =>
    globalThis.fixture.page.insertCSS(':root { display: none !important }', { cssOrigin: 'user' }),
  );
  expect(await display()).toBe('none');
  await app.evaluate((_electron, inserted) => globalThis.fixture.page.removeInsertedCSS(inserted), key);
  expect(await display()).toBe('block');
});

test('a file that a page offers arrives where the app says, or nowhere', async ({ app, page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'host-downloads-'));
  await app.evaluate(({ session }, to) => {
    session.fromPartition('page').on('will-download', (event, item, contents) => {
      const { log, page: expected } = globalThis.fixture;
      log.push(`offered ${item.getFilename()} ${contents === expected}`);
      if (item.getFilename() === 'refused.txt') return event.preventDefault();
      item.setSavePath(`${to}/${item.getFilename()}`);
      item.once('done', (_done, state) => log.push(`${state} ${item.getFilename()}`));
      if (item.getFilename() === 'cancelled.txt') item.cancel();
    });
  }, folder);
  for (const name of ['refused.txt', 'cancelled.txt', 'taken.txt']) {
    await page.evaluate((download) => {
      const href = URL.createObjectURL(new Blob(['content']));
      Object.assign(document.createElement('a'), { href, download }).click();
    }, name);
    await expect.poll(() => app.evaluate(() => globalThis.fixture.log)).toContain(`offered ${name} true`);
  }
  await expect.poll(() => app.evaluate(() => globalThis.fixture.log)).toContain('completed taken.txt');
  expect(await app.evaluate(() => globalThis.fixture.log)).toContain('cancelled cancelled.txt');
  expect(await readFile(path.join(folder, 'taken.txt'), 'utf8')).toBe('content');
});

test('a context menu is asked for with what is there, unless the page has its own', async ({ app, page }) => {
  await app.evaluate(() => {
    globalThis.fixture.page.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
      globalThis.fixture.log.push(`menu ${isEditable} ${selectionText} ${editFlags.canCut} ${editFlags.canPaste}`);
    });
  });
  const menus = () => app.evaluate(() => globalThis.fixture.log.filter((line) => line.startsWith('menu')));
  await page.evaluate(() => (document.body.innerHTML = '<input aria-label="Lot" value="seven"><p>own</p>'));
  await page.evaluate(() => document.querySelector('p')?.addEventListener('contextmenu', (e) => e.preventDefault()));
  await page.getByText('own').click({ button: 'right' });
  await page.getByLabel('Lot').selectText();
  await page.getByLabel('Lot').click({ button: 'right' });
  await expect.poll(menus).toEqual(['menu true seven true true']);
});

test('a window says when it is maximized and when no longer', async ({ app, bar }) => {
  test.skip(!!process.env['REAL_ELECTRON'], 'a window manager maximizes as it likes');
  await bar.title();
  const seen = await app.evaluate(() => {
    const { window } = globalThis.fixture;
    const events: unknown[] = [];
    window.on('maximize', () => events.push(['maximize', window.isMaximized()]));
    window.on('unmaximize', () => events.push(['unmaximize', window.isMaximized()]));
    const before = window.getBounds();
    window.maximize();
    window.unmaximize();
    return { events, isBack: JSON.stringify(window.getBounds()) === JSON.stringify(before) };
  });
  expect(seen).toEqual({
    events: [
      ['maximize', true],
      ['unmaximize', false],
    ],
    isBack: true,
  });
});

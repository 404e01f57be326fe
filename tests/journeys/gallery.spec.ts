import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { en } from '../../shared/identity/texts/en.ts';
import { es } from '../../shared/identity/texts/es.ts';
import { press, tabTo } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { expect, test } from '../support/workstation.ts';

const origin = 'http://gallery.localhost';
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};
/** The product's own, so that a component that it refuses shows here. */
const policy = "default-src 'self'; style-src 'self'; object-src 'none'";

/** Has the page show the gallery as it is built, without a server. */
async function openGallery(page: Page): Promise<void> {
  const configFile = fileURLToPath(new URL('../../renderer/gallery/vite.config.ts', import.meta.url));
  const [built] = [await build({ configFile, logLevel: 'silent', build: { write: false } })].flat();
  if (!('output' in built!)) throw new Error('nothing was built');
  const files = new Map(
    built.output.map((each) => [`/${each.fileName}`, each.type === 'chunk' ? each.code : each.source]),
  );
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    const content = files.get(path);
    if (content === undefined) return route.fulfill({ status: 404 });
    const contentType = types[path.split('.').at(-1)!]!;
    return route.fulfill({ body: Buffer.from(content), contentType, headers: { 'content-security-policy': policy } });
  });
  await page.goto(`${origin}/gallery/index.html`);
  await expect(page.getByRole('heading', { name: 'Gallery', exact: true })).toBeVisible();
}

test('[L2] [L3] the components pass axe in every theme, and work by keyboard alone', async ({ chromiumOfWorker }) => {
  const browser = await chromiumOfWorker();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  await openGallery(page);

  await test.step('a way past what stands above', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: en.frame.skip })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });
  await test.step('a busy button keeps the focus, says so and is not pressed twice', async () => {
    await press(page.getByRole('button', { name: 'Send' }));
    const busy = page.getByRole('button', { name: 'Sending…' });
    await expect(busy).toBeFocused();
    await expect(busy).toHaveAttribute('aria-disabled', 'true');
    await expect(page.locator('body > [aria-live=polite]')).toHaveText('Sending…');
  });
  await test.step('a form leads to a summary, and that to each field; one wrong field has the focus itself', async () => {
    const form = page.getByRole('form', { name: 'Record a dose' });
    await press(form.getByRole('button', { name: 'Record' }));
    const summary = form.getByRole('group', { name: en.frame.form.wrong });
    await expect(summary).toBeFocused();
    await expect(page).toHaveTitle(/^Error: /);
    await look(page, 'gallery-form-errors');
    await press(summary.getByRole('link', { name: 'Date given: Enter the date.' }));
    await expect(form.getByLabel('Date given')).toBeFocused();
    await page.keyboard.insertText('2026-11-28');
    await page.keyboard.press('Tab');
    await expect(form.getByLabel('Date given')).toHaveValue('11/28/2026');
    // What is mended leaves the summary.
    await expect(summary.getByRole('link')).toHaveText(['Lot: Enter the lot.', 'Route: Choose a route.']);
    await page.keyboard.press('Space');
    await press(form.getByRole('button', { name: 'Record' }));
    await expect(form.getByLabel('Lot')).toBeFocused();
    await page.keyboard.insertText('WR2690B');
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveTitle(/Error/);
  });
  await test.step('a list that is not among the choices shows nothing as chosen', async () => {
    await expect(page.getByLabel('Site')).toHaveValue('');
  });
  await test.step('one of many is found by a part of its name', async () => {
    await tabTo(page.getByRole('combobox', { name: 'Vaccine' }));
    await page.keyboard.type('hep');
    await expect(page.getByRole('option')).toHaveCount(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Chosen: hepb')).toBeVisible();
  });
  await test.step('arrows lead from tab to tab', async () => {
    await tabTo(page.getByRole('tab', { name: 'History' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tabpanel')).toHaveText('Doses that are due');
  });
  await test.step('a dialog has the focus, keeps it, and gives it back', async () => {
    const opens = page.getByRole('button', { name: 'Open a dialog' });
    await press(opens);
    const dialog = page.getByRole('alertdialog', { name: 'Delete this dose?' });
    await expect(dialog).toBeVisible();
    await look(page, 'gallery-dialog');
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opens).toBeFocused();
  });
  await test.step('a table is sorted, filtered, and turned page by page', async () => {
    const table = page.getByRole('table', { name: 'Stock' });
    await press(table.getByRole('button', { name: 'Doses' }));
    await press(table.getByRole('button', { name: 'Doses' }));
    await expect(table.getByRole('columnheader', { name: 'Doses' })).toHaveAttribute('aria-sort', 'descending');
    await expect(table.getByRole('row').nth(1)).toContainText('39');
    await press(page.getByRole('button', { name: en.frame.table.next }));
    await expect(page.getByText(en.frame.table.page(2, 5))).toBeVisible();
    await press(page.getByRole('group', { name: en.frame.table.filter }).getByRole('button', { name: 'Expired' }));
    await expect(page.getByText(en.frame.table.shown(5, 25))).toBeVisible();
    await press(page.getByRole('button', { name: 'All', exact: true }));
  });
  await test.step('a table takes the focus only where it has to be scrolled', async () => {
    await expect(page.getByRole('region', { name: 'Stock' })).not.toHaveAttribute('tabindex');
    const wide = page.getByRole('region', { name: 'Immunization history' });
    await expect(wide).toHaveAttribute('tabindex', '0');
    await expect(wide).toContainText(en.frame.table.overflows);
  });
  await test.step('[L2] behind a chart stand its numbers as a table', async () => {
    await press(page.getByRole('figure', { name: 'Clients who are due' }).getByText(en.frame.chart.numbers));
    await expect(page.getByRole('figure', { name: 'Clients who are due' }).getByRole('row')).toHaveCount(4);
  });
  await test.step('[L3] dark, comfortable, more contrast and forced colors pass axe too', async () => {
    await press(page.getByRole('button', { name: 'dark' }));
    await press(page.getByRole('button', { name: 'comfortable' }));
    await look(page, 'gallery-dark');
    await page.emulateMedia({ contrast: 'more' });
    await look(page, 'gallery-dark-more-contrast');
    await page.emulateMedia({ contrast: null, forcedColors: 'active' });
    await press(page.getByRole('button', { name: 'light' }));
    await look(page, 'gallery-forced-colors');
    await page.emulateMedia({ forcedColors: null });
  });
  await test.step('[L1] in Spanish, on a telephone, nothing has to be scrolled sideways', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await press(page.getByRole('button', { name: 'Español' }));
    await expect(page.getByLabel(es.frame.table.filter).first()).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      .toBe(0);
    await look(page, 'gallery-narrow');
  });
  expect(complaints).toEqual([]);
  await context.close();
});

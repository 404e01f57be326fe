import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { violationsOf } from './axe.ts';

const folder = fileURLToPath(new URL('../../test-results/screens', import.meta.url));

/**
 * Holds the page to WCAG 2.2 A and AA as far as a program can tell, and leaves a picture of it for people where
 * `npm run screenshots` asks. Screens that both hosts show are looked at in the browser alone: they are the same.
 */
export async function look(page: Page, name: string): Promise<void> {
  const { project, file } = test.info();
  if (process.env['KIOSK_SCREENSHOTS']) {
    await page.screenshot({ path: `${folder}/${project.name}/${name}.png`, fullPage: true });
  }
  if (project.name.startsWith('shell') && !file.includes('/shell/')) return;
  expect(await violationsOf(page)).toEqual([]);
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const folder = fileURLToPath(new URL('../../test-results/screens', import.meta.url));
/** Less than half of what the builder would send to every page, and the same rules. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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
  const { violations } = await new AxeBuilder({ page, axeSource })
    // What passed is nobody's concern here, and neither is a selector for each element.
    .options({ resultTypes: ['violations'], selectors: false })
    // A second page for frames cannot be opened in the shell, and nothing here has frames.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

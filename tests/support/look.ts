import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const folder = fileURLToPath(new URL('../../test-results/screens', import.meta.url));

/** Leaves a screenshot of the page for people, where there are any, and holds it to WCAG 2.2 A and AA as far as a program can tell. */
export async function look(page: Page, name: string): Promise<void> {
  const path = `${folder}/${test.info().project.name}/${name}.png`;
  if (!process.env['CI']) await page.screenshot({ path, fullPage: true });
  const { violations } = await new AxeBuilder({ page })
    // A second page for frames cannot be opened in the shell, and nothing here has frames.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

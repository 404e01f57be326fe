// `npm run screenshots`: runs the journeys with pictures of every screen, and makes the README's from two of them.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumProgram } from './chromium.ts';
import { serverEnvironment } from './server-process.mjs';
import { fail, root, run, toolEnvironment } from './setup.mjs';

const shown = ['--project=browser', '--project=shell'];

const status = run(
  'node_modules/@playwright/test/cli.js',
  ['test', '--config', 'tests/playwright.config.ts', ...shown],
  {
    env: toolEnvironment({ ...serverEnvironment, KIOSK_SCREENSHOTS: '1' }),
  },
);
if (status !== 0) fail('The journeys did not pass, so the pictures are not made.');

const screens = join(root, 'test-results', 'screens');
const picture = (name: string) =>
  `<img class="${basename(name, '.png')}" src="data:image/png;base64,${readFileSync(join(screens, name)).toString('base64')}">`;

const browser = await chromium.launch({
  executablePath: chromiumProgram(),
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });

async function save(name: string, ...pictures: string[]): Promise<void> {
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:1200px}img.bar{height:56px;object-fit:cover;object-position:top}</style>${pictures.map(picture).join('')}`,
  );
  await page.screenshot({ path: join(root, 'docs', 'screenshots', name) });
}

await save('portal.png', 'browser/3-home-icons.png');
// The window itself cannot be photographed without a display, so its two views are put together as it lays them out.
await save('managed-window.png', 'shell/bar.png', 'shell/managed-page.png');
await browser.close();

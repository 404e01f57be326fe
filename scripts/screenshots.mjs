// `npm run screenshots`: the README's pictures, taken from what the journeys left in test-results/screens.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumProgram } from './chromium.mjs';
import { answerHelp, root } from './setup.mjs';

answerHelp(`Usage: npm run screenshots
Makes the README's pictures from what the journeys of npm test left in test-results/screens.`);

const screens = join(root, 'test-results', 'screens');
const picture = (name) =>
  `<img class="${basename(name, '.png')}" src="data:image/png;base64,${readFileSync(join(screens, name)).toString('base64')}">`;

const browser = await chromium.launch({
  executablePath: chromiumProgram(),
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });

async function save(name, ...pictures) {
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:1200px}img.bar{height:56px;object-fit:cover;object-position:top}</style>${pictures.map(picture).join('')}`,
  );
  await page.screenshot({ path: join(root, 'docs', 'screenshots', name) });
}

await save('portal.png', 'browser/3-home-icons.png');
// The window itself cannot be photographed without a display, so its two views are put together as it lays them out.
await save('managed-window.png', 'shell/bar.png', 'shell/managed-page.png');
await browser.close();

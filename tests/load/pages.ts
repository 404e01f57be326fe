import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumProgram } from '../../scripts/chromium.ts';
import { signInToWork } from '../support/people.ts';
import { startBuiltServer } from './built-server.ts';
import { atMost } from './report.ts';

// How long somebody waits for a page: rows of `npm run bench`, in a process of its own; it runs alone too. Chromium draws without a
// graphics card here, beside the server on the same two cores.

const rounds = 5;
const folder = await mkdtemp(join(tmpdir(), 'pages-'));
const settings = join(folder, 'settings.json');
await writeFile(settings, '{}');
const server = await startBuiltServer(join(folder, 'data'), settings, '--demo');
const launch = () => chromium.launch({ executablePath: chromiumProgram(), args: ['--no-sandbox'] });

/** A browser that has never been here, from its first request to a field that takes what is typed. */
async function firstSight(): Promise<number> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const begun = performance.now();
    await page.goto(server.origin, { waitUntil: 'commit' });
    await page.getByLabel('Username').fill('m');
    return performance.now() - begun;
  } finally {
    await browser.close();
  }
}

/** Within the page, from the press to the heading that it leads to being drawn. */
function change(page: Page, link: string, heading: string): Promise<number> {
  return page.evaluate(
    ([to, title]) =>
      new Promise<number>((done) => {
        const isThere = () => [...document.querySelectorAll('h1')].some((each) => each.textContent === title);
        const begun = performance.now();
        const look = () =>
          isThere() ? requestAnimationFrame(() => done(performance.now() - begun)) : requestAnimationFrame(look);
        [...document.querySelectorAll<HTMLElement>('a')].find((each) => each.textContent?.trim() === to)!.click();
        look();
      }),
    [link, heading] as const,
  );
}

async function changes(browser: Browser): Promise<number[]> {
  const page = await browser.newPage();
  await page.goto(server.origin);
  await signInToWork(page, 'maria.garcia');
  const samples: number[] = [];
  // The first round fetches each page's script.
  for (let round = 0; round <= rounds; round++) {
    const took = [await change(page, 'My Profile', 'My Profile'), await change(page, 'Help', 'Help')];
    await page.goBack();
    await page.goBack();
    await page.getByRole('heading', { name: 'Applications', exact: true }).waitFor();
    if (round > 0) samples.push(...took);
  }
  return samples;
}

try {
  const sights: number[] = [];
  for (let round = 0; round < rounds; round++) sights.push(await firstSight());
  atMost('the sign-in page in a new browser, until one can type', sights, 'ms', 1000);
  const browser = await launch();
  atMost('from one page of the portal to another', await changes(browser), 'ms', 100);
  await browser.close();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { chromiumProgram } from '../../scripts/chromium.ts';
import { applications } from '../../shared/applications/applications.ts';
import type { Manifest } from '../../shared/applications/manifest.ts';
import { clientsApi } from '../../shared/applications/immtrac2/clients/api.ts';
import { type Language, languages } from '../../shared/contract/languages.ts';
import { violationsOf } from '../support/axe.ts';
import { signIn } from '../support/people.ts';
import { startServerHere } from '../support/server-here.ts';
import { Visitor } from '../support/visitor.ts';

/**
 * `npm run screens -- --check`: every page that somebody reaches by links, in every language, held to WCAG 2.2 as far as
 * axe can tell, and to its width, in each of the looks below. Prints what does not hold.
 */

const looks = [
  { name: '320 px', width: 320, dark: false, zoom: 1 },
  { name: '1024 px, dark', width: 1024, dark: true, zoom: 1 },
  { name: '1920 px', width: 1920, dark: false, zoom: 1 },
  { name: '200 % text', width: 1280, dark: false, zoom: 2 },
];

/** Who sees which pages. */
const people = ['maria.garcia', 'it.admin', 'support.lee', 'robin.signer', 'sam.reviewer'];

const data = await mkdtemp(join(tmpdir(), 'screens-'));
const server = await startServerHere(join(data, 'kiosk'), {});
const browser = await chromium.launch({ executablePath: chromiumProgram(), args: ['--no-sandbox'] });
const places = new Map(
  Object.entries({ portal: server.portal, ...server.applications }).map(([name, address]) => [
    new URL(address).origin,
    name,
  ]),
);
/** Nobody is signed in there: they speak as the browser asks. */
const openPages = new Set(
  Object.values<Manifest>(applications).flatMap(({ id, openPages: paths = [] }) => paths.map((path) => `${id}${path}`)),
);
const only = process.argv[3];
const found = new Map<string, string[]>();
let checked = 0;

for (const username of people.filter((each) => only === undefined || each === only)) {
  for (const language of languages) await walk(username, language);
}
await browser.close();
await server.stop();
await rm(data, { recursive: true, force: true });

for (const [fault, where] of found) console.log(`${fault}\n  ${where.join('\n  ')}`);
console.log(`screens: ${checked} checked, ${found.size} kinds of faults`);
process.exitCode = found.size > 0 ? 1 : 0;

/** Follows the links of one person, each kind of page once. */
async function walk(username: string, language: Language): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await begin(page, username, language);
  const waiting = [...places.keys()].map((origin) => `${origin}/`);
  // No link leads to a client; somebody has to be looked for.
  const client = await clientFound(page);
  if (client !== undefined) waiting.push(new URL(`/clients/${client}`, server.applications.immtrac2).href);
  const seen = new Set<string>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    if (seen.has(kind)) continue;
    seen.add(kind);
    await page.goto(address);
    await settled(page);
    const here = `${username}, ${language}: ${kind}`;
    const spoken = await page.locator('html').getAttribute('lang');
    if (spoken !== language && !openPages.has(kind) && !(await isOpenTo(page, kind)))
      note('not in the language that was chosen', here);
    for (const look of looks) {
      checked += 1;
      await page.setViewportSize({ width: look.width, height: 800 });
      await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' });
      await page.evaluate((zoom) => {
        document.documentElement.style.fontSize = zoom === 1 ? '' : `${zoom * 100}%`;
      }, look.zoom);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (tooWide > 0) note(`wider than the window, ${look.name}`, `${here} (by ${tooWide} px)`);
      for (const violation of await violationsOf(page)) note(`${violation} (${look.name})`, here);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => document.documentElement.removeAttribute('style'));
    const links = await page.evaluate(() => [...document.links].map(({ href }) => href.split('#')[0]!));
    waiting.push(
      ...links.filter((link) => places.has(new URL(link).origin) && !/\/(api|assets|sign-out)\b/.test(link)),
    );
  }
  await context.close();
}

/** Nor is somebody signed in where an application refuses them; the page offers the languages itself. */
async function isOpenTo(page: Page, kind: string): Promise<boolean> {
  return !kind.startsWith('portal') && (await page.getByRole('button', { name: 'Español' }).isVisible());
}

/** Signs in, chooses the language, and passes what stands before the registry. */
async function begin(page: Page, username: string, language: Language): Promise<void> {
  const elsewhere = new Visitor(server.portal);
  const session = (await (await elsewhere.signIn(username)).json()) as { pending: string };
  if (session.pending === 'agreement') await elsewhere.agree();
  await elsewhere.send('PUT', '/api/language', { language });
  await elsewhere.send('POST', '/api/sign-out');
  await page.goto(server.portal);
  await signIn(page, username);
  await page.locator('.launcher').waitFor();
  await page.goto(server.applications.immtrac2);
  const taken = page.getByRole('main').getByRole('button').last();
  for (const step of ['statement', 'landing', 'message']) {
    await settled(page);
    if (await page.getByRole('textbox').first().isVisible()) return;
    note(await axeOf(page), `${username}, ${language}: ${step}`);
    await taken.click();
  }
}

/** @returns the id of a training client; undefined for who may not look for one */
async function clientFound(page: Page): Promise<string | undefined> {
  return page.evaluate(
    async ([path, person]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(person) });
      return response.ok ? ((await response.json()) as { clients: { id: string }[] }).clients[0]?.id : undefined;
    },
    [clientsApi.findByName.path, { lastName: 'Testcase', firstName: 'Avery', birthDate: '2019-05-04' }] as const,
  );
}

async function axeOf(page: Page): Promise<string> {
  return (await violationsOf(page)).join('; ');
}

/** There is a heading, and nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** A page's address, without what is different from one person or thing to the next. */
function kindOf(address: string): string {
  const { origin, pathname } = new URL(address);
  const parts = pathname.split('/').map((part) => (/\d|.{24}|^training-/.test(part) ? '…' : part));
  return `${places.get(origin)}${parts.join('/')}`;
}

function note(fault: string, where: string): void {
  if (fault === '') return;
  found.set(fault, [...(found.get(fault) ?? []), where]);
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { chromiumProgram } from '../../scripts/chromium.mjs';
import { es } from '../../shared/identity/texts/es.ts';
import { signIn } from '../support/people.ts';
import { startServerHere } from '../support/server-here.ts';
import { Visitor } from '../support/visitor.ts';

/** `npm run screens`: every screen of the running product, for people to look at, and docs/screens.md around them. */

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/screens');
const only = process.argv[2];

interface Taken {
  readonly name: string;
  readonly title: string;
  readonly look: string;
}

const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 320, height: 640 } },
  'dark and narrow': { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  'more contrast': { contrast: 'more' },
  'forced colors': { forcedColors: 'active' },
} as const satisfies Record<string, BrowserContextOptions>;
type Look = keyof typeof looks;

const data = await mkdtemp(join(tmpdir(), 'screens-'));
const server = await startServerHere(join(data, 'kiosk'), {});
const browser: Browser = await chromium.launch({ executablePath: chromiumProgram(), args: ['--no-sandbox'] });
const taken: Taken[] = [];
if (only === undefined) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

/** A fifth of it; the browser does what would need a package. */
async function smaller(png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const webp = await page.evaluate(
    async (picture) => {
      const image = new Image();
      image.src = picture;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      canvas.getContext('2d')!.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.5).split(',')[1]!;
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.close();
  return Buffer.from(webp, 'base64');
}

/** One person's way through some screens, once in each look. */
async function walk(
  about: string,
  inLooks: readonly Look[],
  way: (page: Page, take: (name: string, title: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (only !== undefined && !about.includes(only)) return;
  for (const look of inLooks) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...looks[look],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.portal);
    await way(page, async (name, title) => {
      await page.evaluate(() => document.fonts.ready);
      const file = `${name}-${look.replaceAll(' ', '-')}`;
      await writeFile(join(folder, `${file}.webp`), await smaller(await page.screenshot({ fullPage: true })));
      taken.push({ name: file, title, look });
    });
    await context.close();
  }
}

async function agreed(page: Page, username: string): Promise<void> {
  const elsewhere = new Visitor(server.portal);
  const session = (await (await elsewhere.signIn(username)).json()) as { pending: string };
  if (session.pending === 'agreement') await elsewhere.agree();
  await elsewhere.send('POST', '/api/sign-out');
  await signIn(page, username);
  await page.getByRole('heading', { name: 'Applications', exact: true }).waitFor();
}

const go = (page: Page, path: string) => page.goto(new URL(path, server.portal).href);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();

await walk('sign-in', ['light', 'dark', 'narrow'], async (page, take) => {
  await page.getByRole('button', { name: 'Sign In' }).waitFor();
  await take('sign-in', 'Sign in');
  await page.getByRole('button', { name: 'Sign In' }).click();
  await page.getByText('Enter your password.').first().waitFor();
  await take('sign-in-left-out', 'Sign in, with nothing entered');
  await signIn(page, 'nobody.here', 'not this');
  await page.getByRole('alert').waitFor();
  await take('sign-in-refused', 'Sign in, refused');
});

await walk('spanish', ['light'], async (page, take) => {
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('heading', { name: es.signIn.title }).waitFor();
  await take('sign-in-spanish', 'Sign in, in Spanish');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Sign In', exact: true }).waitFor();
  await agreed(page, 'maria.garcia');
  await go(page, '/profile');
  await page.getByRole('button', { name: 'Español' }).click();
  await heading(page, es.portal.profile.title);
  await take('profile-spanish', 'My Profile, in Spanish');
  await go(page, '/');
  await heading(page, es.portal.home.applications);
  await page.getByText(es.notifications.training.title).waitFor();
  await take('home-spanish', 'Home, in Spanish');
  await go(page, '/profile/questions');
  await heading(page, es.questions.title);
  await take('questions-spanish', 'Change Security Questions, in Spanish');
  await go(page, '/profile');
  await page.getByRole('button', { name: 'English' }).click();
  await heading(page, 'My Profile');
});

await walk('recovery', ['light', 'dark and narrow'], async (page, take) => {
  await page.getByRole('link', { name: 'Forgot Password' }).click();
  await heading(page, 'Who are you?');
  await take('recovery-name', 'Forgot Password, step 1');
  await page.getByLabel('Username', { exact: true }).fill('nobody.here');
  await page.keyboard.press('Enter');
  await heading(page, 'Answer your security question');
  await take('recovery-question', 'Forgot Password, step 1, the question');
});

await walk('agreement', ['light', 'narrow'], async (page, take) => {
  await signIn(page, 'john.smith');
  await heading(page, 'Acceptable Use Agreement');
  await take('agreement', 'Acceptable Use Agreement');
  await page.getByRole('button', { name: 'Accept and Continue' }).click();
  await take('agreement-left-out', 'Acceptable Use Agreement, left out');
});

await walk('home', ['light', 'dark', 'narrow', 'more contrast', 'forced colors'], async (page, take) => {
  await agreed(page, 'maria.garcia');
  await page.getByText('This is a training deployment').waitFor();
  await take('home', 'Home');
  await go(page, '/nowhere');
  await heading(page, 'Page not found');
  await take('not-found', 'Unknown address');
});

await walk('profile', ['light', 'dark', 'narrow'], async (page, take) => {
  await agreed(page, 'maria.garcia');
  await go(page, '/profile');
  await heading(page, 'My Profile');
  await take('profile', 'My Profile');
  await go(page, '/profile/password');
  await heading(page, 'Change Password');
  await page.getByRole('button', { name: 'Submit' }).click();
  await take('password-left-out', 'Change Password, with nothing entered');
  await go(page, '/profile/questions');
  await heading(page, 'Change Security Questions');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Enter your answer.').first().waitFor();
  await take('questions-left-out', 'Change Security Questions, with nothing entered');
});

await walk('accounts', ['light', 'dark', 'narrow'], async (page, take) => {
  await agreed(page, 'it.admin');
  await go(page, '/accounts');
  await heading(page, 'Accounts');
  await page.getByLabel('Username', { exact: true }).fill('maria.garcia');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByText('Primary Vaccine Coordinator').first().waitFor();
  await page.getByRole('button', { name: 'Roles' }).click();
  await take('accounts', 'Accounts, for an administrator');
  await page.getByLabel('Name of the workstation').fill('Front desk');
  await page.getByRole('button', { name: 'Make a Code' }).click();
  const code = (await page.getByText(/^Enrollment code: /).innerText()).split(': ')[1]!;
  const other = await page.context().newPage();
  await other.goto(new URL('/sign-in', server.portal).href);
  await other.evaluate(
    (typed) =>
      fetch('/api/workstations/enrol', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: typed }),
      }),
    code,
  );
  await other.close();
  await take('workstations', 'Accounts, with an enrollment code');
});

await walk('immtrac2', ['light', 'dark', 'narrow'], async (page, take) => {
  await agreed(page, 'maria.garcia');
  await page.goto(server.applications.immtrac2);
  await page.getByRole('button', { name: 'I Agree' }).click();
  await page.getByRole('button', { name: 'ImmTrac2', exact: true }).click();
  await page.getByRole('button', { name: 'OK' }).click();
  await page.getByRole('button', { name: 'Find' }).waitFor();
  await take('immtrac2-find', 'ImmTrac2, find a client');
  await page.getByLabel('Last name').fill('Testcase');
  await page.getByLabel('First name').fill('Avery');
  await page.getByLabel('Date of birth').fill('2019-05-04');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: 'Testcase, Avery' }).click();
  await page.getByRole('table', { name: 'What is due' }).waitFor();
  await take('immtrac2-client', 'ImmTrac2, a client: what is due, and the history');
});

await walk('vaos', ['light', 'dark', 'narrow'], async (page, take) => {
  await agreed(page, 'maria.garcia');
  await page.goto(server.applications.vaos);
  await page.getByRole('table', { name: /stock/i }).waitFor();
  await take('vaos', 'VAOS, vaccine stock');
  if ((page.viewportSize()?.width ?? 0) < 1000) return;
  await page.emulateMedia({ media: 'print' });
  await take('vaos-print', 'VAOS, on paper');
  await page.emulateMedia({ media: null });
  for (const [link, name, title] of [
    ['New order', 'vaos-order', 'VAOS, a new order'],
    ['Receive vaccine', 'vaos-receive', 'VAOS, vaccine that came'],
    ['Monthly count', 'vaos-count', 'VAOS, the monthly count'],
    ['Transfers', 'vaos-transfers', 'VAOS, transfers'],
    ['Ledger', 'vaos-ledger', 'VAOS, the ledger'],
  ] as const) {
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.getByText('PIN 990001').waitFor();
    await take(name, title);
    await page.getByRole('link', { name: 'Inventory and orders' }).click();
  }
  await page.getByRole('link', { name: /^Answer the allocation/ }).click();
  await page.getByText('PIN 990001').waitFor();
  await take('vaos-allocation', 'VAOS, vaccine that is set aside');
});

await walk('vaos-review', ['light'], async (page, take) => {
  await agreed(page, 'sam.reviewer');
  await page.goto(server.applications.vaos);
  await page.getByRole('table', { name: 'Orders' }).waitFor();
  await take('vaos-review', 'VAOS, what waits for the State’s reviewer');
});

await walk('syntropi', ['light', 'dark', 'narrow'], async (page, take) => {
  await agreed(page, 'maria.garcia');
  await page.goto(server.applications.syntropi);
  await page
    .getByText(/Primary/)
    .first()
    .waitFor();
  await take('syntropi', 'Syntropi, an organization');
});

await walk('enrollment', ['light', 'dark', 'narrow'], async (page, take) => {
  await agreed(page, 'robin.signer');
  const at = (path: string) => page.goto(new URL(path, server.applications.syntropi).href);
  await at('/enrollments');
  await page.getByRole('table', { name: 'Your sites' }).waitFor();
  await take('enrollments', 'Syntropi, the enrollments of one’s sites');
  await at('/enrollments/training-draft');
  await page.getByRole('heading', { name: 'Still missing', exact: true }).waitFor();
  await take('enrollment-draft', 'Syntropi, a draft and what is missing');
  for (const [part, title] of [
    ['letter', 'the letter of a health center'],
    ['hours', 'delivery hours'],
    ['storage', 'storage units'],
  ] as const) {
    await at(`/enrollments/training-draft/${part}`);
    await page.getByText('Back to this enrollment').waitFor();
    await page.getByRole('main').getByRole('button').first().waitFor();
    await take(`enrollment-${part}`, `Syntropi, ${title}`);
  }
});

await walk('renewal', ['light'], async (page, take) => {
  await agreed(page, 'robin.signer');
  await page.goto(new URL('/enrollments', server.applications.syntropi).href);
  await page.getByRole('button', { name: 'Renew Bluebonnet Training Clinic' }).click();
  await page.getByRole('link', { name: 'See what changed since last year' }).click();
  await page.getByRole('table', { name: 'What changed since last year' }).waitFor();
  await take('enrollment-changes', 'Syntropi, what changed since last year');
});

await walk('review', ['light', 'narrow'], async (page, take) => {
  await agreed(page, 'sam.reviewer');
  const at = (path: string) => page.goto(new URL(path, server.applications.syntropi).href);
  await at('/reviews');
  await page.getByRole('table', { name: 'Enrollments of all sites' }).waitFor();
  await take('reviews', 'Syntropi, what the State decides on');
  await at('/enrollments/training-submitted');
  await page.getByRole('heading', { name: 'Decision of the State', exact: true }).waitFor();
  await take('review', 'Syntropi, an enrollment that was submitted');
  await at('/status');
  await page.getByRole('button', { name: 'Check' }).waitFor();
  await take('enrollment-status', 'Syntropi, for whoever waits');
});

await browser.close();
await server.stop();
await rm(data, { recursive: true, force: true });

if (only === undefined) {
  const sections = taken.map(
    ({ name, title, look }) => `### ${title} (${look})\n\n![${title}, ${look}](screens/${name}.webp)\n`,
  );
  await writeFile(
    join(root, 'docs/screens.md'),
    `# Screens\n\nMade by \`npm run screens\` from the running product with training data; every person and client in them is made up.\n\n${sections.join('\n')}`,
  );
}

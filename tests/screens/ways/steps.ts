import type { Page } from '@playwright/test';
import type { Language } from '../../../shared/contract/languages.ts';
import type { Density } from '../../../shared/identity/api/identity.ts';
import type { ServerHere } from '../../support/server-here.ts';
import { signIn } from '../../support/people.ts';
import { Visitor } from '../../support/visitor.ts';
import type { Take } from '../camera.ts';

interface Choices {
  readonly language?: Language;
  readonly density?: Density;
}

/** Signs in, with the agreement completed and everything chosen elsewhere, up to the applications. */
export async function agreed(
  page: Page,
  username: string,
  { language = 'en', density = 'compact' }: Choices = {},
): Promise<void> {
  const elsewhere = new Visitor(page.url());
  const session = (await (await elsewhere.signIn(username)).json()) as { pending: string };
  if (session.pending === 'agreement') await elsewhere.agree();
  await elsewhere.send('PUT', '/api/language', { language });
  await elsewhere.send('PUT', '/api/preferences', { density });
  await elsewhere.send('POST', '/api/sign-out');
  await signIn(page, username);
  await page.locator('.launcher').waitFor();
}

export async function enterRegistry(page: Page, server: ServerHere): Promise<void> {
  await page.goto(server.applications.immtrac2);
  await page.getByRole('button', { name: 'I Agree' }).click();
  await page.getByRole('button', { name: 'ImmTrac2', exact: true }).click();
  await page.getByRole('button', { name: 'OK' }).click();
  await page.getByRole('button', { name: 'Find' }).waitFor();
}

/** The client of whom the training data tell most; from where somebody looks for clients. */
export async function findAvery(page: Page): Promise<void> {
  await page.getByLabel('Last name').fill('Testcase');
  await page.getByLabel('First name').fill('Avery');
  await page.getByLabel('Date of birth').fill('2019-05-04');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('link', { name: 'Testcase, Avery' }).click();
  await page.getByRole('table', { name: 'What is due' }).waitFor();
}

export const go = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();

export const isNarrow = (page: Page) => page.viewportSize()!.width < 1000;

/** As it comes out of a printer, on a sheet of letter paper. */
export async function takeOnPaper(page: Page, take: Take, name: string, title: string): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 725, height: 965 });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await take(name, title, 'print');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  await page.setViewportSize(before);
}

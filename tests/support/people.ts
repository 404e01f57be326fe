import { expect, type Page } from '@playwright/test';
import { languageNames } from '../../shared/contract/languages.ts';
import type { Session } from '../../shared/identity/api/identity.ts';
import { es } from '../../shared/identity/texts/es.ts';
import { trainingPassword } from './training.ts';
import { Visitor } from './visitor.ts';

/** Who does what anybody could do. */
export const usualPerson = { username: 'maria.garcia', name: 'Maria Garcia' };

/** Whether the portal shows that person their applications. */
export async function isAtWork(portal: Page, { name }: Pick<typeof usualPerson, 'name'>): Promise<boolean> {
  const isHers = await portal.getByText(name).first().isVisible();
  return isHers && (await portal.getByRole('heading', { name: 'Applications', exact: true }).isVisible());
}

export async function signIn(page: Page, username: string, password = trainingPassword): Promise<void> {
  await page.getByLabel('Username', { exact: true }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** Signs in, and is at the applications: the agreement was completed before, elsewhere. Its page has journeys of its own. */
export async function signInToWork(page: Page, username: string): Promise<void> {
  // The portal may not be there yet, and its address is where somebody else signs in.
  await expect(page.getByLabel('Username', { exact: true })).toBeVisible();
  const elsewhere = new Visitor(page.url());
  const session = (await (await elsewhere.signIn(username)).json()) as Session;
  if (session.pending === 'agreement') await elsewhere.agree();
  await elsewhere.send('POST', '/api/sign-out');
  await signIn(page, username);
  await expect(page.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
}

/** At the sign-in page: somebody who has completed the agreement chooses Spanish and signs in. */
export async function signInToWorkInSpanish(page: Page, username: string): Promise<void> {
  await page.getByRole('button', { name: languageNames.es }).click();
  await page.getByLabel(es.signIn.username, { exact: true }).fill(username);
  await page.getByLabel(es.signIn.password, { exact: true }).fill(trainingPassword);
  await page.getByRole('button', { name: es.signIn.submit }).click();
  await expect(page.getByRole('heading', { name: es.portal.home.applications, exact: true })).toBeVisible();
}

/** Completes the Acceptable Use Agreement: reads to its end, ticks the box, signs with the name that the page asks for. */
export async function completeAgreement(page: Page): Promise<void> {
  const text = page.getByRole('region', { name: 'Acceptable Use Agreement' });
  await text.evaluate((region) => region.lastElementChild!.scrollIntoView({ block: 'end' }));
  await page.getByRole('checkbox', { name: /I have read and agree/ }).check();
  const hint = await page.getByText(/as it appears in your profile: /).innerText();
  await page.getByLabel('Your name').fill(hint.split(': ')[1]!);
  await page.getByRole('button', { name: 'Accept and Continue' }).click();
}

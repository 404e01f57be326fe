import type { Page } from '@playwright/test';
import { trainingPassword } from './training.ts';

export async function signIn(page: Page, username: string, password = trainingPassword): Promise<void> {
  await page.getByLabel('Username', { exact: true }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** Completes the Acceptable Use Agreement: reads to its end, ticks the box, signs with the name that the page asks for. */
export async function completeAgreement(page: Page): Promise<void> {
  const text = page.getByRole('region', { name: 'Acceptable Use Agreement' });
  await text.evaluate((region) => region.scrollTo(0, region.scrollHeight));
  await page.getByRole('checkbox', { name: /I have read and agree/ }).check();
  const hint = await page.getByText(/as it stands in your profile: /).innerText();
  await page.getByLabel('Your name').fill(hint.split(': ')[1]!);
  await page.getByRole('button', { name: 'Accept and Continue' }).click();
}

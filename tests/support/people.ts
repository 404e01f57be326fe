import type { Page } from '@playwright/test';
import { trainingPassword } from './training.ts';

export async function signIn(page: Page, username: string, password = trainingPassword): Promise<void> {
  await page.getByLabel('Username', { exact: true }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign In' }).click();
}

/** Completes the Acceptable Use Agreement. */
export async function completeAgreement(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /I have read and agree/ }).check();
  await page.getByRole('button', { name: 'Accept and Continue' }).click();
}

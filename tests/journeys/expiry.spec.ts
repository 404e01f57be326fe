import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import pino from 'pino';
import { startDeployment } from '../../server/deployment.ts';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { expect, repository, test } from '../support/workstation.ts';

const day = 24 * 3600 * 1000;

/** Ends once the session has: the clock is not moved under what is still on its way. */
async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign Out' }).click();
  await expect(page.getByRole('button', { name: 'Sign In' })).toBeVisible();
}

test('[E1] a password is announced 14 days before it expires, then changed on the way to where the user was going', async ({
  workstation,
}) => {
  let ahead = 0;
  const data = await mkdtemp(join(tmpdir(), 'kiosk-'));
  const deployment = await startDeployment({
    data,
    port: 0,
    demo: true,
    settings: {},
    masterKey: randomBytes(32),
    pages: join(repository, 'dist', 'renderer'),
    clock: { now: () => Date.now() + ahead },
    log: pino({ level: 'silent' }),
  });
  const page = await workstation.portal();

  await page.goto(deployment.portal);
  await signIn(page, 'maria.garcia');
  await completeAgreement(page);
  await expect(page.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
  await signOut(page);

  ahead = 80 * day;
  await signIn(page, 'maria.garcia');
  await expect(page.getByText(/Your password expires on/)).toBeVisible();
  await look(page, 'expiry-warning');
  await signOut(page);

  ahead = 91 * day;
  await page.goto(deployment.applications.syntropi);
  await signIn(page, 'maria.garcia');
  await expect(page.getByRole('heading', { name: 'Your password has expired', exact: true })).toBeVisible();
  await look(page, 'expired');
  await page.getByLabel('New Password').fill('Violet-Harbor-77');
  await page.getByLabel('Confirm Password').fill('Violet-Harbor-77');
  await page.getByRole('button', { name: 'Submit' }).click();
  await expect(page).toHaveURL(deployment.applications.syntropi);

  await deployment.close();
  await rm(data, { recursive: true, force: true });
});

import { look } from '../support/look.ts';
import { signIn, signInToWork } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test('[Y3][O2] a Point of Contact names a coordinator, for whom VAOS opens, and replaces them while it is open at another desk', async ({
  workstation,
}) => {
  await signInToWork(await workstation.portal(), 'maria.garcia');
  const syntropi = await workstation.open('Syntropi');
  await syntropi.getByRole('button', { name: 'Replace Backup (Secondary)' }).click();
  await syntropi.getByRole('button', { name: 'Save' }).click();
  await expect(syntropi.getByRole('group', { name: 'Please fix these errors' })).toBeVisible();
  await syntropi.getByLabel('Name', { exact: true }).fill('John Smith (Training)');
  await syntropi.getByLabel('Portal username').fill('john.smyth');
  await syntropi.getByLabel('Email', { exact: true }).fill('john.smith@training.example');
  await syntropi.getByLabel('Phone').fill('(512) 555-0150');
  await syntropi.getByLabel('Training completed on').fill(`01/01/${clinicYear()}`);
  await syntropi.getByRole('button', { name: 'Save' }).click();
  await expect(syntropi.getByText('Must be of somebody who works for one of these sites.')).toBeVisible();
  await look(syntropi, 'coordinator');
  await syntropi.getByLabel('Portal username').fill('john.smith');
  await syntropi.getByRole('button', { name: 'Save' }).click();
  const row = syntropi.getByRole('row').filter({ hasText: 'Backup (Secondary)' });
  await expect(row).toContainText('John Smith (Training)');

  await test.step('[L3] a table that is wider than a small screen scrolls by itself, and not the page', async () => {
    await syntropi.setViewportSize({ width: 320, height: 640 });
    expect(await syntropi.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await syntropi.setViewportSize({ width: 1280, height: 800 });
  });

  const desk = await test.step('[O2] VAOS opens at another desk for who is named', async () => {
    const context = await syntropi.context().browser()!.newContext();
    const page = await context.newPage();
    await page.goto(workstation.server!.portal);
    await signInToWork(page, 'john.smith');
    await page.getByRole('link', { name: 'VAOS', exact: true }).click();
    await expect(page.getByRole('table', { name: 'Stock by lot' })).toBeVisible();
    return page;
  });

  await test.step('[Y3][O2] who is replaced sees nothing of it any more, and VAOS opens for them no longer', async () => {
    await syntropi.getByRole('button', { name: 'Replace Backup (Secondary)' }).click();
    await syntropi.getByLabel('Name', { exact: true }).fill('Robin Signer (Training)');
    await syntropi.getByLabel('Portal username').fill('robin.signer');
    await syntropi.getByLabel('Email', { exact: true }).fill('robin.signer@training.example');
    await syntropi.getByLabel('Phone').fill('(512) 555-0151');
    await syntropi.getByLabel('Training completed on').fill(`01/01/${clinicYear()}`);
    await syntropi.getByRole('button', { name: 'Save' }).click();
    await expect(row).toContainText('Robin Signer (Training)');
    await expect(desk.getByText('Stock by lot')).toHaveCount(0);
    // Whoever signs in there is led back to where they were.
    await signIn(desk, 'john.smith');
    await expect(desk.getByRole('heading', { name: 'Your account does not have access to VAOS' })).toBeVisible();
    await look(desk, 'vaos-not-permitted');
    const vaos = new URL(desk.url()).origin;
    await expect(desk.getByRole('contentinfo').getByRole('link', { name: 'Help', exact: true })).toBeVisible();
    await desk.getByRole('link', { name: 'Enterprise Portal', exact: true }).click();
    await expect(desk.getByRole('link', { name: 'ImmTrac2', exact: true })).toBeVisible();
    await expect(desk.getByRole('link', { name: 'VAOS', exact: true })).toHaveCount(0);
    // Whom to ask, the portal says also to whoever comes to where nothing is.
    await desk.goto(`${vaos}/nope`);
    await expect(desk.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    await desk.getByRole('link', { name: 'Help', exact: true }).click();
    await expect(desk.getByRole('heading', { name: 'Help', exact: true, level: 1 })).toBeVisible();
    await desk.context().close();
  });

  await test.step('[Y3] who is removed has nobody in their place', async () => {
    await syntropi.getByRole('button', { name: 'Remove Backup (Secondary)' }).click();
    await syntropi.getByRole('button', { name: 'Remove coordinator' }).click();
    await expect(row).toContainText('Nobody is named');
  });
});

const clinicYear = () => new Date().toLocaleDateString('en-US', { timeZone: 'America/Chicago', year: 'numeric' });

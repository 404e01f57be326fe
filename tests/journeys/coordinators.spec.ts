import { look } from '../support/look.ts';
import { signInToWork } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';
import { signedInVisitor } from '../support/visitor.ts';

test('[Y3][O2] a Point of Contact names a coordinator, for whom VAOS opens, and removes them while it is open elsewhere', async ({
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

  const { portal, applications } = workstation.server!;
  const elsewhere = await signedInVisitor(portal, 'john.smith');
  await elsewhere.visit(applications.vaos);
  const vaos = async () => (await elsewhere.send('GET', new URL('/api/session', applications.vaos).href)).status;
  expect(await vaos()).toBe(200);
  await syntropi.getByRole('button', { name: 'Remove Backup (Secondary)' }).click();
  await syntropi.getByRole('button', { name: 'Remove coordinator' }).click();
  await expect(row).toContainText('Nobody is named');
  expect(await vaos()).toBe(401);
});

const clinicYear = () => new Date().toLocaleDateString('en-US', { timeZone: 'America/Chicago', year: 'numeric' });

import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test.use({ settings: { enrolledWorkstationsOnly: true } });

test('[K8] an administrator makes a code, a workstation enrols with it, and is revoked', async ({ workstation }) => {
  const portal = await workstation.portal();
  await signIn(portal, 'it.admin');
  await completeAgreement(portal);
  await portal.getByRole('link', { name: 'Accounts' }).click();
  await portal.getByLabel('Name of the workstation').fill('Front desk');
  await portal.getByRole('button', { name: 'Make a Code' }).click();
  const code = (await portal.getByText(/^Enrollment code: /).innerText()).split(': ')[1]!;
  await look(portal, 'workstations-1-code');

  // Another machine of the clinic.
  const other = await (await portal.context().browser()!.newContext()).newPage();
  await other.goto(workstation.server!.portal);
  await signIn(other, 'maria.garcia');
  await other.getByRole('link', { name: 'Enroll this workstation' }).click();
  await other.getByLabel('Enrollment code').fill('0000-0000-00');
  await other.getByRole('button', { name: 'Enroll' }).click();
  await expect(other.getByRole('alert')).toContainText('wrong, used or too old');
  await look(other, 'workstations-2-enroll');
  await other.getByLabel('Enrollment code').fill(code.toLowerCase());
  await other.getByRole('button', { name: 'Enroll' }).click();
  await expect(other.getByText('This workstation is enrolled as “Front desk”')).toBeVisible();
  await other.getByRole('link', { name: 'Go to Sign In' }).click();
  await signIn(other, 'maria.garcia');
  await completeAgreement(other);
  await expect(other.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();

  await portal.getByRole('button', { name: 'Revoke Front desk' }).click();
  await portal.getByLabel('Reason for revoking').fill('the front desk moved');
  await look(portal, 'workstations-3-revoke');
  await portal.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(portal.getByText('Revoked')).toBeVisible();
  await expect(other.getByText('You were signed out by an administrator.')).toBeVisible();
});

import { press, typeInto } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { trainingPassword } from '../support/training.ts';
import { expect, test } from '../support/workstation.ts';

const better = 'Violet-Harbor-77';

test('[P6] the password rules tick on the right side as they are met, by keyboard alone', async ({ workstation }) => {
  const page = await workstation.portal();
  await signIn(page, 'john.smith');
  await completeAgreement(page);
  await press(page.getByRole('link', { name: 'My Profile' }));
  await press(page.getByRole('link', { name: 'Change Password' }));
  await expect(page.getByRole('heading', { name: 'Change Password', exact: true })).toBeVisible();

  const rules = page.getByRole('complementary', { name: 'Password rules' });
  const fields = await page.getByLabel('New Password').boundingBox();
  expect((await rules.boundingBox())!.x).toBeGreaterThan(fields!.x + fields!.width);

  await typeInto(page.getByLabel('Current Password'), trainingPassword);
  await typeInto(page.getByLabel('New Password'), 'violet-77');
  await expect(rules.getByText('(met)')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('New Password')).toBeFocused();
  await expect(page.getByText('does not meet every rule')).toBeVisible();
  await look(page, 'password-rules');

  await page.getByLabel('New Password').fill(better);
  await expect(rules.getByText('(met)')).toHaveCount(4);
  await typeInto(page.getByLabel('Confirm Password'), better);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password has been changed')).toBeVisible();
  await look(page, 'password-changed');
  await press(page.getByRole('link', { name: 'Close' }));
  await expect(page.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
});

test('[A3] someone whose password may be known changes it and has the report for the Help Desk in hand', async ({
  workstation,
}) => {
  const page = await workstation.portal();
  await signIn(page, 'maria.garcia');
  await completeAgreement(page);
  await press(page.getByRole('link', { name: 'My Profile' }));
  await press(page.getByRole('link', { name: /password (is|may be) known to someone/ }));
  await typeInto(page.getByLabel('Current Password'), trainingPassword);
  await typeInto(page.getByLabel('New Password'), better);
  await typeInto(page.getByLabel('Confirm Password'), better);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1-855-435-7181')).toBeVisible();
  await expect(page.getByText(/Incident IR-\d{6}/)).toBeVisible();
  await look(page, 'incident-report');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page.getByRole('button', { name: 'Copy the report' }));
  await expect(page.locator('body > [aria-live=polite]')).toHaveText('Copied');
});

test('[S8] a locked username says whom to call, and how long to wait', async ({ workstation }) => {
  const page = await workstation.portal();
  const alert = page.getByRole('alert');
  for (let n = 1; n <= 5; n++) {
    await page.getByLabel('Username', { exact: true }).fill('john.smith');
    await page.getByLabel('Password', { exact: true }).fill(`guess ${n}`);
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/sign-in'));
    await page.getByRole('button', { name: 'Sign In' }).click();
    await answered;
  }
  await expect(alert).toContainText('locked until');
  await expect(alert).toContainText('ImmTrac2@dshs.texas.gov');
  await expect(alert).toContainText('800-348-9158');
  await look(page, 'sign-in-locked');
});

test('[S3] signing in works by keyboard alone, and says beside each field what is missing', async ({ workstation }) => {
  const page = await workstation.portal();
  await press(page.getByRole('button', { name: 'Sign In' }));
  const summary = page.getByRole('group', { name: 'Please fix these errors' });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByText('Enter your username.', { exact: true })).toBeVisible();
  await expect(page.getByText('Enter your password.', { exact: true })).toBeVisible();
  await look(page, 'sign-in-missing');
  await typeInto(page.getByLabel('Username', { exact: true }), 'john.smith');
  await typeInto(page.getByLabel('Password', { exact: true }), trainingPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
});

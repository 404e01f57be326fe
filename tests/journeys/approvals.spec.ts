import { look } from '../support/look.ts';
import { press, typeInto } from '../support/keyboard.ts';
import { signInToWork } from '../support/people.ts';
import { runCommand } from '../support/run-command.ts';
import { expect, test } from '../support/workstation.ts';

test.use({ settings: { administration: { secondPerson: true } } });

test('[R3] one administrator asks for another one, who is made when a second has approved it, without a pointer', async ({
  workstation,
}) => {
  const page = await workstation.portal();
  const { origin } = new URL(page.url());
  const signOut = async () => {
    await press(page.getByRole('button', { name: 'Sign Out' }));
    await expect(page.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
  };

  await test.step('on the server’s own machine the second administrator is made by one person', async () => {
    const given = ['support.lee', 'administrator', '--reason', 'the second of two', '--data', workstation.data];
    expect(await runCommand('accounts', 'set-roles', ...given)).toMatchObject({ status: 0 });
  });

  await test.step('the first asks', async () => {
    await signInToWork(page, 'it.admin');
    await press(page.getByRole('link', { name: 'Accounts' }));
    await typeInto(page.getByLabel('Username'), 'john.smith');
    await page.keyboard.press('Enter');
    await press(page.getByRole('group', { name: 'Account' }).getByRole('button', { name: 'Roles' }));
    await press(page.getByRole('group', { name: 'Roles' }).getByLabel('Administrator'), 'Space');
    await typeInto(page.getByLabel('Reason for the roles'), 'looks after the servers from June on');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Another administrator has to approve this')).toBeVisible();
    await look(page, 'approval-asked');
    await signOut();
  });

  await test.step('the second is told, sees what it is about, and approves', async () => {
    await signInToWork(page, 'support.lee');
    await expect(page.getByText('One request waits for your approval')).toBeVisible();
    await press(page.getByRole('link', { name: 'Look at the Requests' }));
    const row = page.getByRole('row').filter({ hasText: 'john.smith' });
    await expect(row).toContainText('looks after the servers from June on');
    await look(page, 'approvals');
    await press(row.getByRole('button', { name: /^Refuse/ }));
    await expect(page.getByLabel('Reason')).toBeFocused();
    await press(page.getByRole('button', { name: 'Cancel' }));
    await press(row.getByRole('button', { name: /^Approve/ }));
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText('Clinic staff, Administrator');
    await look(page, 'approval');
    await press(dialog.getByRole('button', { name: 'Approve and Do It' }));
    await expect(page.getByText('It is approved and done.')).toBeVisible();
    await expect(row).toContainText('Approved and done: support.lee');
    await signOut();
  });

  await test.step('who was made one is', async () => {
    await signInToWork(page, 'john.smith');
    await page.goto(`${origin}/administration`);
    await expect(page.getByRole('heading', { name: 'Overview', exact: true }).first()).toBeVisible();
  });
});

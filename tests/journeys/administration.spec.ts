import { press, tabTo, typeInto } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { signIn } from '../support/people.ts';
import { signedInVisitor } from '../support/visitor.ts';
import { expect, test } from '../support/workstation.ts';

// Nothing listens there.
test.use({ settings: { audit: { syslog: { address: 'tcp://127.0.0.1:9' } } } });

test('[N1][R4] an administrator announces something, sees it in the audit trail, and withdraws it, without a pointer', async ({
  workstation,
}) => {
  const page = await workstation.portal();
  const { origin } = new URL(page.url());
  const john = await signedInVisitor(origin, 'john.smith');
  const shownToJohn = async () =>
    ((await (await john.send('GET', '/api/notifications')).json()) as { title: string }[]).map(({ title }) => title);

  // Who is not signed in yet is led there by signing in.
  await signedInVisitor(origin, 'it.admin');
  await page.goto(`${origin}/administration/announcements`);
  await signIn(page, 'it.admin');
  await expect(page.getByRole('heading', { name: 'Announcements', exact: true }).first()).toBeVisible();
  await test.step('[N1] it is written in both languages, with how it will look', async () => {
    await press(page.getByRole('radio', { name: 'Information' }), 'Space');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'Warning' })).toBeChecked();
    await press(page.getByRole('button', { name: 'Publish' }));
    await expect(page.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    await typeInto(page.getByLabel('Title in English'), 'The portal is away tonight');
    await typeInto(page.getByLabel('Text in English'), 'From 8 PM on it is moved to another server.');
    await typeInto(page.getByLabel('Title in Spanish'), 'El portal no estará esta noche');
    await typeInto(page.getByLabel('Text in Spanish'), 'Desde las 8 se pasa a otro servidor.');
    await expect(page.getByRole('region', { name: 'How it will look' }).getByRole('heading')).toHaveText([
      'How it will look',
      'The portal is away tonight',
      'El portal no estará esta noche',
    ]);
    await look(page, 'announcement-preview');
    await press(page.getByRole('button', { name: 'Publish' }));
    await expect(page.getByText('The announcement is kept.')).toBeVisible();
    expect(await shownToJohn()).toContain('The portal is away tonight');
  });

  await test.step('[R4] the audit trail has it, with who wrote it', async () => {
    await press(page.getByRole('link', { name: 'Audit trail' }));
    await expect(page.getByRole('heading', { name: 'Audit trail', exact: true })).toBeVisible();
    await typeInto(page.getByLabel('Event'), 'announcement');
    await press(page.getByRole('button', { name: 'Search' }));
    const row = page.getByRole('row').filter({ hasText: 'announcement.written' });
    await expect(row).toContainText('it.admin');
    await look(page, 'audit-trail');
    await tabTo(page.getByRole('button', { name: 'Download all as CSV' }));
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(file.suggestedFilename()).toMatch(/^audit-.*\.csv$/);
  });

  await test.step('[N1] it is withdrawn, and nobody is shown it any more', async () => {
    await press(page.getByRole('link', { name: 'Announcements' }));
    await press(page.getByRole('button', { name: /^Withdraw/ }));
    const dialog = page.getByRole('alertdialog');
    await look(page, 'announcement-withdrawal');
    await press(dialog.getByRole('button', { name: 'Withdraw' }));
    await expect(page.getByText('The announcement is withdrawn.')).toBeVisible();
    expect(await shownToJohn()).not.toContain('The portal is away tonight');
  });

  await test.step('[J2] an application of the product is reached, and nothing waits', async () => {
    await press(page.getByRole('link', { name: 'Applications' }));
    await press(page.getByRole('button', { name: 'Test the connection of VAOS' }));
    await expect(page.getByRole('table', { name: 'Connection of VAOS' }).getByText(/^Reached/)).toHaveCount(3);
    await look(page, 'registrations');
    await press(page.getByRole('link', { name: 'Jobs and queues' }));
    await expect(page.getByRole('row', { name: /^Email/ })).toContainText('Nothing waits');
    const collector = page.getByRole('region', { name: 'Log collector' });
    await expect(collector).toContainText('It has no entry yet.');
    await expect(collector.getByText(/nothing listens there/)).toBeVisible();
    await look(page, 'work');
  });

  await test.step('[A1] another version of the agreement is written, and somebody has not accepted the one that holds', async () => {
    await press(page.getByRole('link', { name: 'Agreement' }));
    await press(page.getByRole('button', { name: 'Write a Version…' }));
    await expect(page.getByRole('textbox', { name: 'Text in Spanish' })).toHaveValue(/^# De qué trata este acuerdo/);
    await press(page.getByRole('button', { name: 'Keep the Version' }));
    await expect(page.getByRole('textbox', { name: 'Holds from' })).toBeFocused();
    await typeInto(page.getByRole('textbox', { name: 'Holds from' }), '01/31/2099');
    await typeInto(page.getByRole('textbox', { name: 'Title in English' }), 'New Agreement');
    await press(page.getByText('How it will look'));
    await look(page, 'agreement-writing');
    await press(page.getByRole('button', { name: 'Keep the Version' }));
    await expect(page.getByText('The version is kept.')).toBeVisible();
    await expect(page.getByRole('row', { name: '2099-01-31' })).toContainText('Upcoming');
    await press(page.getByRole('button', { name: 'Read version 2099-01-31' }));
    await expect(page.getByRole('group', { name: 'Version 2099-01-31' })).toContainText('New Agreement');
    await press(page.getByRole('button', { name: 'Show Them' }));
    await expect(page.getByRole('row', { name: 'Maria Garcia (Training)' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Download CSV' })).toBeVisible();
    await look(page, 'administration-agreement');
  });

  await test.step('[R3] a site is made, renamed and closed', async () => {
    await press(page.getByRole('link', { name: 'Sites' }));
    await press(page.getByRole('button', { name: 'Make the Site' }));
    await expect(page.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    await typeInto(page.getByRole('textbox', { name: 'ID' }), '0042');
    await typeInto(page.getByRole('textbox', { name: 'Name' }), 'North Clinic');
    await press(page.getByRole('button', { name: 'Make the Site' }));
    await expect(page.getByText('“North Clinic” is made.')).toBeVisible();
    await press(page.getByRole('button', { name: 'Rename “North Clinic”' }));
    await typeInto(page.getByRole('textbox', { name: 'Name' }), 'Riverside Clinic');
    await press(page.getByRole('button', { name: 'Save the Name' }));
    await press(page.getByRole('button', { name: 'Close “Riverside Clinic”' }));
    await expect(page.getByRole('row', { name: 'Riverside Clinic' })).toContainText('Closed');
    await look(page, 'administration-sites');
  });

  await test.step('[R5] the server says what it runs with, and that nobody has backed it up', async () => {
    await press(page.getByRole('link', { name: 'Server' }));
    await expect(page.getByText('No backup is known here')).toBeVisible();
    await expect(page.getByRole('row', { name: /^session\.idleMinutes/ })).toContainText('Minutes without a key');
    await press(page.getByRole('button', { name: 'Check Now' }));
    await expect(page.getByRole('table', { name: 'Check the server' })).toContainText('this user may write into it');
    await look(page, 'administration-server');
  });

  await test.step('the overview counts the sign-ins of today, and leads back to the portal', async () => {
    await press(page.getByRole('link', { name: 'Overview' }));
    await expect(page.getByText('Nothing needs attention.')).toBeVisible();
    await expect(page.getByRole('img', { name: 'Sign-ins by day' })).toBeVisible();
    await look(page, 'administration-overview');
    await press(page.getByRole('link', { name: 'Enterprise Portal' }).first());
    await expect(page.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Administration' })).toBeVisible();
  });
});

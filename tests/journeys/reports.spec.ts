import { readFile } from 'node:fs/promises';
import { choose, press, tabTo } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { expect, test } from '../support/workstation.ts';
import { begin, enterImmTrac2 } from './session-steps.ts';

test('[I11] reports by keyboard: who is due, narrowed and taken along as a file, and what was given', async ({
  workstation,
}) => {
  await begin(workstation, 'maria.garcia');
  const page = await workstation.open('ImmTrac2');
  await enterImmTrac2(page);
  const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 1 });

  await test.step('the recall list is shown with a chart, its numbers, and a way to each client', async () => {
    await press(page.getByRole('link', { name: 'Reports', exact: true }));
    await expect(heading('Reports')).toBeVisible();
    await look(page, 'reports');
    await press(page.getByRole('link', { name: 'Clients who are due' }));
    await expect(heading('Clients who are due')).toBeVisible();
    await choose(page.getByLabel('Vaccine group'), 'MMR');
    await choose(page.getByLabel('Which'), 'Past due only');
    await press(page.getByRole('button', { name: 'Show report' }));
    await expect(page.getByRole('heading', { name: /MMR, Every age, Past due only$/u })).toBeFocused();
    const list = page.getByRole('table', { name: 'Clients who are due' });
    await expect(list.getByRole('row').nth(1)).toContainText('MMR, dose');
    await look(page, 'reports-due');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: 'Show report' })).toBeHidden();
    await expect(page.getByText('Clients who are due: ')).toBeVisible();
    await look(page, 'reports-due-printed');
    await page.emulateMedia({ media: null });
  });

  await test.step('the numbers behind the chart, and the list as a file', async () => {
    const chart = page.getByRole('figure', { name: 'Clients by vaccine group' });
    await press(chart.getByText('The numbers as a table'));
    await expect(chart.getByRole('row')).toHaveCount(2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(page.getByRole('button', { name: 'Download CSV' })),
    ]);
    expect(download.suggestedFilename()).toBe('clients-due.csv');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^\uFEFFClient,Date of birth,Due since,/u);
  });

  await test.step('doses by month; days that cannot be are refused at their field', async () => {
    await page.getByRole('link', { name: 'All reports' }).press('Enter');
    await press(page.getByRole('link', { name: 'Doses administered' }));
    await expect(heading('Doses administered')).toBeVisible();
    const to = page.getByLabel('To', { exact: true });
    await expect(to).not.toHaveValue('');
    await tabTo(to);
    await to.press('ControlOrMeta+a');
    await page.keyboard.type(`0101${new Date().getFullYear() + 1}`);
    await press(page.getByRole('button', { name: 'Show report' }));
    await expect(to).toBeFocused();
    await expect(page.getByText('To is in the future.')).toBeVisible();
    await look(page, 'reports-doses-refused');
    await page.reload();
    await expect(to).not.toHaveValue('');
    await press(page.getByRole('button', { name: 'Show report' }));
    await expect(page.getByRole('figure', { name: 'Doses by month' })).toBeVisible();
    const rows = page.getByRole('table', { name: 'Doses administered' }).getByRole('row');
    // One page of fifty, with its head and its foot; on paper every row.
    await expect(rows).toHaveCount(52);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect.poll(() => rows.count()).toBeGreaterThan(52);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect(rows).toHaveCount(52);
    await look(page, 'reports-doses');
  });

  await test.step('no message was rejected yet', async () => {
    await page.getByRole('link', { name: 'All reports' }).press('Enter');
    await press(page.getByRole('link', { name: 'Rejected messages' }));
    await press(page.getByRole('button', { name: 'Show report' }));
    await expect(page.getByText('No message was rejected in this time')).toBeVisible();
  });
});

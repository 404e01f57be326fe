import type { Page } from '@playwright/test';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { look } from '../support/look.ts';
import { signInToWork } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test('[V2][V3][V4][V5][V6][V7] a coordinator orders, receives, reports waste, counts, and takes a mistake back', async ({
  workstation,
}) => {
  await signInToWork(await workstation.portal(), 'maria.garcia');
  const vaos = await workstation.open('VAOS');
  const stock = vaos.getByRole('table', { name: 'Stock by lot' });
  const orders = vaos.getByRole('table', { name: 'Orders' });
  await expect(stock).toBeVisible();

  await test.step('[V2] an order is within what the site may have, saved as a draft, and submitted', async () => {
    const before = await orders.getByRole('rowheader').allInnerTexts();
    await vaos.getByRole('link', { name: 'New order' }).click();
    await vaos.getByRole('button', { name: 'Save draft' }).click();
    await expect(vaos.getByLabel('Product')).toHaveAttribute('aria-invalid', 'true');
    const product = vaos.getByLabel('Product');
    await product.selectOption({ index: 3 });
    await vaos.getByLabel('Doses').fill('20000');
    await vaos.getByRole('button', { name: 'Save draft' }).click();
    await expect(vaos.getByText(/Must be (at most|a multiple of) \d+/)).toBeVisible();
    await look(vaos, 'vaos-order');
    const most = await mostOf(vaos, product);
    await vaos.getByLabel('Doses').fill(String(most));
    await vaos.getByRole('button', { name: 'Save draft' }).click();
    await expect(orders.getByRole('rowheader')).toHaveCount(before.length + 1);
    const number = (await orders.getByRole('rowheader').allInnerTexts()).find((each) => !before.includes(each))!;
    await vaos.getByRole('button', { name: `Submit ${number}` }).click();
    await expect(orders.getByRole('row').filter({ hasText: number })).toContainText('Submitted');
  });

  await test.step('[V3] what was shipped is taken into stock by lot, and other doses need a reason', async () => {
    await orders.getByRole('link', { name: /^Receive VA-/ }).click();
    await vaos.getByLabel('Lot', { exact: true }).fill('new-1');
    await vaos.getByLabel('Expiration').fill('08/31/2028');
    await vaos.getByLabel('Doses', { exact: true }).fill('7');
    await vaos.getByLabel('Temperature monitor').selectOption('In range');
    await vaos.getByRole('button', { name: 'Take into stock' }).click();
    await expect(vaos.getByText(/Must say why 7 doses came/)).toBeVisible();
    await look(vaos, 'vaos-receive');
    await vaos.getByLabel('Why other doses came').fill('The box was not full.');
    await vaos.getByRole('button', { name: 'Take into stock' }).click();
    await expect(stock.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('7');
  });

  await test.step('[V4] waste is at most what is on hand, with a reason and a signature', async () => {
    await vaos.getByRole('link', { name: /Report waste .* NEW-1$/ }).click();
    await vaos.getByLabel('Doses wasted').fill('8');
    await vaos.getByLabel('Reason').selectOption('Broken or spilled');
    await vaos.getByLabel('Date').fill(clinicDay());
    await vaos.getByLabel('Signing clinician').fill('Robin Signer');
    await vaos.getByLabel('License').selectOption('MD');
    await vaos.getByRole('button', { name: 'Report loss' }).click();
    await expect(vaos.getByText(/Must be at most 7/)).toBeVisible();
    await look(vaos, 'vaos-waste');
    await vaos.getByLabel('Doses wasted').fill('2');
    await vaos.getByRole('button', { name: 'Report loss' }).click();
    await expect(vaos.getByRole('row').filter({ hasText: 'Signed by Robin Signer, MD' })).toContainText('−2');
  });

  await test.step('[V7] a line is taken back by another', async () => {
    await vaos.getByRole('button', { name: /Take back .* NEW-1 −2/ }).click();
    await vaos.getByLabel('Why it is taken back').fill('It was another lot.');
    await look(vaos, 'vaos-ledger');
    await vaos.getByRole('button', { name: 'Take back', exact: true }).click();
    await expect(vaos.getByRole('row').filter({ hasText: 'It was another lot.' })).toContainText('+2');
  });

  await test.step('[V5] a transfer to another site is asked for, and waits for its approval', async () => {
    await vaos.getByRole('link', { name: 'Inventory and orders' }).click();
    await vaos.getByRole('link', { name: /^Transfer .* NEW-1$/ }).click();
    await vaos.getByLabel('PIN of the other site').fill('990001');
    await vaos.getByLabel('Doses to transfer').fill('3');
    await vaos.getByLabel('Reason').fill('The other site gives it this week.');
    await vaos.getByRole('button', { name: 'Ask for approval' }).click();
    await expect(vaos.getByText('Must be of another site.')).toBeVisible();
    await vaos.getByLabel('PIN of the other site').fill('990002');
    await vaos.getByRole('button', { name: 'Ask for approval' }).click();
    await expect(vaos.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('Waiting for approval');
    await look(vaos, 'vaos-transfers');
    await vaos.getByRole('button', { name: /^Cancel transfer .* NEW-1$/ }).click();
    await expect(vaos.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('Cancelled');
  });

  await test.step('[V6] every lot is counted, and a difference has its reason', async () => {
    await vaos.getByRole('link', { name: 'Inventory and orders' }).click();
    await vaos.getByRole('link', { name: 'Monthly count' }).click();
    await vaos.getByRole('button', { name: 'File the count' }).click();
    await expect(vaos.getByRole('group', { name: 'Please fix these errors' })).toBeVisible();
    for (const lot of await vaos
      .getByRole('group')
      .filter({ has: vaos.getByLabel('Doses counted') })
      .all()) {
      const has = /The ledger has ([\d,]+)/.exec(await lot.innerText())![1]!.replace(',', '');
      const isNew = (await lot.innerText()).includes('NEW-1');
      await lot.getByLabel('Doses counted').fill(isNew ? '5' : has);
      if (isNew) await lot.getByLabel('Reason for the difference').selectOption('Doses given to patients');
    }
    await vaos.getByRole('button', { name: 'File the count' }).click();
    await expect(stock.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('5');
  });
});

async function mostOf(vaos: Page, product: ReturnType<Page['getByLabel']>): Promise<number> {
  for (let index = 1; index < 16; index += 1) {
    await product.selectOption({ index });
    const most = Number(/At most ([\d,]+) now/.exec(await vaos.locator('form').innerText())?.[1]?.replace(',', ''));
    if (most > 0) return most;
  }
  throw new Error('this site may order nothing');
}

const clinicDay = () => new Date().toLocaleDateString('en-US', { timeZone: defaultTimeZone });

import type { Page } from '@playwright/test';
import { vaosEn } from '../../shared/applications/vaos/texts/en.ts';
import { vaosEs } from '../../shared/applications/vaos/texts/es.ts';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { en } from '../../shared/identity/texts/en.ts';
import { es as spanish } from '../../shared/identity/texts/es.ts';
import { fits } from '../support/fits.ts';
import { look } from '../support/look.ts';
import { leftInSource } from '../support/page-texts.ts';
import { signInToWork, signInToWorkInSpanish } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test('[V1][V2][V3][V4][V5][V6][V7] a coordinator orders, receives, reports waste, counts, and takes a mistake back', async ({
  workstation,
}) => {
  await signInToWork(await workstation.portal(), 'maria.garcia');
  const vaos = await workstation.open('VAOS');
  const stock = vaos.getByRole('table', { name: 'Stock by lot' });
  const orders = vaos.getByRole('table', { name: 'Orders' });
  await expect(stock).toBeVisible();

  await test.step('[V1][V2] what is to be done today comes first, and vaccine that is set aside becomes an order', async () => {
    const today = vaos.getByRole('region', { name: 'What to do today' });
    await expect(vaos.getByRole('img', { name: /^Doses given in the last 30 days/ })).toBeVisible();
    await look(vaos, 'vaos-overview');
    await today.getByRole('link', { name: /^Answer the allocation of/ }).click();
    await look(vaos, 'vaos-allocation');
    await vaos.getByRole('button', { name: 'Accept' }).click();
    await expect(vaos.getByRole('table', { name: 'Allocations' }).getByRole('row').nth(1)).toContainText('Accepted');
    await expect(today.getByRole('link', { name: /^Answer the allocation/ })).toHaveCount(0);
  });

  await test.step('[V2] an order is within what the site may have, saved as a draft, and submitted', async () => {
    const before = await orders.getByRole('rowheader').allInnerTexts();
    await vaos.getByRole('link', { name: 'New order' }).click();
    await vaos.getByRole('button', { name: 'Save draft' }).click();
    await expect(vaos.getByLabel('Product')).toHaveAttribute('aria-invalid', 'true');
    const hours = vaos.getByRole('region', { name: 'Delivery hours' });
    await expect(hours).toContainText('Monday to Thursday: 8:00 AM to 5:00 PM');
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
    const submitted = orders.getByRole('row').filter({ hasText: number });
    await expect(submitted).toContainText('Submitted');
    await submitted.getByText('Delivery hours').click();
    await expect(submitted.getByText('Friday: 8:00 AM to 12:00 PM')).toBeVisible();
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

  await test.step('[V4] the loss has a report to sign and keep', async () => {
    await vaos.getByRole('link', { name: /^Loss report .* NEW-1 −2/ }).click();
    await expect(vaos.getByText('Robin Signer, Doctor of Medicine (MD)')).toBeVisible();
    await look(vaos, 'vaos-loss-report');
    await vaos.goBack();
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
    const rows = await vaos
      .getByRole('group')
      .filter({ has: vaos.getByLabel('Doses counted') })
      .evaluateAll((lots) =>
        lots.map((lot) => {
          const [, number] = /Lot ([^,]+),/.exec(lot.textContent)!;
          const [, has] = /The ledger has ([\d,]+)/.exec(lot.textContent)!;
          return `${number},"${number === 'NEW-1' ? 6 : has}",`;
        }),
      );
    const csv = ['Lot number,Doses,Reason', ...rows, 'NOBODYS,4,'].join('\r\n');
    const file = { name: 'count.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await vaos.getByLabel('Fill in from a CSV file').setInputFiles(file);
    await expect(vaos.getByText(`Line ${rows.length + 2}: lot is no lot on hand at this site`)).toBeVisible();
    const lot = vaos.getByRole('group', { name: /Lot NEW-1,/ });
    await expect(lot.getByLabel('Doses counted')).toHaveValue('6');
    await lot.getByLabel('Doses counted').fill('5');
    await lot.getByLabel('Reason for the difference').selectOption('Doses given to patients');
    await look(vaos, 'vaos-count');
    await vaos.getByRole('button', { name: 'File the count' }).click();
    await expect(stock.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('5');
  });

  await test.step('[L1] each page is in Spanish for who has chosen it, and so is what a rule refuses', async () => {
    await workstation.signOutFrom(vaos);
    await signInToWorkInSpanish(vaos, 'maria.garcia');
    await workstation.open('VAOS');
    const has = async (heading: string) => {
      await expect(vaos.getByRole('heading', { name: heading, exact: true })).toBeVisible();
      await expect(vaos.getByText(spanish.frame.loading)).toHaveCount(0);
      expect(await leftInSource(vaos, { vaosEn, en }, { vaosEs, spanish })).toEqual([]);
    };
    await expect(vaos.getByRole('table', { name: vaosEs.stock.caption })).toBeVisible();
    await has(vaosEs.title);
    await look(vaos, 'vaos-overview-spanish');
    await vaos.setViewportSize({ width: 320, height: 640 });
    await fits(vaos);
    await vaos.setViewportSize({ width: 1280, height: 800 });
    const { order, receive, count, transfers, ledger, downtime } = vaosEs.actions;
    for (const [link, heading] of [
      [order, vaosEs.order.title],
      [receive, vaosEs.receive.title],
      [count, vaosEs.count.title],
      [transfers, vaosEs.transfers.title],
      [ledger, vaosEs.ledger.title],
      [downtime, vaosEs.downtime.title],
    ] as const) {
      await vaos.getByRole('link', { name: link, exact: true }).click();
      await has(heading);
      await vaos.getByRole('link', { name: vaosEs.back, exact: true }).click();
    }
    await vaos.getByRole('link', { name: /^Transferir .* NEW-1$/ }).click();
    await vaos.getByLabel(vaosEs.transfer.toPin).fill('990001');
    await vaos.getByLabel(vaosEs.transfer.doses).fill('3');
    await vaos.getByLabel(vaosEs.transfer.reason).fill('El otro centro la aplica esta semana.');
    await vaos.getByRole('button', { name: vaosEs.transfer.save }).click();
    await expect(vaos.getByText('Debe ser de otro centro.')).toBeVisible();
    await has(vaosEs.transfer.title);
  });
});

test('[V2][V5] the State’s reviewer ships what is approved, and sets vaccine aside', async ({ workstation }) => {
  await signInToWork(await workstation.portal(), 'sam.reviewer');
  const vaos = await workstation.open('VAOS');
  const orders = vaos.getByRole('table', { name: 'Orders' });
  await expect(orders).toBeVisible();
  const approved = orders.getByRole('row').filter({ has: vaos.getByRole('button', { name: /^Ship / }) });
  const number = await approved.first().getByRole('rowheader').innerText();
  await vaos.getByRole('button', { name: `Ship ${number}` }).click();
  await expect(orders.getByRole('rowheader', { name: number })).toHaveCount(0);

  await vaos.getByLabel('PIN of the site').fill('990009');
  await vaos.getByLabel('Product').selectOption({ label: 'KINRIX – 58160-0812-52' });
  await vaos.getByLabel('Doses').fill('10');
  await vaos.getByRole('button', { name: 'Set vaccine aside' }).click();
  await expect(vaos.getByText('Must be the PIN of a site that orders in VAOS.')).toBeVisible();
  await vaos.getByLabel('PIN of the site').fill('990002');
  await vaos.getByRole('button', { name: 'Set vaccine aside' }).click();
  await look(vaos, 'vaos-review');
  const open = vaos.getByRole('table', { name: 'Allocations that are open' });
  await expect(open.getByRole('row').filter({ hasText: 'KINRIX' })).toContainText('Pecan Street');
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

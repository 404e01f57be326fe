import type { InReview } from '../../shared/applications/vaos/review/api.ts';
import { vaosEn } from '../../shared/applications/vaos/texts/en.ts';
import { vaosEs } from '../../shared/applications/vaos/texts/es.ts';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { en } from '../../shared/identity/texts/en.ts';
import { es as spanish } from '../../shared/identity/texts/es.ts';
import { choose, press, tabTo, typeOver } from '../support/keyboard.ts';
import { fits } from '../support/fits.ts';
import { look } from '../support/look.ts';
import { leftInSource } from '../support/page-texts.ts';
import { signInToWork, signInToWorkInSpanish } from '../support/people.ts';
import { signedInVisitor } from '../support/visitor.ts';
import { expect, test } from '../support/workstation.ts';
import { enterImmTrac2, openTab } from './session-steps.ts';

test('[V1][V2][V3][V4][V5][V6][V7] a coordinator’s month by keyboard: accept, order, receive, give, waste, transfer, count, and order again', async ({
  workstation,
}) => {
  test.slow();
  const { portal, applications } = workstation.server!;
  const page = await workstation.portal();
  // The training clinics counted today; what is given from the next day on is beside their next count.
  const day = 86_400_000;
  await workstation.passTime(day);
  await page.clock.setSystemTime(Date.now() + day);
  const sam = await signedInVisitor(portal, 'sam.reviewer');
  await sam.visit(applications.vaos);
  const decide = async (path: string) => {
    expect((await sam.send('POST', new URL(`/api/review/${path}`, applications.vaos).href)).status).toBe(204);
  };
  await page.reload();
  await signInToWork(page, 'maria.garcia');
  const vaos = await workstation.open('VAOS');
  const stock = vaos.getByRole('table', { name: 'Stock by lot' });
  const orders = vaos.getByRole('table', { name: 'Orders' });
  const overview = () => press(vaos.getByRole('link', { name: 'Inventory and orders' }));
  await expect(stock).toBeVisible();

  await test.step('[V1][V2] what is to be done today comes first, and vaccine that is set aside becomes an order', async () => {
    const today = vaos.getByRole('region', { name: 'What to do today' });
    await expect(vaos.getByRole('img', { name: /^Doses given in the last 30 days/ })).toBeVisible();
    await look(vaos, 'vaos-overview');
    // It prints the page, with all its lists.
    await expect(vaos.getByRole('button', { name: 'Print' })).toHaveCount(1);
    await press(today.getByRole('link', { name: /^Answer the allocation of/ }));
    await look(vaos, 'vaos-allocation');
    await press(vaos.getByRole('button', { name: 'Accept' }));
    await expect(vaos.getByRole('table', { name: 'Allocations' }).getByRole('row').nth(1)).toContainText('Accepted');
    await expect(today.getByRole('link', { name: /^Answer the allocation/ })).toHaveCount(0);
  });

  /** Saves a draft of one package and submits it. @returns its number */
  const orderPackage = async () => {
    await expect(orders).toBeVisible();
    const before = await orders.getByRole('rowheader').allInnerTexts();
    await press(vaos.getByRole('link', { name: 'New order' }));
    await choose(vaos.getByLabel('Product'), 'M-M-R II – 00006-4681-00');
    await typeOver(vaos.getByLabel('Doses'), '10');
    await press(vaos.getByRole('button', { name: 'Save draft' }));
    await expect(orders.getByRole('rowheader')).toHaveCount(before.length + 1);
    const number = (await orders.getByRole('rowheader').allInnerTexts()).find((each) => !before.includes(each))!;
    await press(vaos.getByRole('button', { name: `Submit ${number}` }));
    await expect(orders.getByRole('row').filter({ hasText: number })).toContainText('Submitted');
    return number;
  };

  const number =
    await test.step('[V2] an order is within what the site may have, saved as a draft, and submitted', async () => {
      await press(vaos.getByRole('link', { name: 'New order' }));
      await press(vaos.getByRole('button', { name: 'Save draft' }));
      await expect(vaos.getByLabel('Product')).toHaveAttribute('aria-invalid', 'true');
      const hours = vaos.getByRole('region', { name: 'Delivery hours' });
      await expect(hours).toContainText('Monday to Thursday: 8:00 AM to 5:00 PM');
      await vaos.getByLabel('Product').selectOption({ index: 3 });
      await typeOver(vaos.getByLabel('Doses'), '20000');
      await press(vaos.getByRole('button', { name: 'Save draft' }));
      await expect(vaos.getByText(/Must be (at most|a multiple of) \d+/)).toBeVisible();
      await look(vaos, 'vaos-order');
      await overview();
      const placed = await orderPackage();
      const submitted = orders.getByRole('row').filter({ hasText: placed });
      await press(submitted.getByText('Delivery hours'));
      await expect(submitted.getByText('Friday: 8:00 AM to 12:00 PM')).toBeVisible();
      return placed;
    });

  await test.step('[V3] what the State has approved and shipped is taken into stock by lot, and other doses need a reason', async () => {
    await decide(`orders/${number}/approval`);
    await decide(`orders/${number}/shipment`);
    await vaos.reload();
    await press(orders.getByRole('link', { name: `Receive ${number}` }));
    // A unit from the carton, scanned where the cursor happens to be.
    await tabTo(vaos.getByLabel('Tracking number'));
    await vaos.keyboard.type('01003000646810171728083110NEW1');
    await vaos.keyboard.press('Enter');
    await expect(vaos.getByText('Scanned: M-M-R II in lot 1.')).toBeVisible();
    await expect(vaos.getByLabel('Expiration')).toHaveValue('08/31/2028');
    await expect(vaos.getByLabel('Tracking number')).toHaveValue('');
    await expect(vaos.getByLabel('Lot', { exact: true })).toHaveValue('NEW1');
    await typeOver(vaos.getByLabel('Lot', { exact: true }), 'new-1');
    await typeOver(vaos.getByLabel('Doses', { exact: true }), '7');
    await choose(vaos.getByLabel('Temperature monitor'), 'In range');
    await press(vaos.getByRole('button', { name: 'Take into stock' }));
    await expect(vaos.getByText(/Must say why 7 doses came/)).toBeVisible();
    await look(vaos, 'vaos-receive');
    await typeOver(vaos.getByLabel('Why other doses came'), 'The box was not full.');
    await press(vaos.getByRole('button', { name: 'Take into stock' }));
    await expect(stock.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('7');
  });

  await test.step('[I5][V6] a dose of the lot is given, and recorded in ImmTrac2', async () => {
    const nurse = await openTab(workstation, applications.immtrac2);
    await nurse.clock.setSystemTime(Date.now() + day);
    await enterImmTrac2(nurse);
    await tabTo(nurse.getByRole('radio', { name: 'Basic search' }));
    await nurse.keyboard.press('ArrowUp');
    await typeOver(nurse.getByLabel('ImmTrac2 ID', { exact: true }), '9900000001');
    await press(nurse.getByRole('button', { name: 'Find' }));
    await press(nurse.getByRole('link', { name: /Testcase/ }));
    await press(nurse.getByRole('link', { name: 'Record immunizations' }));
    const vaccine = nurse.getByRole('group', { name: 'Vaccine 1', exact: true });
    await tabTo(vaccine.getByLabel('Vaccine', { exact: true }));
    await nurse.keyboard.type('01003000646810171728083110NEW1');
    await nurse.keyboard.press('Enter');
    await expect(vaccine.getByLabel('Lot', { exact: true })).toHaveValue('NEW1');
    for (const [list, choice] of [
      ['Route', 'Subcutaneous'],
      ['Body site', 'left arm'],
      ['Funding', 'Private'],
      ['Eligibility', 'Not eligible'],
    ] as const) {
      await choose(vaccine.getByLabel(list), choice);
    }
    await typeOver(vaccine.getByLabel('Dose', { exact: true }), '0.5');
    await typeOver(vaccine.getByLabel('Given by'), 'Maria Garcia');
    await press(nurse.getByRole('button', { name: 'Save 1 vaccine' }));
    await expect(nurse.getByRole('table', { name: 'Immunization history' })).toContainText('NEW1');
    await nurse.close();
  });

  await test.step('[V4] waste is at most what is on hand, with a reason and a signature', async () => {
    await press(vaos.getByRole('link', { name: /Report waste .* NEW-1$/ }));
    await typeOver(vaos.getByLabel('Doses wasted'), '8');
    await choose(vaos.getByLabel('Reason'), 'Broken or spilled');
    await typeOver(vaos.getByLabel('Date'), clinicDay());
    await typeOver(vaos.getByLabel('Signing clinician'), 'Robin Signer');
    await choose(vaos.getByLabel('License'), 'Doctor of Medicine (MD)');
    await press(vaos.getByRole('button', { name: 'Report loss' }));
    await expect(vaos.getByText(/Must be at most 7/)).toBeVisible();
    await look(vaos, 'vaos-waste');
    await typeOver(vaos.getByLabel('Doses wasted'), '2');
    await press(vaos.getByRole('button', { name: 'Report loss' }));
    await expect(vaos.getByRole('row').filter({ hasText: 'Signed by Robin Signer, MD' })).toContainText('−2');
  });

  await test.step('[V4] the loss has a report to sign and keep', async () => {
    await press(vaos.getByRole('link', { name: /^Loss report .* NEW-1 −2/ }));
    await expect(vaos.getByText('Robin Signer, Doctor of Medicine (MD)')).toBeVisible();
    await look(vaos, 'vaos-loss-report');
    await vaos.goBack();
  });

  await test.step('[V7] a line is taken back by another', async () => {
    await press(vaos.getByRole('button', { name: /Take back .* NEW-1 −2/ }));
    await typeOver(vaos.getByLabel('Why it is taken back'), 'It was another lot.');
    await look(vaos, 'vaos-ledger');
    await press(vaos.getByRole('button', { name: 'Take back', exact: true }));
    await expect(vaos.getByRole('row').filter({ hasText: 'It was another lot.' })).toContainText('+2');
  });

  await test.step('[V5] a transfer to another site is asked for, and sent once it is approved', async () => {
    await overview();
    await press(vaos.getByRole('link', { name: /^Transfer .* NEW-1$/ }));
    await typeOver(vaos.getByLabel('PIN of the other site'), '990001');
    await typeOver(vaos.getByLabel('Doses to transfer'), '3');
    await typeOver(vaos.getByLabel('Reason'), 'The other site gives it this week.');
    await press(vaos.getByRole('button', { name: 'Ask for approval' }));
    await expect(vaos.getByText('Must be of another site.')).toBeVisible();
    await typeOver(vaos.getByLabel('PIN of the other site'), '990002');
    await press(vaos.getByRole('button', { name: 'Ask for approval' }));
    await expect(vaos.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('Waiting for approval');
    await look(vaos, 'vaos-transfers');
    const inReview = await sam.send('GET', new URL('/api/review', applications.vaos).href);
    const { transfers } = (await inReview.json()) as InReview;
    await decide(`transfers/${transfers.find(({ lot }) => lot === 'NEW-1')!.id}/approval`);
    await vaos.reload();
    await press(vaos.getByRole('button', { name: /^Send .* NEW-1$/ }));
    await typeOver(vaos.getByLabel('Temperature when it was packed (°C)'), '4');
    await press(vaos.getByRole('button', { name: 'Send', exact: true }));
    await expect(vaos.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('On the way');
  });

  await test.step('[V5] the other site receives it, both ledgers have it, and it has a confirmation', async () => {
    await overview();
    await choose(vaos.getByLabel('Site', { exact: true }), 'Pecan Street Training Pediatrics');
    const today = vaos.getByRole('region', { name: 'What to do today' });
    await press(today.getByRole('link', { name: 'Receive the transfer of 3 doses of M-M-R II' }));
    await press(vaos.getByRole('button', { name: /^Receive .* NEW-1$/ }));
    await typeOver(vaos.getByLabel('Temperature when it was unpacked (°C)'), '5');
    await press(vaos.getByRole('button', { name: 'Receive', exact: true }));
    await press(vaos.getByRole('link', { name: /^Confirmation .* NEW-1$/ }));
    await expect(vaos.getByText('Unpacked at 5 °C')).toBeVisible();
    await look(vaos, 'vaos-confirmation');
    await vaos.goto(new URL('/', applications.vaos).href);
    await expect(stock.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('4');
  });

  await test.step('[V6] every lot is counted beside what ImmTrac2 has, and a difference has its reason', async () => {
    await press(vaos.getByRole('link', { name: 'Monthly count' }));
    await press(vaos.getByRole('button', { name: 'File the count' }));
    await expect(vaos.getByRole('group', { name: 'Please fix these errors' })).toBeVisible();
    const rows = await vaos
      .getByRole('group')
      .filter({ has: vaos.getByLabel('Doses counted') })
      .evaluateAll((lots) =>
        lots.map((lot) => {
          const [, lotNumber] = /Lot ([^,]+),/.exec(lot.textContent)!;
          const [, has] = /The ledger has ([\d,]+)/.exec(lot.textContent)!;
          return `${lotNumber},"${lotNumber === 'NEW-1' ? 2 : has}",`;
        }),
      );
    const csv = ['Lot number,Doses,Reason', ...rows, 'NOBODYS,4,'].join('\r\n');
    const file = { name: 'count.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await vaos.getByLabel('Fill in from a CSV file').setInputFiles(file);
    await expect(vaos.getByText(`Line ${rows.length + 2}: lot is no lot on hand at this site`)).toBeVisible();
    const lot = vaos.getByRole('group', { name: /Lot NEW-1,/ });
    await expect(lot).toContainText(/ImmTrac2 has 1 /);
    await expect(lot.getByLabel('Doses counted')).toHaveValue('2');
    await typeOver(lot.getByLabel('Doses counted'), '3');
    await choose(lot.getByLabel('Reason for the difference'), 'Doses given to patients');
    await look(vaos, 'vaos-count');
    await press(vaos.getByRole('button', { name: 'File the count' }));
    await expect(stock.getByRole('row').filter({ hasText: 'NEW-1' })).toContainText('3');
  });

  await test.step('[V2] what was given, wasted and sent away can be ordered again', async () => {
    await orderPackage();
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

const clinicDay = () => new Date().toLocaleDateString('en-US', { timeZone: defaultTimeZone });

import type { Page } from '@playwright/test';
import { exchangeEn } from '../../shared/applications/immtrac2/exchange/texts/en.ts';
import { exchangeEs } from '../../shared/applications/immtrac2/exchange/texts/es.ts';
import { immtrac2En } from '../../shared/applications/immtrac2/texts/en.ts';
import { immtrac2Es as es } from '../../shared/applications/immtrac2/texts/es.ts';
import { en } from '../../shared/identity/texts/en.ts';
import { es as spanish } from '../../shared/identity/texts/es.ts';
import { fits } from '../support/fits.ts';
import { press, tabTo, typeInto } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { leftInSource } from '../support/page-texts.ts';
import { signInToWorkInSpanish } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';
import { begin, enterImmTrac2 } from './session-steps.ts';

test('[I9] a Point of Contact switches sites, records a risk that is due for, and renews an agreement that a reload does not lose', async ({
  workstation,
}) => {
  await begin(workstation, 'maria.garcia');
  const page = await workstation.open('ImmTrac2');
  await enterImmTrac2(page);
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  await test.step('[O10] the other site is chosen at the top', async () => {
    const site = page.getByRole('combobox', { name: 'Site', exact: true });
    await tabTo(site);
    await page.keyboard.type('Pecan');
    await expect(site.getByRole('option', { selected: true })).toHaveText('Pecan Street Training Pediatrics');
  });

  await test.step('[I6] a condition that is recorded shows its row of what is due', async () => {
    await page.getByRole('radio', { name: 'ImmTrac2 ID alone' }).check();
    await typeInto(page.getByLabel('ImmTrac2 ID', { exact: true }), '9900000001');
    await press(page.getByRole('button', { name: 'Find' }));
    await press(page.getByRole('link', { name: /Testcase/ }));
    await expect(heading('Testcase, Avery')).toBeVisible();
    await press(page.getByRole('link', { name: 'Conditions and risks' }));
    const known = page.getByRole('combobox', { name: 'What is known' });
    await typeInto(known, 'sickle');
    await expect(page.getByRole('option', { name: 'Sickle cell disease' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(known).toHaveValue('Sickle cell disease');
    await press(page.getByRole('button', { name: 'Save', exact: true }));
    const counts = page.getByRole('table', { name: 'Counts today' });
    await expect(counts).toContainText('Pecan Street Training Pediatrics');
    await look(page, 'registry-observations');
    await expect(page.getByLabel('Since', { exact: true })).toHaveValue('');
    const kept = page.waitForResponse(
      (response) => response.url().endsWith('/api/drafts/observation') && response.request().method() === 'PUT',
    );
    await page.getByLabel('Since', { exact: true }).fill('2020-02-02');
    await kept;
    await press(page.getByRole('link', { name: 'Back to the client' }));
    await expect(page.getByRole('row', { name: /^Meningococcal Because of a risk Due: give now/ })).toBeVisible();
  });

  await test.step('[T4] what was typed about one client comes back at that client, and at no other', async () => {
    const avery = page.url();
    await press(page.getByRole('link', { name: 'Find another client' }));
    await page.getByLabel('ImmTrac2 ID', { exact: true }).fill('9900000004');
    await press(page.getByRole('button', { name: 'Find' }));
    await press(page.getByRole('link', { name: /Prueba-Muestra/ }));
    const looked = page.waitForResponse((response) => response.url().endsWith('/api/drafts/observation'));
    await press(page.getByRole('link', { name: 'Conditions and risks' }));
    await looked;
    await expect(page.getByLabel('Since', { exact: true })).toHaveValue('');
    await page.goto(`${avery}/observations`);
    await expect(page.getByText('What you typed before is back.')).toBeVisible();
    await expect(page.getByLabel('Since', { exact: true })).toHaveValue('2020-02-02');
  });

  await test.step('[I9] the renewal goes on where a reload cut it off, and ends with what was signed on paper', async () => {
    await press(page.getByRole('link', { name: 'Site Agreement', exact: true }));
    await look(page, 'registry-site-agreements');
    await press(page.getByRole('link', { name: 'Renew the agreement of Pecan Street Training Pediatrics' }));
    await expect(heading('Renew the Site Agreement')).toBeVisible();
    const next = page.getByRole('button', { name: 'Next' });
    await typeInto(page.getByLabel('Street address'), '2 Training Way');
    await press(next);
    await expect(page.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    await look(page, 'registry-renewal-errors');
    const saved = page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/drafts/renewal') &&
        response.request().method() === 'PUT' &&
        (response.request().postData() ?? '').includes('5125550100'),
    );
    await typeInto(page.getByLabel('City'), 'San Marcos');
    await typeInto(page.getByLabel('ZIP code'), '78666');
    await typeInto(page.getByLabel('County'), 'Hays');
    await typeInto(page.getByLabel('Phone'), '5125550100');
    await saved;
    await press(next);
    // What was wrong in one step is not said in the next.
    await expect(heading('Contacts')).toBeFocused();
    await expect(page.getByRole('group', { name: 'Please fix these errors' })).toHaveCount(0);
    await page.reload();
    await expect(page.getByText('What you typed before is back.')).toBeVisible();
    await expect(page.getByLabel('County')).toHaveValue('Hays');
    await press(next);
    await typeInto(page.getByLabel('Responsible Medical Provider'), 'Jamie Signer, NP');
    await typeInto(page.getByLabel('License number'), 'T1234');
    await typeInto(page.getByLabel('Point of Contact', { exact: true }), 'Maria Garcia');
    await typeInto(page.getByLabel('Email of the Point of Contact'), 'maria.garcia@training.example');
    await typeInto(page.getByLabel('Phone of the Point of Contact'), '5125550101');
    await press(next);
    await press(page.getByLabel('On these pages'), 'Space');
    await press(next);
    await expect(page.getByText('2 Training Way')).toBeVisible();
    await press(next);
    await press(page.getByLabel('The site accepts this agreement.'), 'Space');
    await press(next);
    await look(page, 'registry-renewal-signature');
    await typeInto(page.getByLabel('Name of the Authorized Signer'), 'Jamie Signer');
    await typeInto(page.getByLabel('Title'), 'NP');
    await press(page.getByLabel('The signed agreement is in my hands.'), 'Space');
    await press(page.getByRole('button', { name: 'Renew the agreement' }));
    await expect(page.getByText(/^The agreement of Pecan Street Training Pediatrics is renewed until/)).toBeVisible();
  });

  await test.step('[L1] whoever has chosen Spanish has every page in Spanish, and what the registry refuses', async () => {
    await workstation.signOutFrom(page);
    const portal = await workstation.portal();
    await signInToWorkInSpanish(portal, 'maria.garcia');
    await workstation.open('ImmTrac2');
    await isInSpanish(portal, es.statement.title);
    await portal.getByRole('button', { name: es.statement.agree }).click();
    await isInSpanish(portal, es.landing.heading);
    await portal.getByRole('button', { name: es.landing.enter, exact: true }).click();
    await isInSpanish(portal, 'Mensaje sobre la pandemia');
    await portal.getByRole('button', { name: es.announcements.acknowledge }).click();
    await isInSpanish(portal, es.find.title);

    await portal.getByRole('radio', { name: es.find.method.id }).check();
    await portal.getByLabel(es.find.immtrac2Id, { exact: true }).fill('9900000001');
    await portal.getByRole('button', { name: es.find.find, exact: true }).click();
    await portal.getByRole('link', { name: /Testcase/ }).click();
    await isInSpanish(portal, 'Testcase, Avery');
    await expect(portal.getByRole('table', { name: es.forecast.table.caption })).toContainText(es.forecast.kinds.risk);
    const client = portal.url();
    const { clients, doses, reports, siteAgreement } = es;
    for (const [address, title] of [
      [`${client}/details`, clients.details.editTitle],
      [`${client}/consent`, clients.consent.title],
      [`${client}/immunizations?history`, doses.entry.historyTitle],
      [`${client}/refusal`, doses.refusal.title],
      [`${client}/observations`, clients.observations.title],
      [`${client}/duplicates`, clients.duplicates.title],
      [`${client}/accesses`, clients.accesses.title],
      [`${client}/record`, clients.record.title],
      ['/new-client', clients.details.newTitle],
      ['/site-agreement', siteAgreement.title],
      ['/message-files', exchangeEs.files.title],
      ['/reports', reports.title],
      ['/reports/due', reports.due.title],
      ['/reports/doses', reports.doses.title],
      ['/reports/rejected', reports.rejected.title],
      [`${client}/immunizations`, doses.entry.title],
    ] as const) {
      await portal.goto(new URL(address, client).href);
      await isInSpanish(portal, title);
    }
    await portal.getByLabel(doses.entry.vaccine, { exact: true }).selectOption('21');
    await portal.getByRole('button', { name: doses.entry.saveCount(1) }).click();
    await expect(portal.getByRole('alert')).toContainText('Vacuna 1, Lote: falta este dato.');
    await isInSpanish(portal, doses.entry.title);
    await portal.goto(new URL('/message-files', client).href);
    await portal.getByRole('link', { name: exchangeEs.files.accounts.page }).click();
    await isInSpanish(portal, exchangeEs.upload.title);
    await portal.getByRole('button', { name: exchangeEs.upload.signIn }).click();
    await expect(portal.getByText(exchangeEs.upload.needed, { exact: true })).toHaveCount(2);
    await portal.getByRole('button', { name: 'English' }).click();
    await expect(portal.getByText(exchangeEn.upload.needed, { exact: true })).toHaveCount(2);
  });
});

async function isInSpanish(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  await expect(page.getByText(spanish.frame.loading)).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  expect(await leftInSource(page, [immtrac2En, exchangeEn, en], [es, exchangeEs, spanish])).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

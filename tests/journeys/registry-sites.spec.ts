import { press, tabTo, typeInto } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
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
});

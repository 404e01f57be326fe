import type { Locator, Page } from '@playwright/test';
import { immtrac2Es as es } from '../../shared/applications/immtrac2/texts/es.ts';
import { limits } from '../../shared/contract/limits.ts';
import { choose, press, tabTo, typeInto, typeOver } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { expect, test } from '../support/workstation.ts';
import { begin, enterImmTrac2 } from './session-steps.ts';

/** Scans of five vaccines, as a keyboard-wedge scanner types them; a first one is scanned without its separator. */
const scans = [
  '01003000646810171729053110X009911',
  '01003000648270191729013110X010203',
  '01103000520000181729020010GX4321',
  '01003000641190151729123110U012345',
  '01103581608420511729063010H4L9X',
];

test('[I5] a nurse’s whole day by keyboard: search, consent, add, scan, six vaccines, history, refusal, correction, print, merge', async ({
  workstation,
}) => {
  await begin(workstation, 'maria.garcia');
  const page = await workstation.open('ImmTrac2');
  await enterImmTrac2(page);
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  await test.step('[I1] nobody is found by the smart search', async () => {
    await tabTo(page.getByRole('radio', { name: 'Basic search' }));
    await page.keyboard.press('ArrowDown');
    await typeInto(page.getByLabel('Last name', { exact: true }), 'Testcase-Sample');
    await typeInto(page.getByLabel('First name', { exact: true }), 'Averie');
    await typeDate(page.getByLabel('Date of birth', { exact: true }), '05042012');
    await choose(page.getByLabel('Sex', { exact: true }), 'Female');
    await typeInto(page.getByLabel('Street address'), '100 Training Lane');
    await press(page.getByRole('button', { name: 'Find' }));
    await expect(page.getByText('No client found')).toBeVisible();
    await look(page, 'registry-none');
  });

  await test.step('[I1] who may be meant is shown with how well each field fits', async () => {
    await typeDate(page.getByLabel('Date of birth', { exact: true }), '05042019');
    await press(page.getByRole('button', { name: 'Find' }));
    await expect(page.getByRole('table')).toContainText('First name: Similar');
    await look(page, 'registry-candidates');
  });

  await test.step('[I2] the client is added with a signed consent', async () => {
    await press(page.getByRole('button', { name: 'Add this client' }));
    await expect(heading('Add a client')).toBeVisible();
    await expect(page.getByLabel('Street address')).toHaveValue('100 Training Lane');
    await look(page, 'registry-new-client');
    await typeInto(page.getByLabel('City', { exact: true }), 'Austin');
    await typeInto(page.getByLabel('ZIP code'), '78702');
    await typeInto(page.getByLabel('Signed by'), 'Pat Testcase');
    await typeDate(page.getByLabel('Signed on'), '01022026');
    await press(page.getByLabel('The signed form is in my hands.'), 'Space');
    await press(page.getByRole('button', { name: 'Add client' }));
    await expect(heading('Testcase-Sample, Averie')).toBeVisible();
    await expect(page.getByText('No immunizations are recorded for this client.')).toBeVisible();
    await look(page, 'registry-empty-client');
  });

  await test.step('[I5] where a scan lost its separator, nothing is filled until a person has chosen', async () => {
    await press(page.getByRole('link', { name: 'Record immunizations' }));
    await press(page.getByRole('button', { name: 'Save 1 vaccine' }));
    await expect(page.getByLabel('Vaccine', { exact: true })).toBeFocused();
    await expect(page.getByLabel('Vaccine', { exact: true })).toHaveAccessibleDescription(
      'Choose the vaccine that was given.',
    );
    await page.keyboard.type('0110358160811439107DK3P17290930');
    await page.keyboard.press('Enter');
    const choice = page.getByRole('button', { name: 'Lot 7DK3P, expires 09/30/2029' });
    await expect(choice).toBeVisible();
    await expect(slot(page, 1).getByLabel('Lot', { exact: true })).toHaveValue('');
    await look(page, 'registry-scan-asked');
    await press(choice);
    await expect(slot(page, 1).getByLabel('Lot', { exact: true })).toHaveValue('7DK3P');
  });

  await test.step('[I5] six packages are scanned wherever the cursor is, and saved for one date', async () => {
    await tabTo(slot(page, 1).getByLabel('Vaccine', { exact: true }));
    for (const [at, scan] of scans.entries()) {
      await page.keyboard.type(scan);
      await page.keyboard.press('Enter');
      await expect(page.getByText(`in vaccine ${at + 2}.`)).toBeVisible();
    }
    await expect(slot(page, 2).getByLabel('Lot', { exact: true })).toHaveValue('X009911');
    // What the scanner typed into the field is not left there.
    await expect(slot(page, 2).getByLabel('Vaccine', { exact: true })).toHaveValue('03');
    await expect(slot(page, 6).getByLabel('Expiration date')).toHaveValue('2029-06-30');
    for (let at = 1; at <= scans.length + 1; at += 1) {
      const vaccine = slot(page, at);
      const amount = vaccine.getByLabel('Dose', { exact: true });
      if ((await amount.inputValue()) === '') await typeInto(amount, '0.5');
      await choose(vaccine.getByLabel('Route'), 'Intramuscular');
      await choose(vaccine.getByLabel('Body site'), at % 2 === 0 ? 'left arm' : 'right arm');
      await choose(vaccine.getByLabel('Funding'), 'Private');
      await choose(vaccine.getByLabel('Eligibility'), 'Not eligible');
      const by = vaccine.getByLabel('Given by');
      if ((await by.inputValue()) === '') await typeInto(by, 'Maria Garcia');
    }
    await look(page, 'registry-six-vaccines');
    await press(page.getByRole('button', { name: 'Save 6 vaccines' }));
    await expect(page.getByRole('table', { name: 'Immunization history' })).toContainText('U012345');
    // What was given now counts, and its next dose has to wait.
    await expect(page.getByRole('row', { name: /M-M-R II.*Valid/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /^MMR Later 2 / })).toContainText('since the last one');
    await look(page, 'registry-history');
  });

  await test.step('[I5] a second report of the same dose is refused with the field named', async () => {
    await press(page.getByRole('link', { name: 'Enter history' }));
    await typeDate(page.getByLabel('Date given'), await todayOf(page));
    await choose(page.getByLabel('Vaccine', { exact: true }), 'varicella');
    await press(page.getByRole('button', { name: 'Save 1 vaccine' }));
    await expect(page.getByRole('alert')).toContainText('Vaccine 1: Vaccine is recorded for this day already');
    await look(page, 'registry-duplicate');
    await press(page.getByRole('link', { name: 'Back to the client' }));
  });

  await test.step('[I5] a refusal after a gap is asked about and recorded, and one dose corrected with its reason', async () => {
    await press(page.getByRole('link', { name: 'Record a refusal' }));
    await choose(page.getByLabel('Vaccine group'), 'COVID-19');
    await look(page, 'registry-refusal');
    await pauseFor(page, limits.registry.askedAgainAfter + 1000);
    await press(page.getByRole('button', { name: 'Save refusal' }));
    await expect(page.getByText('Is this still Averie Testcase-Sample?')).toBeVisible();
    await look(page, 'registry-still-the-same');
    await press(page.getByRole('button', { name: 'Yes, save' }));
    await expect(page.getByRole('table', { name: 'Refusals' })).toContainText('COVID-19');
    await press(page.getByRole('link', { name: /^Correct MMR of/ }));
    await typeOver(page.getByLabel('Lot', { exact: true }), 'RIGHT1');
    await typeInto(page.getByLabel('Reason for the correction'), 'Lot misread');
    await look(page, 'registry-correction');
    await press(page.getByRole('button', { name: 'Save', exact: true }));
    await expect(page.getByRole('table', { name: 'Immunization history' })).toContainText('RIGHT1');
  });

  await test.step('[I4] the official record is printed whole, with who printed it', async () => {
    await press(page.getByRole('link', { name: 'Official record' }));
    for (const name of ['Immunization history', 'What is due']) {
      await expect(page.getByRole('table', { name })).toContainText('Printed by Maria Garcia');
    }
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await look(page, 'registry-print');
    await page.emulateMedia({ media: 'screen' });
  });

  await test.step('[I4] [L1] for a parent who reads Spanish the sheet is in Spanish, and the page is not', async () => {
    await press(page.getByRole('button', { name: 'Español' }));
    for (const { caption } of [es.doses.history, es.forecast.table]) {
      await expect(page.getByRole('table', { name: caption })).toContainText('Maria Garcia');
    }
    await expect(heading('Official immunization record')).toBeVisible();
    await look(page, 'registry-print-spanish');
    await press(page.getByRole('link', { name: 'Back to the client' }));
    await expect(page.getByRole('table', { name: 'What is due' })).toBeVisible();
  });

  await test.step('[I1] the record of access says what was done', async () => {
    await press(page.getByRole('link', { name: 'Record of access' }));
    await expect(page.getByRole('table', { name: 'Record of access' })).toContainText('Immunization or refusal');
    await look(page, 'registry-accesses');
    await press(page.getByRole('link', { name: 'Back to the client' }));
  });

  await test.step('[I2] what withdrawing does is said before it can be done', async () => {
    await press(page.getByRole('link', { name: 'Consent form and changes' }));
    await press(page.getByRole('button', { name: 'Withdraw consent' }));
    await expect(page.getByText('6 doses are erased')).toBeVisible();
    await look(page, 'registry-withdraw');
  });

  await test.step('[I3] a merge is asked about, shown, and taken back', async () => {
    await press(page.getByRole('link', { name: 'Back to the client' }));
    await press(page.getByRole('link', { name: 'Possible duplicates' }));
    await press(page.getByRole('button', { name: 'Same person: merge' }));
    await look(page, 'registry-merge');
    await press(page.getByRole('button', { name: 'Merge', exact: true }));
    await expect(page.getByText('Merged. It can be taken out again')).toBeVisible();
    await press(page.getByRole('link', { name: 'Back to the client' }));
    await expect(page.getByText('Together with Testcase, Avery')).toBeVisible();
    await press(page.getByRole('button', { name: 'Take out again' }));
    await expect(page.getByText('Together with')).toHaveCount(0);
  });
});

/** Nobody types for so long, by the page's own clock, which goes on from there. */
async function pauseFor(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate((passed) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + passed;
  }, milliseconds);
}

const slot = (page: Page, at: number): Locator => page.getByRole('group', { name: `Vaccine ${at}`, exact: true });

/** Month, day and year, as the field asks for them. */
async function typeDate(field: Locator, digits: string): Promise<void> {
  await tabTo(field);
  const { keyboard } = field.page();
  // It has several stops, and its month is the first.
  do await keyboard.press('Shift+Tab');
  while (await field.evaluate((element) => element === document.activeElement));
  await keyboard.press('Tab');
  await keyboard.type(digits);
}

async function todayOf(page: Page): Promise<string> {
  const shown = await page.evaluate(() =>
    new Date().toLocaleDateString('en-US', {
      timeZone: 'America/Chicago',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
    }),
  );
  return shown.replaceAll('/', '');
}

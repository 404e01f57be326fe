import { press, tabTo, typeInto } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { expect, test } from '../support/workstation.ts';
import { begin, enterImmTrac2 } from './session-steps.ts';

/** Two messages: one that is right, and one without a word of consent. */
const report = (id: string, name: string, consent: string) =>
  [
    `MSH|^~\\&|EHR|site|ImmTrac2|TEXIIS|20261120083015-0600||VXU^V04^VXU_V04|${id}|P|2.5.1|||ER|AL|||||Z22^CDCPHINVS`,
    `PID|1||${id}^^^CLINIC^MR||${name}^Robin^^^^^L|Muestra^Pat^^^^^M|20250214|F|||12 Practice Ct^^Austin^TX^78702^USA^H`,
    consent,
    'RXA|0|1|20251120||08^Hep B^CVX|999|||01^Historical^NIP001|||||||||||CP|A',
    '',
  ].join('\r');
const file = {
  name: 'week.hl7',
  mimeType: 'text/plain',
  buffer: Buffer.from(
    report('F1', 'Reihe-Sample', 'PD1|||||||||||02|N|20260101') + report('F2', 'Folge-Sample', 'PV1|1|R'),
  ),
};

test('[O11] [I10] a Point of Contact gives a site its upload account, which sends files of its own beside the portal', async ({
  workstation,
}) => {
  await begin(workstation, 'maria.garcia');
  const page = await workstation.open('ImmTrac2');
  await enterImmTrac2(page);
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const answer = (controlId: string) => page.getByRole('row').filter({ hasText: controlId });

  await test.step('[I7] a file is sent, and each message has its answer', async () => {
    await press(page.getByRole('link', { name: 'HL7 files' }));
    await expect(heading('HL7 files')).toBeVisible();
    await tabTo(page.getByLabel('File', { exact: true }));
    await page.getByLabel('File', { exact: true }).setInputFiles(file);
    await expect(page.getByRole('cell', { name: 'Done' })).toBeVisible();
    await press(page.getByRole('link', { name: 'week.hl7' }));
    await expect(answer('F1')).toContainText('Taken');
    await expect(answer('F2')).toContainText('PD1^1^12: Nothing says that the client has consented');
    await look(page, 'registry-message-file');
    await press(page.getByRole('link', { name: 'All files' }));
  });

  const given = await test.step('the account is shown once', async () => {
    await press(page.getByRole('button', { name: 'Give Bluebonnet Training Clinic an account' }));
    await expect(page.getByText('Write this down now')).toBeVisible();
    await look(page, 'registry-message-files');
    return page.locator('code').allInnerTexts();
  });

  await test.step('the portal’s password does not open Web FTP Upload, and its own does', async () => {
    await press(page.getByRole('link', { name: 'Open Web FTP Upload' }));
    await expect(heading('Web FTP Upload')).toBeVisible();
    await typeInto(page.getByLabel('Username'), 'maria.garcia');
    await typeInto(page.getByLabel('Password', { exact: true }), 'Bluebonnet-2026!');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The username or password is incorrect.')).toBeVisible();
    await look(page, 'upload-sign-in');
    await page.reload();
    await typeInto(page.getByLabel('Username'), given[0]!);
    await typeInto(page.getByLabel('Password', { exact: true }), given[1]!);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Signed in as ${given[0]}`)).toBeVisible();
    await page.getByLabel('File', { exact: true }).setInputFiles(file);
    await expect(page.getByRole('cell', { name: 'Done' })).toBeVisible();
    await press(page.getByRole('button', { name: 'week.hl7' }));
    await expect(answer('F2')).toContainText('PD1^1^12');
    await look(page, 'upload-answers');
    await press(page.getByRole('button', { name: 'Sign out' }));
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  });
});

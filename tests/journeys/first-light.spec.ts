import type { Page } from '@playwright/test';
import { heard } from '../support/heard.ts';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test('[S1] one sign-in opens ImmTrac2, VAOS and Syntropi, and signing out ends all of them', async ({
  workstation,
}) => {
  const portal = await workstation.portal();

  await test.step('[S3] sign-in asks for a username and a password, and for no organization code', async () => {
    await expect(portal.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
    await expect(portal.getByRole('textbox')).toHaveCount(2);
    await expect(portal).toHaveTitle('[Training] Sign In – Enterprise Portal');
    // From the first moment, before any script has run.
    await expect(portal.locator('html')).toHaveAttribute('data-training', '');
    await look(portal, '1-sign-in');
    await heard(portal, 'Signing in');
    await signIn(portal, 'maria.garcia');
  });

  await test.step('[A1] the Acceptable Use Agreement comes before everything', async () => {
    await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
    await look(portal, '2-agreement');
    await heard(portal, 'The agreement');
    await completeAgreement(portal);
  });

  await test.step('[O1] home has the roadmap, My Profile and the applications', async () => {
    await expect(portal.getByRole('navigation', { name: 'Roadmap' })).toContainText('Enterprise Portal');
    await expect(portal.getByRole('link', { name: 'My Profile' })).toBeVisible();
    await expect(portal).toHaveTitle('[Training] Applications – Enterprise Portal');
    await expect(portal.getByRole('contentinfo')).toContainText('ImmTrac2 Customer Support');
    await expect(portal.getByRole('link', { name: 'VAOS', exact: true })).toBeVisible();
    await look(portal, '3-home-icons');
    await heard(portal, 'Home');
  });

  await test.step('[O3] applications as links do the same', async () => {
    await portal.getByRole('button', { name: 'Links' }).click();
    await expect(portal.getByRole('button', { name: 'Links' })).toHaveAttribute('aria-pressed', 'true');
    await look(portal, '3-home-links');
  });

  const immtrac2 = await workstation.open('ImmTrac2');
  await enterImmTrac2(immtrac2);
  await findClient(immtrac2);
  await workstation.backToPortal(immtrac2);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();

  const vaos = await workstation.open('VAOS');
  const stock = vaos.getByRole('table', { name: /stock/i });
  await expect(stock).toContainText(/\d/);
  // What has to be done something about comes first.
  await expect(stock.getByRole('row').nth(1)).toContainText('Expired');
  await look(vaos, '10-vaos');
  await heard(vaos, 'VAOS', ['Vaccine stock']);
  await workstation.backToPortal(vaos);

  const syntropi = await workstation.open('Syntropi');
  await expect(syntropi.getByRole('link', { name: 'Enterprise Portal' })).toBeVisible();
  await expect(syntropi.getByText(/Primary/).first()).toBeVisible();
  await look(syntropi, '11-syntropi');
  await heard(syntropi, 'Syntropi');
  await workstation.backToPortal(syntropi);

  await test.step('signing out ends the session of every application', async () => {
    await portal.getByRole('button', { name: 'Sign Out' }).click();
    await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
    if (workstation.server) {
      for (const address of Object.values(workstation.server.applications)) {
        await portal.goto(address);
        await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
      }
    }
    if (workstation.electron) await expect.poll(() => workstation.electron!.windows().length).toBe(1);
  });
});

async function enterImmTrac2(page: Page): Promise<void> {
  await test.step('[O5] ImmTrac2 opens through its statement, landing screen and message', async () => {
    await expect(page.getByRole('heading', { name: 'Confidentiality Statement', exact: true })).toBeVisible();
    await look(page, '4-immtrac2-statement');
    await heard(page, 'ImmTrac2: the statement');
    await page.getByRole('button', { name: 'I Agree' }).click();
    await look(page, '5-immtrac2-landing');
    await heard(page, 'ImmTrac2: where one works');
    await page.getByRole('button', { name: 'ImmTrac2', exact: true }).click();
    await look(page, '6-immtrac2-pandemic');
    await heard(page, 'ImmTrac2: the message');
    await page.getByRole('button', { name: 'OK' }).click();
    await expect(page.getByRole('button', { name: 'Find' })).toBeVisible();
    await look(page, '7-immtrac2');
    await heard(page, 'ImmTrac2: to find a client');
  });
}

/** On a sheet of letter paper no column is cut off, and it says that it is training [L3]. */
async function fitsOnPaper(page: Page): Promise<void> {
  await page.setViewportSize({ width: 725, height: 965 });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('TRAINING ·')).toBeVisible();
  for (const table of await page.getByRole('table').all()) {
    const { x, width } = (await table.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(725);
  }
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function findClient(page: Page): Promise<void> {
  await test.step('[O12] ImmTrac2 finds a client and shows the immunization history', async () => {
    await page.getByLabel('Last name').fill('Testcase');
    await page.getByLabel('First name').fill('Avery');
    await page.getByLabel('Date of birth').fill('2019-05-04');
    await page.getByRole('button', { name: 'Find' }).click();
    await look(page, '8-immtrac2-results');
    await heard(page, 'ImmTrac2: who was found');
    await page.getByRole('link', { name: 'Testcase, Avery' }).click();
    await expect(page.getByRole('table', { name: /history/i })).toContainText('DTAP', { ignoreCase: true });
    // A window's title is read over shoulders and in the taskbar.
    await expect(page).not.toHaveTitle(/Avery|Testcase/);
    await look(page, '9-immtrac2-history');
    await heard(page, 'ImmTrac2: a client', ['What is due']);
    await fitsOnPaper(page);
  });
  await test.step('[A4] the Site Agreement can be read from ImmTrac2', async () => {
    await page.getByRole('link', { name: 'Site Agreement' }).click();
    await expect(page.getByText('Robin Signer, MD (Training)')).toBeVisible();
    await look(page, 'immtrac2-site-agreement');
  });
}

test('[S1] signing out where an application is open ends everything', async ({ workstation }) => {
  const portal = await workstation.portal();
  await signIn(portal, 'maria.garcia');
  await completeAgreement(portal);
  const density = (page: Page) => page.locator('html').getAttribute('data-density');
  await test.step('[L1] whoever wants more room in tables has it in the applications too', async () => {
    await portal.getByRole('link', { name: 'My Profile' }).click();
    const rows = portal.getByRole('group', { name: 'Rows in tables' });
    await expect(rows.getByRole('button', { name: 'Compact' })).toHaveAttribute('aria-pressed', 'true');
    await rows.getByRole('button', { name: 'Comfortable' }).click();
    await expect(rows.getByRole('button', { name: 'Comfortable' })).toHaveAttribute('aria-pressed', 'true');
    expect(await density(portal)).toBe('comfortable');
    await look(portal, 'profile');
    await portal.getByRole('link', { name: 'Back to the Enterprise Portal' }).click();
  });
  const syntropi = await workstation.open('Syntropi');
  await expect(syntropi.getByRole('table').first()).toBeVisible();
  expect(await density(syntropi)).toBe('comfortable');
  await expect(syntropi.getByRole('cell').first()).toHaveCSS('padding-top', '10px');
  await workstation.backToPortal(syntropi);
  await workstation.signOutFrom(await workstation.open('VAOS'));
  const signedOut = await workstation.portal();
  await expect(signedOut.getByRole('button', { name: 'Sign In' })).toBeVisible();
  expect(await density(signedOut)).toBeNull();
  if (workstation.electron) await expect.poll(() => workstation.electron!.windows().length).toBe(1);
});

test('[O2] clinic staff neither see VAOS nor get in by its address', async ({ workstation }) => {
  const portal = await workstation.portal();
  await signIn(portal, 'john.smith');
  await completeAgreement(portal);
  await expect(portal.getByRole('link', { name: 'Syntropi', exact: true })).toBeVisible();
  await expect(portal.getByRole('link', { name: 'VAOS', exact: true })).toHaveCount(0);
  await look(portal, 'john-home');
  if (!workstation.server) return; // a kiosk has no address bar

  const response = await portal.goto(workstation.server.applications.vaos);
  expect(response?.status()).toBe(403);
  await expect(portal.getByText('does not have access to VAOS')).toBeVisible();
  await look(portal, 'john-vaos-refused');
  await portal.goto(new URL('/nowhere', workstation.server.applications.syntropi).href);
  await expect(portal.getByText('TRAINING', { exact: true })).toBeVisible();
});

test('[S7] every failure to sign in gives one answer, which points to ImmTrac2 Customer Support', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  const alert = portal.getByRole('alert');

  await signIn(portal, 'maria.garcia', 'not her password');
  await expect(alert).toContainText('ImmTrac2 Customer Support');
  const wrongPassword = await alert.textContent();
  await look(portal, 'sign-in-refused');

  await portal.reload();
  await signIn(portal, 'nobody.at.all');
  await expect(alert).toHaveText(wrongPassword!);
});

test('[S5] a number of too few digits gets a hint about leading zeros, whoever’s it is', async ({ workstation }) => {
  const page = await workstation.portal();
  for (const username of ['1234567', '7654321']) {
    await signIn(page, username);
    await expect(page.getByText('An employee number has 11 digits. Include the leading zeros.')).toBeVisible();
    await page.reload();
  }
  await signIn(page, '00001234567', 'wrong');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('An employee number has 11 digits')).toHaveCount(0);
});

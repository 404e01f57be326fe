import { es } from '../../../shared/identity/texts/es.ts';
import { kioskTexts } from '../../../shared/kiosk/texts/in-language.ts';
import { signIn, usualPerson } from '../../support/people.ts';
import { trainingPassword } from '../../support/training.ts';
import { barOf, expect, test } from '../../support/workstation.ts';
import { signInAt, untilDeskIsClean } from './desk.ts';

test.use({ sharesKiosk: true });

test('[L1] at a kiosk the next person begins with the workstation’s language, whatever the last one chose', async ({
  workstation,
}) => {
  await signInAt(workstation);
  const portal = await untilDeskIsClean(workstation, async () =>
    (await workstation.portal()).getByRole('button', { name: 'Sign Out' }).click(),
  );
  await portal.getByRole('button', { name: 'Español' }).click();
  await portal.getByLabel(es.signIn.username, { exact: true }).fill(usualPerson.username);
  await portal.getByLabel(es.signIn.password, { exact: true }).fill(trainingPassword);
  await portal.getByRole('button', { name: es.signIn.submit }).click();
  await expect(portal.getByRole('heading', { name: es.portal.home.applications, exact: true })).toBeVisible();
  await test.step('the bar above an application speaks it too', async () => {
    const syntropi = await workstation.open('Syntropi');
    const bar = await barOf(workstation.electron!, syntropi);
    await expect(bar.getByRole('button', { name: kioskTexts.es.bar.signOut })).toBeVisible();
    await expect(bar.locator('html')).toHaveAttribute('lang', 'es');
    await workstation.backToPortal(syntropi);
  });
  const cookies = () =>
    workstation.electron!.evaluate(async ({ session }) =>
      (await session.fromPartition('web').cookies.get({})).map(({ name }) => name.replace(/_[0-9a-f]{8}$/, '')),
    );
  expect(await cookies()).not.toContain('language');
  await untilDeskIsClean(workstation, () => portal.getByRole('button', { name: es.frame.signOut }).click());
  await expect(portal.getByLabel('Username', { exact: true })).toBeVisible();
  expect(await portal.evaluate(() => document.documentElement.lang)).toBe('en');

  await test.step('and the account keeps it', async () => {
    await signIn(portal, usualPerson.username);
    await portal.getByRole('link', { name: es.portal.profile.title }).click();
    await expect(portal.getByRole('button', { name: 'Español', pressed: true })).toBeVisible();
    await portal.getByRole('button', { name: 'English' }).click();
    await expect(portal.getByRole('button', { name: 'English', pressed: true })).toBeVisible();
    await portal.getByRole('link', { name: 'Back to the Enterprise Portal' }).click();
  });
});

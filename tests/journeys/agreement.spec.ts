import { press } from '../support/keyboard.ts';
import { look } from '../support/look.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { expect, test } from '../support/workstation.ts';

test('[A1] the agreement is read to its end, ticked and signed, by keyboard alone', async ({ workstation }) => {
  const portal = await workstation.portal();
  const text = portal.getByRole('region', { name: 'Acceptable Use Agreement' });
  const box = portal.getByRole('checkbox', { name: /I have read and agree/ });
  const accept = portal.getByRole('button', { name: 'Accept and Continue' });
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();

  await test.step('[A2] it says whose credentials, never to whom, and whom to call', async () => {
    await expect(text).toContainText('Never tell your password to anyone');
    await expect(text).toContainText('HHS IT Customer Support Help Desk, 1-855-435-7181');
  });

  await test.step('before its end is reached the box cannot be ticked, and says why', async () => {
    await expect(box).toBeDisabled();
    await expect(box).toHaveAccessibleDescription(/Read to the end of the agreement/);
    await look(portal, 'agreement-unread');
    await accept.focus();
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
    await portal.keyboard.press('Tab');
    await expect(portal.getByRole('link', { name: /Read to the end of the agreement first/ })).toBeFocused();
    await portal.keyboard.press('Enter');
    // Where to go on: the text, which scrolls by keyboard.
    await expect(text).toBeFocused();
  });

  await test.step('at its end it can be', async () => {
    await portal.keyboard.press('End');
    await expect(box).toBeEnabled();
    await expect(portal.getByRole('status')).toContainText('You have reached the end');
    await press(box, 'Space');
    await expect(box).toBeChecked();
  });

  await test.step('another name is no signature, and what was typed stays', async () => {
    await portal.keyboard.press('Tab');
    await expect(portal.getByLabel('Your name')).toBeFocused();
    await portal.keyboard.type('Maria G.');
    await portal.keyboard.press('Enter');
    await expect(portal.getByText('Type your name as it appears in your profile: Maria Garcia')).toBeVisible();
    await expect(portal.getByLabel('Your name')).toBeFocused();
    await expect(portal.getByLabel('Your name')).toHaveValue('Maria G.');
    await look(portal, 'agreement-not-signed');
  });

  await test.step('the account’s name opens the portal', async () => {
    await portal.keyboard.press('ControlOrMeta+A');
    await portal.keyboard.type('maria  garcia');
    await look(portal, 'agreement-signed');
    await portal.keyboard.press('Tab');
    await expect(accept).toBeFocused();
    await portal.keyboard.press('Enter');
    await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
    await expect(portal.getByText('You accepted the Acceptable Use Agreement')).toBeVisible();
  });
});

test('[A1] whoever does not agree signs out, and is asked again at the next sign-in', async ({ workstation }) => {
  const portal = await workstation.portal();
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
  await portal.getByRole('button', { name: 'Sign Out' }).click();
  await expect(portal.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('heading', { name: 'Acceptable Use Agreement', exact: true })).toBeVisible();
  await completeAgreement(portal);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
});

test('[A1] an acceptance that is answered after signing out brings nobody back', async ({ workstation }) => {
  const portal = await workstation.portal();
  await signIn(portal, 'maria.garcia');
  const held = Promise.withResolvers<void>();
  await portal.route('**/api/agreement/acceptance', async (route) => {
    const response = await route.fetch();
    await held.promise;
    await route.fulfill({ response });
  });
  const answer = portal.waitForResponse('**/api/agreement/acceptance');
  await completeAgreement(portal);
  await portal.getByRole('button', { name: 'Sign Out' }).click();
  await portal.getByLabel('Username', { exact: true }).fill('john.smith');
  held.resolve();
  await (await answer).finished();
  await portal.evaluate(async () => fetch('/api/deployment')); // the page has had its turn by then
  await expect(portal.getByLabel('Username', { exact: true })).toHaveValue('john.smith');
});

test('[A1] a box and a name left out are asked for beside them', async ({ workstation }) => {
  const portal = await workstation.portal();
  await signIn(portal, 'john.smith');
  const text = portal.getByRole('region', { name: 'Acceptable Use Agreement' });
  await text.evaluate((region) => region.scrollTo(0, region.scrollHeight));
  await expect(portal.getByRole('checkbox')).toBeEnabled();
  await portal.getByRole('button', { name: 'Accept and Continue' }).click();
  await expect(portal.getByRole('checkbox')).toHaveAccessibleDescription(/Check the box/);
  await expect(portal.getByRole('group', { name: 'Please fix these errors' })).toBeFocused();
  await portal.keyboard.press('Tab');
  await portal.keyboard.press('Enter');
  await expect(portal.getByRole('checkbox')).toBeFocused();
  await expect(portal.getByLabel('Your name')).toHaveAccessibleDescription(/Sign by typing your name\./);
  await look(portal, 'agreement-left-out');
  // What is mended leaves the summary at once.
  const left = portal.getByRole('group', { name: 'Please fix these errors' }).getByRole('link');
  await expect(left).toHaveCount(2);
  await portal.getByRole('checkbox').check();
  await expect(left).toHaveText([/Sign by typing your name\./]);
});

test('[A1] an agreement that changed while it was read is shown anew, to be read and signed', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  await signIn(portal, 'maria.garcia');
  await portal.route(
    '**/api/agreement/acceptance',
    (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        json: { type: '/problems/agreement-outdated' },
      }),
    { times: 1 },
  );
  await completeAgreement(portal);
  await expect(portal.getByRole('alert')).toContainText('The agreement has just changed');
  await expect(portal.getByRole('checkbox')).toBeDisabled();
  await expect(portal.getByLabel('Your name')).toHaveValue('');
  await look(portal, 'agreement-outdated');
  await completeAgreement(portal);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
});

test('[A1] in a narrow, low window the agreement can still be read and signed', async ({ workstation }) => {
  const portal = await workstation.portal();
  await portal.setViewportSize({ width: 320, height: 480 });
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('checkbox')).toBeDisabled();
  await look(portal, 'agreement-narrow');
  await completeAgreement(portal);
  await expect(portal.getByRole('heading', { name: 'Applications', exact: true })).toBeVisible();
});

test('[A1] a text that fits without scrolling counts as read', async ({ workstation }) => {
  const portal = await workstation.portal();
  await portal.setViewportSize({ width: 1280, height: 4000 });
  await signIn(portal, 'maria.garcia');
  await expect(portal.getByRole('checkbox')).toBeEnabled();
});

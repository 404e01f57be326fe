import { alone } from '../support/fixture.ts';
import { look } from '../support/look.ts';
import { signInToWork } from '../support/people.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { expect, test as base } from '../support/workstation.ts';

const test = base.extend<{ party: RelyingParty }>({
  party: alone(async (use) => {
    const party = await RelyingParty.start({ name: 'Cold Chain', services: { notices: true } });
    await use(party);
    party.close();
  }),
  settings: async ({ party }, use) => use({ clients: [party.settings] }),
});

test('[N1][J2] a notice on the home page says which application it is from and leads there, until it is withdrawn', async ({
  workstation,
  party,
}) => {
  const page = await workstation.portal();
  party.issuer = new URL(page.url()).origin;
  const posted = await party.call('POST', '/api/notices', 'notices', {
    key: 'unit-7',
    to: { role: 'clinic-staff' },
    severity: 'warning',
    title: 'Refrigerator 1 was too warm',
    text: 'Check the vaccines in it before you use them. <b>Do not discard any.</b>',
    action: { label: 'See the readings', address: new URL('/units/7', party.redirectUri).href },
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  expect(posted.status).toBe(200);
  await signInToWork(page, 'john.smith');
  const home = page.url();
  const notices = page.getByRole('region', { name: 'Notifications' });
  await expect(notices.getByText('Refrigerator 1 was too warm')).toBeVisible();
  await expect(notices.getByText('From Cold Chain')).toBeVisible();
  // Words, and nothing else.
  await expect(notices.getByText('<b>Do not discard any.</b>')).toBeVisible();
  await look(page, 'home-notice');
  await test.step('[N1] every page has their number and the way to them, and says politely that another has come', async () => {
    const count = await notices.getByRole('heading', { level: 3 }).count();
    await page.getByRole('link', { name: 'My Profile' }).click();
    await expect(page.getByRole('heading', { name: 'My Profile', exact: true })).toBeVisible();
    const way = page.getByRole('link', { name: `Notifications ${count}`, exact: true });
    await expect(way).toBeVisible();
    await party.call('POST', '/api/notices', 'notices', {
      ...{ key: 'unit-8', to: { role: 'clinic-staff' }, severity: 'information' },
      ...{ title: 'Refrigerator 2 is fine again', text: 'Nothing is to be done.' },
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    // The page of the profile has asked; the next one finds another.
    await page.getByRole('link', { name: 'Back' }).click();
    await expect(page.locator('[aria-live=polite]').getByText('You have a new notification.')).toHaveCount(1);
    await page.getByRole('link', { name: 'My Profile' }).click();
    await look(page, 'notifications-count');
    await page.getByRole('link', { name: `Notifications ${count + 1}`, exact: true }).press('Enter');
    await expect(page.getByRole('heading', { name: 'Notifications', exact: true })).toBeFocused();
    expect((await party.call('DELETE', '/api/notices/unit-8', 'notices')).status).toBe(204);
  });

  await notices.getByRole('link', { name: 'See the readings' }).click();
  await expect(page.getByRole('heading', { name: 'Party', exact: true })).toBeVisible();
  expect(party.arrived.map(({ url }) => url.pathname)).toContain('/units/7');

  expect((await party.call('DELETE', '/api/notices/unit-7', 'notices')).status).toBe(204);
  await page.goto(home);
  await expect(notices.getByText('This is a training deployment')).toBeVisible();
  await expect(notices.getByText('Refrigerator 1 was too warm')).toHaveCount(0);
});

import { alone } from '../../support/fixture.ts';
import { RelyingParty } from '../../support/relying-party.ts';
import { expect, pageAt, test as base } from '../../support/workstation.ts';
import { signInAt } from './desk.ts';

const test = base.extend<{ party: RelyingParty }>({
  party: alone(async (use) => {
    const party = await RelyingParty.start({ name: 'Cold Chain', services: { notices: true } });
    await use(party);
    party.close();
  }),
  settings: async ({ party }, use) =>
    use({ clients: [{ ...party.settings, address: new URL('/', party.redirectUri).href }] }),
});

test('[J2][K4] what a notice leads to opens in a window of its application, at the very place, and not in the portal’s', async ({
  workstation,
  party,
}) => {
  const portal = await workstation.portal();
  party.issuer = new URL(portal.url()).origin;
  const address = new URL('/units/7', party.redirectUri).href;
  await party.call('POST', '/api/notices', 'notices', {
    key: 'unit-7',
    to: { role: 'clinic-staff' },
    severity: 'warning',
    title: 'Refrigerator 1 was too warm',
    text: 'Check the vaccines in it before you use them.',
    action: { label: 'See the readings', address },
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await signInAt(workstation);
  await portal.getByRole('link', { name: 'See the readings' }).click();
  const page = await pageAt(workstation.electron!, ({ href }) => href === address);
  await expect(page.getByRole('heading', { name: 'Party', exact: true })).toBeVisible();
  await expect(portal.getByText('Refrigerator 1 was too warm')).toBeVisible();
});

import { masterKeyFromFile } from '../../server/keys/key-file.ts';
import { limits } from '../../shared/contract/limits.ts';
import { look } from '../support/look.ts';
import { fillWithAccounts } from '../support/many-accounts.ts';
import { completeAgreement, signIn } from '../support/people.ts';
import { startServerProcess } from '../support/server-process.ts';
import { expect, test } from '../support/workstation.ts';

test('[R2] before the embedded store has too many accounts, administrators read so where they look after accounts', async ({
  workstation,
}) => {
  const portal = await workstation.portal();
  const notice = portal.getByText('comes near to what the built-in store holds well');
  const heading = portal.getByRole('heading', { name: 'Find an account', exact: true });
  await signIn(portal, 'it.admin');
  await completeAgreement(portal);
  await portal.getByRole('link', { name: 'Accounts' }).click();
  await expect(heading).toBeVisible();
  await expect(notice).toHaveCount(0);

  const { data, server } = workstation;
  await server!.stop();
  await fillWithAccounts(data, await masterKeyFromFile(data), limits.lowdb.accounts * limits.lowdb.announcedAt);
  const again = await startServerProcess(data);
  try {
    await portal.goto(again.portal);
    await portal.getByRole('link', { name: 'Accounts' }).click();
    await expect(notice).toBeVisible();
    await expect(portal.getByText('up to 10,000 are comfortable')).toBeVisible();
    await look(portal, 'accounts-capacity');
  } finally {
    await again.stop();
  }
});

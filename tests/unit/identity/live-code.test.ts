import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { type Account, accounts } from '../../../server/identity/accounts/account.ts';
import { isLiveCode } from '../../../server/identity/live-code.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test('[P4] the code of an account’s reset is not mailed once it was replaced, used, or the account disabled', async () => {
  const clock = new TestClock();
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const people = store.collection(accounts);
  const account: Account = {
    id: 'maria',
    username: 'maria',
    usernameKey: 'maria',
    name: 'Maria (Training)',
    email: 'maria@training.example',
    roles: ['clinic-staff'],
    sites: [],
    status: 'active',
    formerPasswords: [],
    securityQuestions: [],
    password: { hash: 'x', changedAt: 0 },
    reset: { digest: 'the code', expiresAt: clock.now() + 1000 },
  };
  const isLive = async (change: Partial<Account>) => {
    await people.put({ ...account, ...change });
    return isLiveCode({ opens: 'account', id: 'maria', digest: 'the code' }, { store, clock, accounts: people });
  };
  expect(await isLive({})).toBe(true);
  expect(await isLive({ reset: { ...account.reset!, digest: 'a newer code' } })).toBe(false);
  expect(await isLive({ reset: null })).toBe(false);
  expect(await isLive({ status: 'disabled' })).toBe(false);
});

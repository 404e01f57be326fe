import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { OidcRecords } from '../../../server/identity/oidc/adapter.ts';
import type { OpenIdSessions } from '../../../server/identity/sessions/openid-sessions.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test('[S1] of parallel redemptions of a code that was found by all of them, exactly one is the first', async () => {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  // Codes ask nothing of the sessions.
  const codes = new OidcRecords(store, new TestClock(), {} as OpenIdSessions).adapterFor('AuthorizationCode');
  await codes.upsert('code', { accountId: 'someone' }, 60);
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => codes.consume('code')));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await codes.find('code')).toMatchObject({ consumed: true });
});

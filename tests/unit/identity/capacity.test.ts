import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { levelOf } from '../../../server/identity/capacity.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { launchDeployment } from '../../support/deployment.ts';
import { fillWithAccounts } from '../../support/many-accounts.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor } from '../../support/visitor.ts';

test.each([
  [7999, 10_000, 'plenty'],
  [8000, 10_000, 'near the limit'],
  [10_000, 10_000, 'near the limit'],
  [10_001, 10_000, 'over the limit'],
  [1_000_000, undefined, 'plenty'],
])('[R2] %i accounts of %s that the store holds well are %s', (accounts, comfortable, level) => {
  expect(levelOf(accounts, comfortable)).toBe(level);
});

test('[R2] at four fifths of what the embedded store holds well the log and administrators are told, and nobody else', async () => {
  const options = { data: await temporaryFolder(), masterKey: randomBytes(32) };
  await (await launchDeployment(options)).close();
  await fillWithAccounts(options.data, options.masterKey, limits.lowdb.accounts * limits.lowdb.announcedAt);

  const lines: string[] = [];
  const deployment = await launchDeployment({
    ...options,
    log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
  });
  onTestFinished(() => deployment.close());
  expect(lines.filter((line) => line.includes('near its limit of accounts'))).toHaveLength(1);
  const administrator = await signedInVisitor(deployment.portal, 'it.admin');
  expect(await (await administrator.send('GET', '/api/capacity')).json()).toMatchObject({
    comfortable: limits.lowdb.accounts,
    level: 'near the limit',
  });
  const nurse = await signedInVisitor(deployment.portal, 'maria.garcia');
  expect((await nurse.send('GET', '/api/capacity')).status).toBe(403);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Notification } from '../../../shared/api/identity.ts';
import { startTraining } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

const told = async (visitor: Visitor) =>
  ((await (await visitor.send('GET', '/api/notifications')).json()) as Notification[]).some(
    ({ id }) => id === 'concurrent-use',
  );

test('[S9] a second sign-in on another workstation is shown to both, until one of them ends', async () => {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data });
  const first = await signedInVisitor(portal, 'maria.garcia');
  expect(await told(first)).toBe(false);
  const second = await signedInVisitor(portal, 'maria.garcia');
  expect([await told(first), await told(second)]).toEqual([true, true]);
  await second.send('POST', '/api/sign-out');
  expect(await told(first)).toBe(false);
  expect(await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).toContain('"sign-in.concurrent"');
});

test('[S9] signing in again on the same workstation is no second workstation', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.signIn('maria.garcia');
  expect(await told(visitor)).toBe(false);
});

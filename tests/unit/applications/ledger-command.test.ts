import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lots } from '../../../server/applications/vaos/records.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { keysOf } from '../../../server/keys/master-key.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { launchDeployment } from '../../support/deployment.ts';
import { runCommand } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test('[V7] the command proves the ledger of a server that is stopped, and names the lot that differs', async () => {
  const data = join(await temporaryFolder(), 'data');
  const verify = () => runCommand('ledger', 'verify', '--data', data);
  expect(await verify()).toMatchObject({ status: 2, stderr: expect.stringMatching(/no vaccine ledger in/) });
  const deployment = await launchDeployment({ data, masterKey: await masterKeyFromFile(data) });
  expect(await verify()).toMatchObject({ status: 2, stdout: '' });
  await deployment.close();
  expect(await verify()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+ lots, 0 that differ/) });

  const keys = await keysOf(data, {});
  const store = await openLowdbStore({ directory: join(data, 'vaos'), ...keys.ofStore('vaos') });
  const [lot] = await store.collection(lots).list();
  await store.collection(lots).put({ ...lot!, doses: lot!.doses + 1 });
  await store.close();
  const told = `lot ${lot!.lot}: ${lot!.doses + 1} on hand, the lines add up to ${lot!.doses}.`;
  expect(await verify()).toMatchObject({ status: 1, stderr: expect.stringContaining(told) });
});

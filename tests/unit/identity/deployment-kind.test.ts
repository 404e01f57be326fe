import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { markDeployment, settleDeploymentKind, storedDeployment } from '../../../server/deployment-kind.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { temporaryFolder } from '../../support/temporary.ts';

async function emptyStore() {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  return store;
}

test('[R6] training that was interrupted while its data was made goes on as training, whoever starts it how, and never as real', async () => {
  const store = await emptyStore();
  const begins = await settleDeploymentKind(store, { demo: true, settings: {}, timeZone: 'America/Denver' });
  expect(begins).toEqual({ kind: 'training', seed: true });
  expect(await settleDeploymentKind(store, { demo: false, settings: {} })).toEqual({ kind: 'training', seed: true });
  await expect(settleDeploymentKind(store, { demo: false, settings: { deployment: 'clinic' } })).rejects.toMatchObject({
    dataIs: 'training',
  });
  expect(await storedDeployment(store)).toMatchObject({ timeZone: 'America/Denver' });
  await markDeployment(store, { kind: 'training', timeZone: 'America/Denver' }, []);
  expect(await settleDeploymentKind(store, { demo: false, settings: {} })).toEqual({ kind: 'training', seed: false });
  expect(await storedDeployment(store)).toEqual({ id: 'deployment', kind: 'training', timeZone: 'America/Denver' });
});

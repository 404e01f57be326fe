import { expect, test } from 'vitest';
import type { ApplicationContext } from '../../../shared/applications/api/application.ts';
import type { Session } from '../../../shared/identity/api/identity.ts';
import { startTraining } from '../../support/deployment.ts';
import { signedInVisitor } from '../../support/visitor.ts';

test('[L1] how much room tables have is kept with the account, and applications learn it at sign-in', async () => {
  const { portal, applications } = await startTraining();
  const maria = await signedInVisitor(portal, 'maria.garcia');
  const read = async (address: string) => (await maria.send('GET', address)).json();
  const inApplication = async (address: string) => {
    await maria.visit(address);
    return ((await read(new URL('/api/session', address).href)) as ApplicationContext).caller.density;
  };
  expect(await inApplication(applications.vaos)).toBeUndefined();

  expect((await maria.send('PUT', '/api/preferences', { density: 'tiny' })).status).toBe(400);
  await maria.send('PUT', '/api/preferences', { density: 'comfortable' });
  expect(((await read('/api/session')) as Session).account.density).toBe('comfortable');
  expect(await inApplication(applications.syntropi)).toBe('comfortable');
});

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { DeploymentKindError } from '../../../server/deployment-kind.ts';
import { startDeployment } from '../../../server/deployment.ts';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../server/clock.ts';
import type { Deployment } from '../../../shared/identity/api/identity.ts';
import { startTraining } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

async function place() {
  const given = {
    data: await temporaryFolder(),
    port: 0,
    masterKey: randomBytes(32),
    settings: {},
    pages: fileURLToPath(new URL('../../../dist/renderer', import.meta.url)),
    clock: systemClock,
    log: pino({ level: 'silent' }),
  };
  return {
    data: given.data,
    start: (demo: boolean, deployment?: 'training' | 'clinic') =>
      startDeployment({ ...given, demo, settings: deployment ? { deployment } : {} }),
  };
}

const deploymentAt = async (portal: string) =>
  (await (await new Visitor(portal).send('GET', '/api/deployment')).json()) as Deployment;

test('[R1] training data never becomes a clinic deployment, and says so', async () => {
  const { start } = await place();
  await (await start(true)).close();
  await expect(start(false, 'clinic')).rejects.toThrow(DeploymentKindError);
  const again = await start(false);
  expect((await deploymentAt(again.portal)).kind).toBe('training');
  await again.close();
});

test('[R1] a clinic’s data is never seeded over', async () => {
  const { start } = await place();
  const clinic = await start(false, 'clinic');
  expect(await deploymentAt(clinic.portal)).not.toHaveProperty('training');
  expect((await new Visitor(clinic.portal).signIn('maria.garcia')).status).toBe(401);
  await clinic.close();
  await expect(start(true)).rejects.toThrow(DeploymentKindError);
});

test('[R1] starting again keeps what people did, and seeds nothing twice', async () => {
  const { start } = await place();
  const first = await start(true);
  const visitor = await signedInVisitor(first.portal, 'maria.garcia');
  await visitor.send('PUT', '/api/preferences', { launcher: 'links' });
  await first.close();

  const second = await start(true);
  const again = new Visitor(second.portal);
  const session = await (await again.signIn('maria.garcia')).json();
  expect(session).toMatchObject({ pending: 'none', account: { launcher: 'links' } });
  await second.close();
});

test('[S7] the audit trail names what happened and holds nothing that anyone typed', async () => {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data });
  await new Visitor(portal).signIn('maria.garcia', 'a mistyped password');
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.send('POST', '/api/sign-out');

  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  const events = trail
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);
  expect(events).toEqual(['sign-in.refused', 'sign-in.succeeded', 'agreement.accepted', 'session.ended']);
  expect(trail).not.toContain('mistyped');
  expect(trail).not.toContain(visitor.cookies.get('portal_session') ?? 'Bluebonnet');
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import { startTraining } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

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

const concurrentUse = async (visitor: Visitor) =>
  ((await (await visitor.send('GET', '/api/notifications')).json()) as Notification[]).find(
    ({ id }) => id === 'concurrent-use',
  )!.text;

test('[S9][A3] a workstation is told of by the name under which it is enrolled, else as another browser, never by its id', async () => {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data });
  const administrator = await signedInVisitor(portal, 'it.admin');
  const made = await administrator.send('POST', '/api/workstations/codes', { name: 'Front desk' });
  const { code } = (await made.json()) as { code: string };
  const atDesk = new Visitor(portal);
  await atDesk.send('POST', '/api/workstations/enrol', { code });
  await atDesk.signIn('maria.garcia');
  await atDesk.agree();
  const elsewhere = await signedInVisitor(portal, 'maria.garcia');
  const texts = [await concurrentUse(elsewhere), await concurrentUse(atDesk)];
  expect(texts[0]).toContain('9:00 AM Central Time, at the workstation “Front desk”.');
  expect(texts[1]).toContain('9:00 AM Central Time, in another browser.');

  const change = { reason: 'compromised', current: trainingPassword, password: 'Cedar-Elm-Prairie-9' };
  const atTheDesk = (await (await atDesk.send('POST', '/api/password', change)).json()) as Changed;
  texts.push(atTheDesk.incident.text);
  expect(texts[2]).toContain('November 22, 2026 at 9:00 AM (Central Time), at the workstation “Front desk”');
  const john = await signedInVisitor(portal, 'john.smith');
  texts.push(((await (await john.send('POST', '/api/password', change)).json()) as Changed).incident.text);
  expect(texts[3]).toContain('in a browser that is not enrolled');

  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  const ids = new Set([...trail.matchAll(/"workstation":"([^"]+)"/g)].map(([, id]) => id!));
  expect(ids.size).toBeGreaterThan(2);
  for (const id of ids) expect(texts.join(' ')).not.toContain(id);
});

interface Changed {
  readonly incident: { readonly text: string };
}

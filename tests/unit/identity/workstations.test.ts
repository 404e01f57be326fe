import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EnrolmentCode, Workstation } from '../../../shared/identity/api/workstations.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { act, codeIn } from './administration-steps.ts';

async function start(enrolledWorkstationsOnly = false) {
  const data = await temporaryFolder();
  const clock = new TestClock();
  const { portal } = await startTraining({ data, clock, settings: { enrolledWorkstationsOnly } });
  const code = async (administrator: Visitor, name = 'Front desk') =>
    ((await (await administrator.send('POST', '/api/workstations/codes', { name })).json()) as EnrolmentCode).code;
  const enrol = (typed: string) => new Visitor(portal).send('POST', '/api/workstations/enrol', { code: typed });
  /** A workstation that has enrolled: its credential is its cookie. */
  const enrolled = async (typed: string) => {
    const visitor = new Visitor(portal);
    const answer = await visitor.send('POST', '/api/workstations/enrol', { code: typed });
    // The credential is in the cookie alone.
    expect(await answer.json()).toEqual({ name: 'Front desk' });
    return visitor;
  };
  return { data, clock, portal, code, enrol, enrolled };
}

const list = async (administrator: Visitor) =>
  (await (await administrator.send('GET', '/api/workstations')).json()) as Workstation[];

test('[K8] a workstation enrols with a code, once, and the administrator sees it and who uses it', async () => {
  const { portal, code, enrol, enrolled } = await start();
  const administrator = await signedInVisitor(portal, 'it.admin');
  const typed = await code(administrator);
  expect(typed).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
  const workstation = await enrolled(` ${typed.toLowerCase().replaceAll('-', ' ')} `);
  expect((await enrol(typed)).status).toBe(422);
  await workstation.signIn('maria.garcia');
  expect(await list(administrator)).toEqual([
    expect.objectContaining({
      name: 'Front desk',
      revoked: false,
      signedIn: 1,
      lastUsedAt: expect.any(Number) as number,
    }),
  ]);
});

test('[K8] of sixteen uses of one code at the same moment one enrols', async () => {
  const { portal, code, enrol } = await start();
  const typed = await code(await signedInVisitor(portal, 'it.admin'));
  const answers = await Promise.all(Array.from({ length: 16 }, () => enrol(typed)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('[K8] a code is of no use after a day', async () => {
  const { portal, code, enrol, clock } = await start();
  const typed = await code(await signedInVisitor(portal, 'it.admin'));
  clock.advance(limits.enrolment.codeLifetime);
  expect((await enrol(typed)).status).toBe(422);
});

test('[K8] where policy says so, only administrators sign in at a workstation that is not enrolled, or not any more', async () => {
  const { portal, code, enrolled } = await start(true);
  const administrator = await signedInVisitor(portal, 'it.admin');
  const refused = await new Visitor(portal).signIn('maria.garcia');
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('workstation-not-enrolled')]);
  // Whoever does not know the password learns nothing of that.
  expect((await new Visitor(portal).signIn('maria.garcia', 'wrong')).status).toBe(401);
  const workstation = await enrolled(await code(administrator));
  expect((await workstation.signIn('maria.garcia')).status).toBe(200);
  const [{ id }] = (await list(administrator)) as [Workstation];
  await administrator.send('POST', '/api/workstations/revoke', { id, reason: 'was stolen' });
  expect((await workstation.signIn('maria.garcia')).status).toBe(403);
});

test('[K8][R3] a one-time code that is typed where its owner may not sign in is still good where they may', async () => {
  const { data, portal, code, enrolled } = await start(true);
  const administrator = await signedInVisitor(portal, 'it.admin');
  const workstation = await enrolled(await code(administrator));
  await act(administrator, 'reset', 'john.smith');
  const oneTime = await eventually(async () => {
    const [name] = (await readdir(join(data, 'mail'))).filter((each) => each.endsWith('.eml'));
    return codeIn(await readFile(join(data, 'mail', name!), 'utf8'));
  });
  expect((await new Visitor(portal).signIn('john.smith', oneTime)).status).toBe(403);
  expect((await workstation.signIn('john.smith', oneTime)).status).toBe(200);
});

test('[K8] revoking a workstation ends what is open there, with a reason in the audit trail', async () => {
  const { data, portal, code, enrolled } = await start();
  const administrator = await signedInVisitor(portal, 'it.admin');
  const workstation = await enrolled(await code(administrator));
  await workstation.signIn('maria.garcia');
  const [{ id }] = (await list(administrator)) as [Workstation];
  for (const reason of ['', '      ', ' why  ']) {
    expect((await administrator.send('POST', '/api/workstations/revoke', { id, reason })).status).toBe(400);
  }
  const request = { id, reason: ' was stolen ' };
  expect((await workstation.send('POST', '/api/workstations/revoke', request)).status).toBe(403);
  expect((await administrator.send('POST', '/api/workstations/revoke', request)).status).toBe(204);
  expect((await administrator.send('POST', '/api/workstations/revoke', request)).status).toBe(404);
  expect((await workstation.send('GET', '/api/session')).status).toBe(401);
  expect(await list(administrator)).toEqual([expect.objectContaining({ revoked: true, signedIn: 0 })]);
  expect(await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).toMatch(/workstation\.revoked.*was stolen/);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ProblemDetails, problemTypeOf } from '../../../shared/contract/problems.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const day = 24 * 3600 * 1000;
const better = 'Violet-Harbor-77';

async function change(
  visitor: Visitor,
  password: string,
  options: { reason?: string; current?: string | undefined } = {},
) {
  const { reason = 'chosen' } = options;
  const current = 'current' in options ? options.current : trainingPassword;
  const response = await visitor.send('POST', '/api/password', { reason, password, ...(current && { current }) });
  const body = (await response.json()) as ProblemDetails & { incident?: Record<string, string> };
  return { outcome: response.ok ? 'changed' : problemTypeOf(body), body };
}

test('[P6] a password that breaks a rule is refused by name of the rule, and nothing changes', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const { outcome, body } = await change(visitor, 'Password2026!');
  expect(outcome).toBe('password-refused');
  expect(body.fields).toEqual([
    { field: 'password', code: 'common', message: expect.stringContaining('commonly used') as string },
  ]);
  expect((await change(visitor, trainingPassword)).body.fields?.[0]?.message).toContain('last 8 passwords');
  expect((await new Visitor(portal).signIn('maria.garcia')).ok).toBe(true);
});

test('[P6] none of the last eight passwords comes back, and the ninth may', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  let current = trainingPassword;
  for (let n = 1; n <= 8; n++) {
    expect((await change(visitor, trainingPassword, { current })).outcome, `after ${n - 1}`).toBe('password-refused');
    const next = `${better}-${n}`;
    expect((await change(visitor, next, { current })).outcome).toBe('changed');
    current = next;
  }
  expect((await change(visitor, trainingPassword, { current })).outcome).toBe('changed');
});

test('[A3] a changed password ends every other session, not this one, and the old password opens nothing', async () => {
  const { portal } = await startTraining();
  const here = await signedInVisitor(portal, 'maria.garcia');
  const elsewhere = await signedInVisitor(portal, 'maria.garcia');
  expect((await change(here, better)).outcome).toBe('changed');
  expect((await elsewhere.send('GET', '/api/session')).status).toBe(401);
  expect((await here.send('GET', '/api/session')).status).toBe(200);
  expect((await new Visitor(portal).signIn('maria.garcia')).status).toBe(401);
  expect((await new Visitor(portal).signIn('maria.garcia', better)).ok).toBe(true);
});

test('[A3] saying that the password may be known files an incident with what the Help Desk needs', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await signedInVisitor(portal, 'maria.garcia');
  const { incident } = (await change(visitor, better, { reason: 'compromised' })).body;
  expect(incident?.['phone']).toBe('1-855-435-7181');
  expect(incident?.['text']).toContain(incident?.['number']);
  expect(incident?.['text']).toContain('maria.garcia');
  expect(incident?.['text']).toContain('1 other session(s) were ended');
  expect(incident?.['text']).not.toContain(better);
});

test('[P6] a change asks for the present password, under the same limit as signing in', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect((await change(visitor, better, { current: undefined })).body.fields).toEqual([
    { field: 'current', message: 'is missing' },
  ]);
  for (let n = 0; n < 5; n++) expect((await change(visitor, better, { current: 'no' })).outcome).toBe('password-wrong');
  expect((await change(visitor, better)).outcome).toBe('sign-in-locked');
});

test('[E1] an expired password still signs in, and then has to be changed before anything else', async () => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  await signedInVisitor(portal, 'maria.garcia');
  clock.advance(90 * day - 1);
  expect(await (await new Visitor(portal).signIn('maria.garcia')).json()).toMatchObject({ pending: 'none' });
  clock.advance(1);

  const visitor = new Visitor(portal);
  const toSignIn = await visitor.visit(applications.vaos);
  const continueTo = toSignIn.way.at(-1)!.searchParams.get('continue')!;
  expect(await (await visitor.signIn('maria.garcia')).json()).toMatchObject({ pending: 'password', applications: [] });
  expect((await visitor.visit(continueTo)).way.at(-1)?.pathname).toBe('/password');
  expect((await visitor.send('GET', '/api/notifications')).status).toBe(403);

  expect((await change(visitor, better, { reason: 'expired', current: undefined })).outcome).toBe('changed');
  expect((await visitor.visit(continueTo)).way.at(-1)?.href).toBe(applications.vaos);
});

test('[P6] whoever says that a password has expired, and it has not, is asked for it all the same', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const claim = { reason: 'expired', current: undefined };
  expect((await change(visitor, better, claim)).body.fields).toEqual([{ field: 'current', message: 'is missing' }]);
  expect((await change(visitor, better, { ...claim, current: 'no' })).outcome).toBe('password-wrong');
  expect((await new Visitor(portal).signIn('maria.garcia')).ok).toBe(true);
});

test('[E1] under nist-63b-4 passwords do not expire', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock, settings: { passwordProfile: 'nist-63b-4' } });
  clock.advance(1000 * day);
  expect(await (await new Visitor(portal).signIn('maria.garcia')).json()).toMatchObject({ pending: 'agreement' });
});

test('[P6] of two changes at the same moment exactly one is made', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const outcomes = await Promise.all([1, 2, 3, 4].map((n) => change(visitor, `${better}-${n}`)));
  expect(outcomes.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
});

test('[S9] a second sign-in on another workstation is recorded, and ends the first only where policy says so', async () => {
  for (const concurrentSignIn of ['allow', 'end the first'] as const) {
    const data = await temporaryFolder();
    const { portal } = await startTraining({ data, settings: { concurrentSignIn } });
    const recorded = async () =>
      (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).match(/"sign-in\.concurrent"/g);
    const first = await signedInVisitor(portal, 'maria.garcia');
    expect(await recorded()).toBeNull();
    await signedInVisitor(portal, 'maria.garcia');
    expect(await recorded()).toHaveLength(1);
    expect((await first.send('GET', '/api/session')).status).toBe(concurrentSignIn === 'allow' ? 200 : 401);
  }
});

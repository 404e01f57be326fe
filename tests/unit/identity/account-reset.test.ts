import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import type { ResetMailed, ShownCode } from '../../../shared/identity/api/accounts.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { act, codeIn, codeLine, problemOf, startAdministration, verificationIn } from './administration-steps.ts';

const hour = 3_600_000;
const newPassword = 'Quiet-Armadillo-2026';

async function startReset() {
  const place = await startAdministration();
  const reset = async (username: string, by: Visitor = place.support) => {
    const { result, mail } = await place.mailAfter(() => act(by, 'reset', username), codeLine);
    expect(result.status).toBe(200);
    return { answer: (await result.json()) as ResetMailed, mail, code: codeIn(mail) };
  };
  return { ...place, reset };
}

test('[R3] a code that was mailed opens the account once, and a new password comes before anything else', async () => {
  const { reset, portal, applications, clock, trail } = await startReset();
  const { answer, code, mail } = await reset('john.smith');
  expect(answer).toMatchObject({ mailedTo: 'j…@t…', expiresAt: clock.now() + 24 * hour });
  expect(mail).toMatch(/To: .*john\.smith@training\.example/);

  const john = new Visitor(portal);
  const signedIn = await john.signIn('john.smith', ` ${code.toLowerCase().replaceAll('-', ' ')}`);
  expect(await signedIn.json()).toMatchObject({ pending: 'password', wasReset: true, applications: [] });
  // Neither the agreement nor anything else comes first.
  expect((await john.agree()).ok && (await (await john.send('GET', '/api/session')).json())).toMatchObject({
    pending: 'password',
  });
  expect((await john.visit(applications.immtrac2)).way.at(-1)!.pathname).toBe('/password');
  expect((await john.send('GET', '/api/notifications')).status).toBe(403);

  const change = await john.send('POST', '/api/password', { reason: 'expired', password: newPassword });
  expect(change.status).toBe(200);
  expect(await (await john.send('GET', '/api/session')).json()).not.toHaveProperty('wasReset');
  for (const [password, status] of [
    [code, 401],
    [trainingPassword, 401],
    [newPassword, 200],
  ] as const) {
    expect((await new Visitor(portal).signIn('john.smith', password)).status).toBe(status);
  }
  const events = await trail();
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['account.reset', 'account.reset-used', 'password.changed']),
  );
  expect(events.find(({ event }) => event === 'password.changed')!.detail).toEqual({ reason: 'reset' });
  expect(JSON.stringify(events)).not.toContain(code);
});

test('[R3] until its code is used a reset shuts nobody out; then the old password and its sessions end', async () => {
  const { reset, portal } = await startReset();
  const { code } = await reset('john.smith');
  const before = await signedInVisitor(portal, 'john.smith');
  expect((await new Visitor(portal).signIn('john.smith', code)).status).toBe(200);
  expect((await before.send('GET', '/api/session')).status).toBe(401);
  expect((await new Visitor(portal).signIn('john.smith')).status).toBe(401);
});

test('[R3] the password from before the reset is a former one: it cannot be chosen again', async () => {
  const { reset, portal } = await startReset();
  const { code } = await reset('john.smith');
  const john = new Visitor(portal);
  await john.signIn('john.smith', code);
  const refused = await john.send('POST', '/api/password', { reason: 'expired', password: trainingPassword });
  expect(refused.status).toBe(422);
});

test('[R3] of four who use one code at once, one gets in', async () => {
  const { reset, portal } = await startReset();
  const { code } = await reset('john.smith');
  const known = await Promise.all(Array.from({ length: 4 }, () => new Visitor(portal).signIn('john.smith', code)));
  expect(known.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('[R3] a code ends after a day, by a newer one, by a password that is chosen, and when the account is disabled', async () => {
  const { reset, portal, clock, admin } = await startReset();
  const opens = async (code: string) => (await new Visitor(portal).signIn('john.smith', code)).status;
  const [first, second] = [await reset('john.smith'), await reset('john.smith')];
  expect(await opens(first.code)).toBe(401);
  clock.advance(24 * hour);
  expect(await opens(second.code)).toBe(401);

  const administrator = await signedInVisitor(portal, 'it.admin');
  const third = await reset('john.smith', administrator);
  const john = await signedInVisitor(portal, 'john.smith');
  const chosen = { reason: 'chosen', current: trainingPassword, password: newPassword };
  expect((await john.send('POST', '/api/password', chosen)).status).toBe(200);
  expect(await opens(third.code)).toBe(401);

  const fourth = await reset('john.smith', administrator);
  await act(administrator, 'disable', 'john.smith');
  expect(await opens(fourth.code)).toBe(401);
  await act(administrator, 'enable', 'john.smith');
  expect(await opens(fourth.code)).not.toBe(200);
  expect(admin).toBeDefined();
});

test('[R3] guesses at a code are counted like guesses at a password, and lock', async () => {
  const { reset, portal } = await startReset();
  const { code } = await reset('john.smith');
  const guess = (text: string) => new Visitor(portal).signIn('john.smith', text);
  for (let tries = 0; tries < 4; tries++) expect((await guess(`AAAA-BBBB-CCC${tries}`)).status).toBe(401);
  expect((await guess('AAAA-BBBB-CCCC')).status).toBe(429);
  expect((await guess(code)).status).toBe(429);
});

test('[R3] every sign-in costs one verification: with the code, past it, without one, and for nobody', async () => {
  const { reset, portal } = await startReset();
  const { code } = await reset('john.smith');
  const verify = vi.spyOn(PasswordHashing.prototype, 'verify');
  onTestFinished(() => verify.mockRestore());
  const costs = async (username: string, password: string) => {
    verify.mockClear();
    await new Visitor(portal).signIn(username, password);
    return verify.mock.calls.length;
  };
  expect(await costs('john.smith', code)).toBe(1);
  expect(await costs('john.smith', code)).toBe(1);
  expect(await costs('maria.garcia', code)).toBe(1);
  expect(await costs('nobody', code)).toBe(1);
});

test('[S4] an account that was imported without a password is opened by a reset', async () => {
  const { admin, reset, portal } = await startReset();
  const csv = 'username,name,email,roles\nnew.nurse,New Nurse,new.nurse@clinic.example,clinic-staff';
  await admin.send('POST', '/api/accounts/import', { csv, dryRun: false, partial: false });
  expect(
    await (await admin.send('POST', '/api/support/accounts/find', { username: 'new.nurse' })).json(),
  ).toMatchObject({ account: { passwordSet: false, resetUntil: null, email: 'new.nurse@clinic.example' } });
  const { code, answer } = await reset('new.nurse');
  expect(answer.account).toMatchObject({ passwordSet: false, resetUntil: answer.expiresAt });
  const nurse = new Visitor(portal);
  expect(await (await nurse.signIn('new.nurse', code)).json()).toMatchObject({ pending: 'password' });
  await nurse.send('POST', '/api/password', { reason: 'expired', password: newPassword });
  expect(await (await new Visitor(portal).signIn('new.nurse', newPassword)).json()).toMatchObject({
    pending: 'agreement',
  });
});

test('[S8] a reset opens an account that is locked until it is reset', async () => {
  const { reset, portal } = await startReset();
  for (let tries = 0; tries < 5; tries++) await new Visitor(portal).signIn('john.smith', `wrong ${tries}`);
  const { code } = await reset('john.smith');
  expect((await new Visitor(portal).signIn('john.smith', code)).status).toBe(200);
});

test('[R3] a disabled account is not reset', async () => {
  const { admin } = await startReset();
  await act(admin, 'disable', 'john.smith');
  const response = await act(admin, 'reset', 'john.smith');
  expect([response.status, (await problemOf(response)).detail]).toEqual([
    422,
    expect.stringMatching(/Enable it first/),
  ]);
});

test('[R3] support sees a code once, after the owner has read them the verification code from their mail', async () => {
  const { support, portal, mailAfter, trail } = await startReset();
  const { result, mail } = await mailAfter(() =>
    support.send('POST', '/api/accounts/reset/verification', { username: 'john.smith' }),
  );
  expect(await result.json()).toMatchObject({ mailedTo: 'j…@t…' });
  const verification = verificationIn(mail);
  const show = (code: string) => act(support, 'reset/shown', 'john.smith', { verification: code });

  expect(await problemOf(await show('0000 0000'))).toMatchObject({ status: 422, fields: [{ field: 'verification' }] });
  const shown = (await (await show(verification)).json()) as ShownCode;
  expect((await show(verification)).status).toBe(422);
  expect((await new Visitor(portal).signIn('john.smith', verification)).status).toBe(401);
  expect(await (await new Visitor(portal).signIn('john.smith', shown.code)).json()).toMatchObject({
    pending: 'password',
  });
  const entries = await trail();
  expect(entries.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['account.verification-sent', 'account.verification-refused', 'account.reset']),
  );
  for (const secret of [shown.code, verification]) expect(JSON.stringify(entries)).not.toContain(secret);
});

test('[R3] a verification code works for whoever asked for it alone, for fifteen minutes and five tries', async () => {
  const { support, admin, clock, mailAfter, portal } = await startReset();
  const ask = async () => {
    const sent = await mailAfter(() =>
      support.send('POST', '/api/accounts/reset/verification', { username: 'john.smith' }),
    );
    return verificationIn(sent.mail);
  };
  const show = async (by: Visitor, verification: string) =>
    (await act(by, 'reset/shown', 'john.smith', { verification })).status;

  const first = await ask();
  expect(await show(admin, first)).toBe(422);
  for (let tries = 0; tries < 5; tries++) expect(await show(support, `1111 111${tries}`)).toBe(422);
  expect(await show(support, first)).toBe(422);

  const second = await ask();
  clock.advance(15 * 60_000);
  const again = await signedInVisitor(portal, 'support.lee');
  expect(await show(again, second)).toBe(422);
});

test('[R3] an owner is not flooded with verification codes: the fourth within an hour is refused', async () => {
  const { support } = await startReset();
  const ask = () => support.send('POST', '/api/accounts/reset/verification', { username: 'john.smith' });
  for (let times = 0; times < 3; times++) expect((await ask()).status).toBe(200);
  expect((await problemOf(await ask())).detail).toMatch(/The next is possible at/);
});

test('[R3] codes that were mailed to an address that is changed open nothing any more', async () => {
  const { reset, admin, support, portal, mailAfter } = await startReset();
  const { code } = await reset('john.smith');
  const asked = await mailAfter(() =>
    support.send('POST', '/api/accounts/reset/verification', { username: 'john.smith' }),
  );
  await act(admin, 'email', 'john.smith', { email: 'j.smith@clinic.example' });
  expect((await new Visitor(portal).signIn('john.smith', code)).status).toBe(401);
  const verification = verificationIn(asked.mail);
  expect((await act(support, 'reset/shown', 'john.smith', { verification })).status).toBe(422);

  // The same where a file changes it.
  const second = await reset('john.smith');
  const csv = 'username,name,email,roles\njohn.smith,John Smith (Training),john@clinic.example,clinic-staff';
  await admin.send('POST', '/api/accounts/import', { csv, dryRun: false, partial: false, update: true });
  expect((await new Visitor(portal).signIn('john.smith', second.code)).status).toBe(401);
});

test('[R3] the store keeps a digest of a code and never the code', async () => {
  const { reset, data, admin } = await startReset();
  const { code } = await reset('john.smith');
  const found = await admin.send('POST', '/api/support/accounts/find', { username: 'john.smith' });
  expect(await found.text()).not.toContain(code);
  const files = ['identity/records.db', 'audit/audit.jsonl'];
  for (const file of files) expect(await readFile(join(data, file), 'latin1')).not.toContain(code);
});

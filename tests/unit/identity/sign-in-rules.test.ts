import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { foreignDigest, type ForeignScheme } from '../../../server/identity/accounts/foreign-hash.ts';
import { HashingBusyError, PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { newReset } from '../../../server/identity/administration/reset-code.ts';
import { provePresentPassword } from '../../../server/identity/passwords/prove-password.ts';
import { lastSignIns, lockState } from '../../../server/identity/sign-in/lockout.ts';
import { enrol, newEnrolment } from '../../../server/identity/workstations/enrolment.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { desk, InterruptedHashing, password } from './desk.ts';

const { failuresBeforeLock } = limits.signIn;
const scheme: ForeignScheme = { scheme: 'sha', hash: 'sha256', salt: 'AAAA', saltAt: 'start' };

/** Counts what each path costs, and does it. */
class CountedHashing extends PasswordHashing {
  verifications = 0;
  override verify(...given: Parameters<PasswordHashing['verify']>): Promise<boolean> {
    this.verifications += 1;
    return super.verify(...given);
  }
}

/** After each verification every place is taken, until it is over. */
class FloodedHashing extends PasswordHashing {
  over = () => {};
  readonly #held = new Promise<string>((resolve) => (this.over = () => resolve('')));
  override async verify(...[hash, typed, digest]: Parameters<PasswordHashing['verify']>): Promise<boolean> {
    const matches = await super.verify(hash, typed, digest);
    while (this.load.waiting < limits.passwordHashing.waiting) void super.verify(hash, 'x', () => this.#held);
    return matches;
  }
}

/** An account whose password another system hashed. */
async function imported(hashing: PasswordHashing) {
  const { context, ...rest } = await desk({ hashing });
  const hash = await hashing.hash(await foreignDigest(scheme, password));
  const foreign = { hash, foreign: scheme, changedAt: 7 };
  await context.accounts.update('maria', (account) => ({ ...account, password: foreign }));
  return { context, foreign, ...rest };
}

test('[S7] every answer to a sign-in costs one look at a password: right, wrong, unknown, disabled, locked', async () => {
  const hashing = new CountedHashing(randomBytes(32));
  const { context, signIn, verify } = await desk({ hashing });
  const costs = async (outcome: Promise<string>) => {
    const before = hashing.verifications;
    return [await outcome, hashing.verifications - before];
  };
  expect(await costs(signIn(password))).toEqual(['right', 1]);
  expect(await costs(signIn('wrong'))).toEqual(['wrong', 1]);
  expect(await costs(verify(password, 'desk', 'nobody').then(({ outcome }) => outcome))).toEqual(['wrong', 1]);
  for (let n = 0; n < failuresBeforeLock; n++) await signIn('wrong', 'street');
  expect(await costs(signIn(password, 'street'))).toEqual(['locked', 1]);
  await context.accounts.update('maria', (account) => ({ ...account, status: 'disabled' }));
  expect(await costs(signIn(password))).toEqual(['wrong', 1]);
});

test('[S8] a lock says whose it is and since which try, and a name that is nobody’s locks as well', async () => {
  const { account, verify, clock } = await desk();
  const until = clock.now() + limits.signIn.lockDurations[0];
  for (const [name, whose] of [
    ['maria', account],
    ['nobody', undefined],
  ] as const) {
    for (let n = 1; n < failuresBeforeLock; n++) await verify('wrong', 'desk', name);
    expect(await verify('wrong', 'desk', name)).toEqual({ outcome: 'locked', until, began: true, account: whose });
    expect(await verify('wrong', 'desk', name)).toEqual({ outcome: 'locked', until, began: false, account: whose });
  }
});

test('[S8] of a disabled account the right password and a one-time code count as failures', async () => {
  const { context, account, signIn, clock } = await desk();
  const { code, reset } = newReset('maria', clock.now(), context.keys);
  await context.accounts.update('maria', (before) => ({ ...before, status: 'disabled', reset }));
  for (const typed of [password, code]) expect(await signIn(typed)).toBe('wrong');
  expect((await lockState(account, context)).failures).toBe(2);
  expect((await context.accounts.get('maria'))?.reset).toEqual(reset);
});

test('[R3] a one-time code opens the account once, breaks the row of failures, and the password opens nothing from then on', async () => {
  const { context, account, signIn, verify, clock, recorded } = await desk();
  const { code, reset } = newReset('maria', clock.now(), context.keys);
  await context.accounts.update('maria', (before) => ({ ...before, reset }));
  await signIn('wrong');
  expect(await verify(code)).toMatchObject({ outcome: 'right', account: { reset: null, password: { closed: true } } });
  expect((await lockState(account, context)).failures).toBe(0);
  expect(recorded).toMatchObject([{ event: 'account.reset-used', account: 'maria' }]);
  expect([await signIn(code), await signIn(password)]).toEqual(['wrong', 'wrong']);
});

test('[R3] of two uses of one code at the same moment one opens the account, and the other is a wrong password', async () => {
  const { context, account, signIn, clock } = await desk();
  const { code, reset } = newReset('maria', clock.now(), context.keys);
  await context.accounts.update('maria', (before) => ({ ...before, reset }));
  const outcomes = await Promise.all([signIn(code), signIn(code)]);
  expect(outcomes.toSorted()).toEqual(['right', 'wrong']);
  expect((await lockState(account, context)).failures).toBeLessThanOrEqual(1);
});

test('[K8] where workstations must be enrolled, the right password elsewhere is no failure, and says so to its owner alone', async () => {
  const { context, account, signIn } = await desk({ settings: { enrolledWorkstationsOnly: true } });
  await signIn('wrong', 'street');
  expect(await signIn(password, 'street')).toBe('workstation not enrolled');
  expect((await lockState(account, context)).failures).toBe(0);
  expect(await signIn('wrong', 'street')).toBe('wrong');
  const { id } = (await enrol((await newEnrolment('Front desk', context)).code, context))!;
  expect(await signIn(password, id)).toBe('right');
  await context.accounts.update('maria', (before) => ({ ...before, roles: ['administrator'] }));
  expect(await signIn(password, 'street')).toBe('right');
  await context.accounts.update('maria', (before) => ({ ...before, roles: [], status: 'disabled' }));
  expect(await signIn(password, 'street')).toBe('wrong');
});

test('[S4] an imported password becomes one of ours at its first right use, once, and is as old as it was', async () => {
  const { context, signIn, verify, recorded } = await imported(new PasswordHashing(randomBytes(32)));
  expect(await signIn('wrong')).toBe('wrong');
  expect(recorded).toEqual([]);
  const verdict = await verify(password);
  const kept = (await context.accounts.get('maria'))!;
  expect(verdict).toMatchObject({ outcome: 'right', account: { password: kept.password } });
  expect(kept.password).toEqual({ hash: expect.stringMatching(/^\$argon2id\$/) as string, changedAt: 7 });
  expect(await signIn(password)).toBe('right');
  expect((await context.accounts.get('maria'))!.password).toEqual(kept.password);
  expect(recorded).toEqual([{ event: 'password.rehashed', account: 'maria' }]);
});

test('[S4] where somebody else changed the password meanwhile, an imported one does not come back', async () => {
  const hashing = new InterruptedHashing(randomBytes(32));
  const { context, signIn, recorded } = await imported(hashing);
  const chosen = { hash: await hashing.hash('Another-1'), changedAt: 8 };
  hashing.meanwhile = async () => {
    await context.accounts.update('maria', (account) => ({ ...account, password: chosen }));
  };
  expect(await signIn(password)).toBe('right');
  expect((await context.accounts.get('maria'))!.password).toEqual(chosen);
  expect(recorded).toEqual([]);
});

test('[S4] a fault while an imported password is made ours is no lack of time, and is told', async () => {
  const hashing = new InterruptedHashing(randomBytes(32));
  const { context, foreign, signIn } = await imported(hashing);
  hashing.meanwhile = () => Promise.reject(new Error('out of memory'));
  await expect(signIn(password)).rejects.toThrow('out of memory');
  expect((await context.accounts.get('maria'))!.password).toEqual(foreign);
});

test('[S4] whose imported password is right signs in, also where there is no time to make it ours', async () => {
  const hashing = new FloodedHashing(randomBytes(32));
  const { context, foreign, signIn, recorded } = await imported(hashing);
  expect(await signIn(password)).toBe('right');
  expect((await context.accounts.get('maria'))!.password).toEqual(foreign);
  expect(recorded).toEqual([]);
  await expect(signIn(password)).rejects.toThrow(HashingBusyError);
  hashing.over();
});

test('[P6] asking for the password once more is a try like signing in, and proving it makes the workstation known', async () => {
  const { context, account, clock } = await desk();
  const prove = (typed: string | undefined) => provePresentPassword(account, typed, 'desk', context);
  await expect(prove(undefined)).rejects.toMatchObject({ type: 'request-invalid', fields: [{ field: 'current' }] });
  expect((await lockState(account, context)).failures).toBe(0);
  await expect(prove('wrong')).rejects.toMatchObject({ type: 'password-wrong' });
  expect(await lastSignIns(account, context)).toEqual([]);
  await prove(password);
  expect((await lockState(account, context)).failures).toBe(0);
  expect(await lastSignIns(account, context)).toEqual([clock.now()]);
  for (let n = 0; n < failuresBeforeLock; n++)
    await expect(prove('wrong')).rejects.toMatchObject({ type: 'password-wrong' });
  const until = clock.now() + limits.signIn.lockDurations[0];
  await expect(prove(password)).rejects.toMatchObject({ type: 'sign-in-locked', parameters: { until } });
});

test('[S8] a lock that only support opens names whom to call and no time', async () => {
  const { context, account } = await desk({ settings: { signIn: { failuresBeforeLock: 1000 } } });
  const prove = () => provePresentPassword(account, 'wrong', 'desk', context);
  for (let n = 0; n < limits.signIn.failuresBeforeReset; n++)
    await expect(prove()).rejects.toMatchObject({ type: 'password-wrong' });
  await expect(prove()).rejects.toMatchObject({ type: 'sign-in-locked', parameters: { contact: { name: 'Support' } } });
  const refused = await prove().catch((error: unknown) => error as { parameters: object });
  expect(Object.keys(refused!.parameters)).toEqual(['contact']);
});

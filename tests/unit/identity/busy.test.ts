import { expect, test } from 'vitest';
import { HashingBusyError } from '../../../server/identity/accounts/password-hashing.ts';
import type { IdentityContext } from '../../../server/identity/context.ts';
import { provePresentPassword } from '../../../server/identity/passwords/prove-password.ts';
import { answerAll } from '../../../server/identity/recovery/answer-all.ts';
import { answerQuestion } from '../../../server/identity/recovery/answer-question.ts';
import { beginRecovery } from '../../../server/identity/recovery/begin.ts';
import { recoveryDeps } from '../../../server/identity/recovery/deps.ts';
import { sendCode } from '../../../server/identity/recovery/send-code.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { desk, mariasAnswers, password } from './desk.ts';

const { failuresBeforeLock } = limits.signIn;

/** Every place to hash at is taken, as in a flood, until it is over. */
function flood({ hashing, decoyHash }: IdentityContext): () => Promise<unknown> {
  let end = () => {};
  const held = new Promise<string>((resolve) => (end = () => resolve('')));
  const { concurrent, waiting } = limits.passwordHashing;
  const taken = Array.from({ length: concurrent + waiting }, () => hashing.verify(decoyHash, 'x', () => held));
  return () => {
    end();
    return Promise.all(taken);
  };
}

test('[S8] right passwords that a flood kept from being looked at count for nothing, however many', async () => {
  const { context, account, signIn } = await desk();
  const over = flood(context);
  for (let n = 0; n < 2 * failuresBeforeLock; n++) {
    await expect(signIn(password)).rejects.toThrow(HashingBusyError);
    const proved = provePresentPassword(account, password, 'desk', context);
    await expect(proved).rejects.toMatchObject({ type: 'busy' });
  }
  await Promise.allSettled(Array.from({ length: 8 }, () => signIn(password)));
  await over();
  expect(await signIn(password)).toBe('right');
});

test('[S8] failures before and after a flood still add up to a lock, and those within it do not', async () => {
  const { context, signIn } = await desk();
  for (let n = 0; n < failuresBeforeLock - 1; n++) expect(await signIn('wrong')).toBe('wrong');
  const over = flood(context);
  // The fifth would lock, and opens again, because it was not looked at.
  await expect(signIn('wrong')).rejects.toThrow(HashingBusyError);
  await over();
  expect(await signIn('wrong')).toBe('locked');
  expect(await signIn(password)).toBe('locked');
});

test('[S8] sixteen guesses at once in a flood that ends get no more than five looks', async () => {
  const { context, signIn } = await desk();
  const over = flood(context);
  const refused = await Promise.allSettled(Array.from({ length: 16 }, () => signIn('wrong')));
  expect(refused.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(failuresBeforeLock);
  await over();
  const outcomes = await Promise.all(Array.from({ length: 16 }, () => signIn('wrong')));
  expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(failuresBeforeLock - 1);
});

test('[P2] answers that a flood kept from being looked at use up no tries', async () => {
  const { context } = await desk();
  const deps = recoveryDeps(context);
  const flow = async () => (await deps.flows.find((await beginRecovery(maria('strange desk'), deps)).token))!;
  const first = await flow();
  const over = flood(context);
  for (let n = 0; n < 2 * limits.recovery.answerTriesPerDay; n++) {
    await expect(answerQuestion(first, 'anything', deps)).rejects.toThrow(HashingBusyError);
  }
  await deps.flows.replaceIf(first.id, {}, { state: 'answered' });
  const answered = (await deps.flows.get(first.id))!;
  for (let n = 0; n < 2 * limits.recovery.questionTriesPerDay; n++) {
    await expect(answerAll(answered, ['a', 'b', 'c'], deps)).rejects.toThrow(HashingBusyError);
  }
  await over();
  expect(await answerAll(answered, ['a', 'b', 'c'], deps)).toEqual({ outcome: 'wrong' });
  const second = await flow();
  for (let n = 0; n < limits.recovery.answerTriesPerDay; n++) {
    expect(await answerQuestion(second, 'anything', deps)).toEqual({ outcome: 'wrong' });
  }
  expect(await answerQuestion(second, 'anything', deps)).toMatchObject({ outcome: 'tries used up' });
});

const maria = (workstation: string) => ({ username: 'maria', workstation });

test('[P2] a stranger who uses up every try of a colleague’s name leaves the owner theirs at a workstation of their own', async () => {
  const { context, signIn } = await desk();
  expect(await signIn(password, 'desk')).toBe('right');
  const deps = recoveryDeps(context);
  const flow = async (workstation: string) =>
    (await deps.flows.find((await beginRecovery(maria(workstation), deps)).token))!;
  const answered = async (workstation: string) => {
    const { id } = await flow(workstation);
    await deps.flows.replaceIf(id, {}, { state: 'answered' });
    return (await deps.flows.get(id))!;
  };
  const answer = async (workstation: string) => {
    const begun = await flow(workstation);
    return (await answerQuestion(begun, mariasAnswers[begun.question]!, deps)).outcome;
  };
  for (let n = 0; n < limits.recovery.answerTriesPerDay; n++) await answerQuestion(await flow('street'), 'x', deps);
  for (let n = 0; n < limits.recovery.codesPerDay; n++) await sendCode(await answered('street'), deps);
  for (let n = 0; n < limits.recovery.questionTriesPerDay; n++)
    await answerAll(await answered('street'), ['x', 'x', 'x'], deps);
  // Anywhere else, and without a cookie, all is used up; at the owner's own desk nothing is.
  for (const place of ['street', 'unknown', 'another desk']) expect(await answer(place)).toBe('tries used up');
  expect((await sendCode(await answered('street'), deps)).outcome).toBe('tries used up');
  expect((await answerAll(await answered('street'), ['x', 'x', 'x'], deps)).outcome).toBe('tries used up');
  expect(await answer('desk')).toBe('right');
  expect((await sendCode(await answered('desk'), deps)).outcome).toBe('sent');
  expect((await answerAll(await answered('desk'), ['x', 'x', 'x'], deps)).outcome).toBe('wrong');
  // It has no more than anybody else.
  for (let n = 1; n < limits.recovery.answerTriesPerDay; n++) await answerQuestion(await flow('desk'), 'x', deps);
  expect(await answer('desk')).toBe('tries used up');
});

test('[S8] so many hashes run at once, so many wait for them in turn, and one more is refused and changes nothing', async () => {
  const { context } = await desk();
  const { hashing, decoyHash } = context;
  const { concurrent, waiting } = limits.passwordHashing;
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const hold = (n: number) =>
    hashing.verify(decoyHash, 'x', () => {
      begun.push(n);
      return new Promise((_, reject) => ends.push(() => reject(new Error(`end ${n}`))));
    });
  const all = Array.from({ length: concurrent + waiting }, (_, n) => hold(n));
  const outcomes = Promise.allSettled(all);
  await expect(hold(-1)).rejects.toThrow(HashingBusyError);
  expect([hashing.load, begun]).toEqual([
    { running: concurrent, waiting },
    Array.from({ length: concurrent }, (_, n) => n),
  ]);
  for (let n = 0; n < all.length; n++) {
    await expect.poll(() => ends.length).toBeGreaterThan(n);
    ends[n]!();
    await all[n]!.catch(() => {});
  }
  await outcomes;
  expect(begun).toEqual(all.map((_, n) => n));
  expect(hashing.load).toEqual({ running: 0, waiting: 0 });
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Account } from '../../../server/identity/accounts/account.ts';
import { answerAll } from '../../../server/identity/recovery/answer-all.ts';
import { answerQuestion } from '../../../server/identity/recovery/answer-question.ts';
import { beginRecovery } from '../../../server/identity/recovery/begin.ts';
import { budgets, day, hour } from '../../../server/identity/recovery/budget.ts';
import { accountOf, masked, mayAnswerQuestions } from '../../../server/identity/recovery/choices.ts';
import { recoveryDeps } from '../../../server/identity/recovery/deps.ts';
import { type Flow, flows as flowRecords } from '../../../server/identity/recovery/flow.ts';
import { isLiveRecoveryCode } from '../../../server/identity/recovery/live-code.ts';
import { redeemCode } from '../../../server/identity/recovery/redeem-code.ts';
import { nextResetDay, resetPassword } from '../../../server/identity/recovery/reset-password.ts';
import { sendCode } from '../../../server/identity/recovery/send-code.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { PasswordProfileId } from '../../../shared/identity/password-policy.ts';
import { securityQuestions } from '../../../shared/identity/security-questions.ts';
import { desk, InterruptedHashing, mariasAnswers } from './desk.ts';

const { codeLifetime, codesPerHour, flowLifetime, triesPerFlow } = limits.recovery;
const better = 'Violet-Harbor-77';
const rightAnswers = Object.values(mariasAnswers);
const whose = { account: 'maria', workstation: 'desk' };
const refused = (reason: string) => ({ event: 'recovery.refused', ...whose, detail: { reason } });

async function place({
  passwordProfile = 'hhs-2022',
  ...given
}: Parameters<typeof desk>[0] & { passwordProfile?: PasswordProfileId } = {}) {
  const rig = await desk(given);
  const deps = recoveryDeps({ ...rig.context, passwordProfile });
  const begin = async (username = 'maria') => {
    const { token } = await beginRecovery({ username, workstation: 'desk' }, deps);
    return (await deps.flows.find(token))!;
  };
  /** A flow that has come so far. */
  const at = async (change: Partial<Flow>) => {
    const { id } = await begin();
    await deps.flows.replaceIf(id, {}, change);
    return (await deps.flows.get(id))!;
  };
  /** One to which a code was mailed, and that code. */
  const mailed = async () => {
    const { id } = await at({ state: 'answered' });
    const sent = await sendCode((await deps.flows.get(id))!, deps);
    const [code] = /\b\d{4} \d{4}\b/.exec(rig.mailed.at(-1)!.text)!;
    return { flow: (await deps.flows.get(id))!, code, sent, digest: rig.mailed.at(-1)!.code!.digest };
  };
  const stateOf = async ({ id }: Flow) => (await deps.flows.get(id))?.state;
  const update = (change: Partial<Account>) => rig.context.accounts.update('maria', (was) => ({ ...was, ...change }));
  const recorded = () => rig.recorded.filter(({ event }) => event !== 'recovery.started');
  return { ...rig, deps, begin, at, mailedCode: mailed, stateOf, update, entries: recorded };
}

test('[P2] a name is asked one question until it is answered right, then the next; nobody’s name one of the catalogue', async () => {
  const { begin, deps, recorded } = await place();
  const first = await begin();
  expect(first).toMatchObject({ state: 'started', accountId: 'maria', codeTries: 0, code: null });
  expect(recorded).toEqual([{ event: 'recovery.started', ...whose }]);
  const asked = [first.question];
  for (let n = 0; n < 3; n++) {
    const flow = await begin();
    expect([flow.question, (await begin(' MARIA')).question]).toEqual([asked.at(-1), asked.at(-1)]);
    expect((await answerQuestion(flow, mariasAnswers[flow.question]!, deps)).outcome).toBe('right');
    asked.push((await begin()).question);
  }
  expect(new Set(asked)).toEqual(new Set(Object.keys(mariasAnswers)));
  expect(asked[3]).toBe(asked[0]);

  const strangers = await Promise.all(Array.from({ length: 8 }, (_, n) => begin(`stranger ${n}`)));
  expect(strangers.every(({ accountId, question }) => accountId === null && question in securityQuestions)).toBe(true);
  expect(new Set(strangers.map(({ question }) => question)).size).toBeGreaterThan(3);
  expect(strangers[0]!.name).not.toContain('stranger');
  expect((await begin('stranger 0')).question).toBe(strangers[0]!.question);
  expect((await answerQuestion(strangers[0]!, 'anything', deps)).outcome).toBe('wrong');
  expect(recorded.at(-1)).toEqual({
    event: 'recovery.refused',
    workstation: 'desk',
    detail: { reason: 'answer' },
  });
});

test('[P2] an answer counts once, for an account that may sign in, and what came of it is in the audit trail', async () => {
  const { begin, deps, entries, stateOf, update, account } = await place();
  const flow = await begin();
  const right = mariasAnswers[flow.question]!;
  expect(await answerQuestion(flow, 'wrong', deps)).toEqual({ outcome: 'wrong' });
  await update({ status: 'disabled' });
  expect(await answerQuestion(flow, right, deps)).toEqual({ outcome: 'wrong' });
  await update({ status: 'active' });
  expect(await stateOf(flow)).toBe('started');
  expect(await answerQuestion(flow, ` ${right.toUpperCase()} `, deps)).toEqual({ outcome: 'right', account });
  expect(await stateOf(flow)).toBe('answered');
  expect(entries()).toEqual([refused('answer'), refused('answer'), { event: 'recovery.answered', ...whose }]);
  // Said of a flow as it was before, and as it is now.
  expect(await answerQuestion(flow, right, deps)).toEqual({ outcome: 'ended' });
  expect(await answerQuestion((await deps.flows.get(flow.id))!, 'wrong', deps)).toEqual({ outcome: 'ended' });
  expect(entries()).toHaveLength(3);
});

test('[P2][P7] a name has nine answers a day, and whoever has reset today is told so for the right one alone', async () => {
  const { begin, clock, deps, entries, stateOf, update } = await place();
  await update({ lastResetDay: '2026-11-22' });
  const flow = await begin();
  const firstTry = clock.now();
  expect(await answerQuestion(flow, mariasAnswers[flow.question]!, deps)).toEqual({ outcome: 'once a day' });
  expect([await stateOf(flow), entries().at(-1)]).toEqual([undefined, refused('once a day')]);
  const next = await begin();
  clock.advance(1000);
  for (let n = 1; n < limits.recovery.answerTriesPerDay; n++) {
    expect(await answerQuestion(next, 'wrong', deps)).toEqual({ outcome: 'wrong' });
  }
  const usedUp = { outcome: 'tries used up', nextAt: firstTry + day };
  expect(await answerQuestion(next, mariasAnswers[next.question]!, deps)).toEqual(usedUp);
  expect(entries().at(-1)).toEqual(refused('tries used up'));
  clock.advance(day - 1001);
  const later = await begin();
  expect(await answerQuestion(later, 'wrong', deps)).toEqual(usedUp);
  clock.advance(1);
  expect(await answerQuestion(later, 'wrong', deps)).toEqual({ outcome: 'wrong' });
});

test('[P3] all answers together prove who it is, in their order, three times a day, where they are a choice', async () => {
  const { account, at, clock, deps, entries, stateOf } = await place();
  const flow = await at({ state: 'answered' });
  expect(await answerAll(flow, rightAnswers.toReversed(), deps)).toEqual({ outcome: 'wrong' });
  expect(await answerAll(flow, rightAnswers.slice(0, 2), deps)).toEqual({ outcome: 'wrong' });
  expect(entries()).toEqual([refused('answers wrong'), refused('answers wrong')]);
  expect(await answerAll(flow, rightAnswers, deps)).toEqual({ outcome: 'proved' });
  expect(await stateOf(flow)).toBe('proved');
  expect(await answerAll((await deps.flows.get(flow.id))!, rightAnswers, deps)).toEqual({ outcome: 'ended' });
  const used = await answerAll(await at({ state: 'code sent' }), rightAnswers, deps);
  expect(used).toEqual({ outcome: 'tries used up', nextAt: clock.now() + day });
  expect(entries().at(-1)).toEqual(refused('answers used up'));
  clock.advance(day);
  expect(await answerAll(await at({ state: 'started' }), rightAnswers, deps)).toEqual({ outcome: 'ended' });

  const may = (change: Partial<Account>, questionsOnly?: boolean, passwordProfile: PasswordProfileId = 'hhs-2022') =>
    mayAnswerQuestions(
      { ...account, ...change },
      { settings: questionsOnly === undefined ? {} : { recovery: { questionsOnly } }, passwordProfile },
    );
  expect([may({}), may({}, true), may({}, false)]).toEqual([true, true, false]);
  expect([may({}, true, 'nist-63b-4'), may({ securityQuestions: [] })]).toEqual([false, false]);
  const strict = await place({ settings: { recovery: { questionsOnly: false } } });
  const asked = await strict.at({ state: 'answered' });
  expect(await answerAll(asked, rightAnswers, strict.deps)).toEqual({ outcome: 'ended' });
});

test('[P4][L1] a code is mailed with when it ends, in the language that was chosen, else in that of the page', async () => {
  const { at, clock, deps, entries, mailed, mailedCode, stateOf, update } = await place();
  const { flow, code, sent, digest } = await mailedCode();
  const expiresAt = clock.now() + codeLifetime;
  expect(sent).toEqual({ outcome: 'sent', mailTo: 'm…@c…', expiresAt });
  expect(flow).toMatchObject({ state: 'code sent', code: { digest, expiresAt } });
  expect(entries()).toEqual([{ event: 'recovery.code-sent', ...whose }]);
  expect(mailed).toMatchObject([
    { to: 'maria@clinic.example', language: 'en', usefulUntil: expiresAt, code: { opens: 'recovery', id: flow.id } },
  ]);
  expect(mailed[0]!.text).toMatch(/Maria[\s\S]*9:30 AM[\s\S]*support@example\.test/);
  expect(JSON.stringify(await deps.flows.get(flow.id))).not.toContain(code.replace(' ', ''));
  clock.advance(flowLifetime - 60_000);
  const late = await sendCode(flow, deps, 'es');
  expect([late, mailed.at(-1)!.language]).toEqual([{ outcome: 'sent', mailTo: 'm…@c…', expiresAt: flow.endsAt }, 'es']);
  clock.advance(hour);
  await update({ language: 'es' });
  await sendCode(await at({ state: 'answered' }), deps, 'en');
  expect(mailed.at(-1)).toMatchObject({ language: 'es', subject: expect.stringContaining('código') as string });

  for (const state of ['started', 'proved'] as const) {
    const other = await at({ state });
    expect([await sendCode(other, deps), await stateOf(other)]).toEqual([{ outcome: 'ended' }, state]);
  }
  const gone = await at({ state: 'answered' });
  await deps.flows.end(gone.id);
  expect(await sendCode(gone, deps)).toEqual({ outcome: 'ended' });
  expect(mailed).toHaveLength(3);
});

test('[P4] three codes an hour and five a day go to an account, and none to a flow whose tries are used up', async () => {
  const { at, clock, deps, entries, mailed } = await place();
  const tired = await at({ state: 'code sent', codeTries: triesPerFlow });
  expect(await sendCode(tired, deps)).toEqual({ outcome: 'tries used up' });
  expect(entries()).toEqual([]);
  const began = clock.now();
  const send = async () => sendCode(await at({ state: 'answered' }), deps);
  for (let n = 0; n < codesPerHour; n++) expect((await send()).outcome).toBe('sent');
  expect(await send()).toEqual({ outcome: 'tries used up', nextAt: began + hour });
  expect(entries().at(-1)).toEqual(refused('codes used up'));
  clock.advance(hour);
  for (let n = 0; n < 2; n++) expect((await send()).outcome).toBe('sent');
  expect(await send()).toEqual({ outcome: 'tries used up', nextAt: began + day });
  expect(mailed).toHaveLength(5);
});

test('[P4] a code proves once, however its digits are parted, in its flow, in time, and within five tries', async () => {
  const { clock, deps, entries, mailedCode, stateOf } = await place();
  const { flow, code } = await mailedCode();
  const other = code.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
  expect(await redeemCode(flow, other, deps)).toBe('wrong');
  expect(entries().at(-1)).toEqual(refused('code wrong'));
  for (let n = 2; n < triesPerFlow; n++) await redeemCode(flow, other, deps);
  clock.advance(codeLifetime - 1);
  const entriesBefore = entries().length;
  expect(await redeemCode(flow, ` ${code.replace(' ', '-')} `, deps)).toBe('proved');
  expect([await stateOf(flow), (await deps.flows.get(flow.id))!.code]).toEqual(['proved', null]);
  expect(await redeemCode(flow, code, deps)).toBe('ended');
  expect(entries()).toHaveLength(entriesBefore);

  const second = await mailedCode();
  expect(await redeemCode(second.flow, code, deps)).toBe('wrong');
  for (let n = 1; n < triesPerFlow; n++) await redeemCode(second.flow, other, deps);
  expect(await redeemCode(second.flow, second.code, deps)).toBe('tries used up');
  expect(entries().at(-1)).toEqual(refused('code tries used up'));

  const third = await mailedCode();
  clock.advance(codeLifetime);
  expect(await redeemCode(third.flow, third.code, deps)).toBe('expired');
  expect(entries().at(-1)).toEqual(refused('code expired'));
});

test('[P4][P5] of all codes of an account the newest works, and only while its flow and its password last', async () => {
  const { clock, deps, mailedCode, stateOf, update, account } = await place();
  const [older, newer] = [await mailedCode(), await mailedCode()];
  const live = ({ flow, digest }: typeof newer) => isLiveRecoveryCode(flow.id, digest, deps);
  expect([await stateOf(older.flow), (await deps.flows.get(older.flow.id))!.code]).toEqual(['answered', null]);
  expect([await live(older), await live(newer)]).toEqual([false, true]);
  expect(await isLiveRecoveryCode(newer.flow.id, older.digest, deps)).toBe(false);
  for (let n = 0; n < triesPerFlow; n++) {
    expect(await live(newer)).toBe(true);
    await redeemCode(newer.flow, 'x', deps);
  }
  expect(await live(newer)).toBe(false);
  await deps.flows.replaceIf(newer.flow.id, {}, { codeTries: 0 });
  const { startedAt, endsAt } = newer.flow;
  const alone = async (change: Partial<Account>) => {
    await update(change);
    const lives = [await live(newer), (await accountOf(newer.flow, deps)) !== undefined];
    await update(account);
    return lives;
  };
  const { password } = account;
  expect(await alone({ status: 'disabled' })).toEqual([false, false]);
  expect(await alone({ password: { ...password, changedAt: startedAt + 1 } })).toEqual([false, false]);
  expect(await alone({ password: { ...password, changedAt: startedAt } })).toEqual([true, true]);
  expect(await accountOf({ ...newer.flow, accountId: null }, deps)).toBeUndefined();
  expect(await accountOf({ ...newer.flow, state: 'started' }, deps)).toBeUndefined();
  clock.advance(endsAt - clock.now() - 1);
  expect(await live(newer)).toBe(true);
  clock.advance(1);
  expect(await live(newer)).toBe(false);
});

test('[P6][P7][P8] a new password ends the account’s flows and its lock, once on a calendar day', async () => {
  const { at, clock, context, deps, entries, signIn, stateOf } = await place();
  for (let n = 0; n < limits.signIn.failuresBeforeLock; n++) await signIn('wrong');
  const [flow, other] = [await at({ state: 'proved' }), await at({ state: 'answered' })];
  expect(await resetPassword(other, better, deps)).toBe('ended');
  expect(await resetPassword(flow, 'short', deps)).toEqual({ broken: expect.any(Array) as object[] });
  expect(await resetPassword(flow, better, deps)).toBe('done');
  expect([await stateOf(flow), await stateOf(other)]).toEqual([undefined, undefined]);
  expect([entries().at(-1), await signIn(better)]).toEqual([{ event: 'recovery.completed', ...whose }, 'right']);
  expect((await context.accounts.get('maria'))!.lastResetDay).toBe('2026-11-22');
  expect(nextResetDay(deps)).toBe('2026-11-23');

  clock.advance(1);
  const again = await at({ state: 'proved' });
  expect(await resetPassword(again, 'Harbor-Violet-78', deps)).toBe('once a day');
  expect([entries().at(-1), await stateOf(again)]).toEqual([refused('once a day'), undefined]);
  clock.advance(15 * hour);
  expect(await resetPassword(await at({ state: 'proved' }), 'Harbor-Violet-78', deps)).toBe('done');
});

test('[P7] of two resets at the same moment the later is refused with what it finds', async () => {
  const hashing = new InterruptedHashing(randomBytes(32));
  const { at, deps, entries, update } = await place({ hashing });
  const overtaken = async (change: Partial<Account>) => {
    const flow = await at({ state: 'proved' });
    hashing.meanwhile = async () => void (await update(change));
    return resetPassword(flow, better, deps);
  };
  expect(await overtaken({ lastResetDay: '2026-11-21' })).toBe('ended');
  expect(entries().at(-1)).toEqual(refused('ended'));
  expect(await overtaken({ lastResetDay: '2026-11-22' })).toBe('once a day');
  expect(entries().at(-1)).toEqual(refused('once a day'));
});

test('[P2][P4] without questions a code is mailed at once, and nobody’s name gets the same answer and no mail', async () => {
  const { begin, clock, deps, mailed, recorded } = await place({ passwordProfile: 'nist-63b-4' });
  expect(await beginRecovery({ username: 'maria', workstation: 'desk' }, deps)).toMatchObject({ question: null });
  const sent = { outcome: 'sent', mailTo: undefined, expiresAt: clock.now() + codeLifetime };
  const [maria, nobody] = [await begin(), await begin('nobody')];
  expect([maria.state, nobody.state]).toEqual(['answered', 'answered']);
  expect([await sendCode(nobody, deps), await sendCode(maria, deps)]).toEqual([sent, sent]);
  const event = 'recovery.code-sent';
  expect(recorded.slice(-2)).toEqual([
    { event, workstation: 'desk' },
    { event, ...whose },
  ]);
  await expect.poll(() => mailed.map(({ to }) => to)).toEqual(['maria@clinic.example']);
});

test('[P3] a tried budget and an ended flow are deleted when their time is over, and not before', async () => {
  const { at, begin, clock, context, deps } = await place();
  const kept = async () => [
    await context.store.collection(budgets).count(),
    await context.store.collection(flowRecords).count(),
  ];
  const flow = await at({ state: 'answered' });
  await answerAll(flow, [], deps);
  expect(await kept()).toEqual([1, 1]);
  clock.advance(flowLifetime - 1);
  await begin();
  expect(await kept()).toEqual([1, 2]);
  clock.advance(flowLifetime / 4 - 1);
  await begin();
  expect(await kept()).toEqual([1, 3]);
  clock.advance(1);
  await begin();
  expect(await kept()).toEqual([1, 3]);
  const budget = () => deps.budgets.within('another', [{ count: 1, window: hour - 1 }], async () => 'tried');
  clock.advance(flow.startedAt + day - hour - clock.now());
  await budget();
  expect((await kept())[0]).toBe(2);
  expect(await budget()).toEqual({ outcome: 'tries used up', nextAt: clock.now() + hour - 1 });
  clock.advance(hour - 1);
  expect([await budget(), (await kept())[0]]).toEqual(['tried', 2]);
  clock.advance(1);
  await budget();
  expect((await kept())[0]).toBe(1);
  const allowances = [5000, 1000].map((window) => ({ count: 1, window }));
  const both = () => deps.budgets.within('both', allowances, async () => 'tried');
  expect([await both(), await both()]).toEqual(['tried', { outcome: 'tries used up', nextAt: clock.now() + 5000 }]);
});

test('[P3] a mailbox is told by its first letters, whatever they are', () => {
  expect(['maria@clinic.example', '🦉x@ñ.example', 'a@b@c.example'].map(masked)).toEqual(['m…@c…', '🦉…@ñ…', 'a…@c…']);
  expect(masked('@')).toBe('…@…');
});

import { limits } from '../../../shared/contract/limits.ts';
import type { SecurityQuestion } from '../accounts/account.ts';
import { answerKey } from '../questions/answers.ts';
import { day } from './budget.ts';
import { accountOf, mayAnswerQuestions } from './choices.ts';
import { ownBudget, type RecoveryDeps, type UsedUp } from './deps.ts';
import type { Flow } from './flow.ts';

export type AllAnswered = { readonly outcome: 'proved' | 'wrong' | 'ended' } | UsedUp;

/**
 * All questions at once instead of a code [P3]: one verdict over all of them, every answer verified whatever the others
 * were, and few tries a day for the account.
 */
export async function answerAll(flow: Flow, answers: readonly string[], deps: RecoveryDeps): Promise<AllAnswered> {
  const { budgets, hashing, flows, audit } = deps;
  const account = await accountOf(flow, deps);
  if (account === undefined || flow.state === 'proved' || !mayAnswerQuestions(account, deps)) {
    return { outcome: 'ended' };
  }
  const whose = { account: account.id, workstation: flow.workstation };
  const allowance = { count: limits.recovery.questionTriesPerDay, window: day };
  const look = ({ answerHash }: SecurityQuestion, index: number) =>
    hashing.verify(answerHash, answerKey(answers[index] ?? ''));
  const verdicts = await budgets.within(await ownBudget(`questions/${account.id}`, flow, deps), [allowance], () =>
    Promise.all(account.securityQuestions.map(look)),
  );
  if ('outcome' in verdicts) {
    await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'answers used up' } });
    return verdicts;
  }
  if (!verdicts.every(Boolean)) {
    await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'answers wrong' } });
    return { outcome: 'wrong' };
  }
  const proved = await flows.replaceIf(flow.id, { state: flow.state }, { state: 'proved', code: null });
  return { outcome: proved ? 'proved' : 'ended' };
}

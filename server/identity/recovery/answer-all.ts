import { limits } from '../../../shared/limits.ts';
import { answerKey } from '../questions/answers.ts';
import { day } from './budget.ts';
import { accountOf, mayAnswerQuestions } from './choices.ts';
import type { RecoveryDeps, UsedUp } from './deps.ts';
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
  const budget = await budgets.take(`questions/${account.id}`, [allowance]);
  if (budget !== 'taken') {
    await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'answers used up' } });
    return { outcome: 'tries used up', ...budget };
  }
  const verdicts = await Promise.all(
    account.securityQuestions.map(({ answerHash }, index) =>
      hashing.verify(answerHash, answerKey(answers[index] ?? '')),
    ),
  );
  if (!verdicts.every(Boolean)) {
    await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'answers wrong' } });
    return { outcome: 'wrong' };
  }
  const proved = await flows.replaceIf(flow.id, { state: flow.state }, { state: 'proved', code: null });
  return { outcome: proved ? 'proved' : 'ended' };
}

import { limits } from '../../../shared/contract/limits.ts';
import type { Account } from '../accounts/account.ts';
import { answerKey } from '../questions/answers.ts';
import { day } from './budget.ts';
import { ownBudget, type RecoveryDeps, type UsedUp } from './deps.ts';
import type { Flow } from './flow.ts';
import { resetToday } from './reset-password.ts';

export type Answered =
  | { readonly outcome: 'right'; readonly account: Account }
  | { readonly outcome: 'wrong' | 'once a day' | 'ended' }
  | UsedUp;

/**
 * The answer to the one question at the beginning [P2]. The try is counted by name first; then every path does exactly
 * one argon2id verification, whether or not there is such an account and whatever its state.
 */
export async function answerQuestion(flow: Flow, answer: string, deps: RecoveryDeps): Promise<Answered> {
  const { accounts, budgets, hashing, decoyHash, audit, flows, asked } = deps;
  if (flow.state !== 'started') return { outcome: 'ended' };
  const { name, workstation } = flow;
  const account = flow.accountId === null ? undefined : await accounts.get(flow.accountId);
  const whose = { ...(account && { account: account.id }), workstation };
  const real = account?.securityQuestions.find(({ question }) => question === flow.question);
  const matches = await budgets.within(
    await ownBudget(`answer/${name}`, flow, deps),
    [{ count: limits.recovery.answerTriesPerDay, window: day }],
    () => hashing.verify(real?.answerHash ?? decoyHash, answerKey(answer)),
    account ? undefined : true,
  );
  if (typeof matches !== 'boolean') {
    await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'tries used up' } });
    return matches;
  }
  if (!matches || real === undefined || account?.status !== 'active') {
    await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'answer' } });
    return { outcome: 'wrong' };
  }
  if (!(await flows.replaceIf(flow.id, { state: 'started' }, { state: 'answered' }))) return { outcome: 'ended' };
  await asked.nextTurn(name);
  await audit.record({ event: 'recovery.answered', ...whose });
  // As early as it can be told without telling strangers [P7].
  if (!resetToday(account, deps)) return { outcome: 'right', account };
  await flows.end(flow.id);
  await audit.record({ event: 'recovery.refused', ...whose, detail: { reason: 'once a day' } });
  return { outcome: 'once a day' };
}

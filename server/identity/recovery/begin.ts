import { usernameKey } from '../accounts/username.ts';
import { usesQuestions } from '../questions/change-questions.ts';
import type { RecoveryDeps } from './deps.ts';

/** Begins a flow for a name, whoever's it is or is not, and chooses its question [P2]. */
export async function beginRecovery(
  { username, workstation }: { readonly username: string; readonly workstation: string },
  deps: RecoveryDeps,
): Promise<{ token: string; question: string | null }> {
  const [account] = await deps.accounts.find('usernameKey', usernameKey(username));
  const asks = usesQuestions(deps);
  const question = asks ? await deps.asked.of(username, account) : '';
  const token = await deps.flows.begin({
    state: asks ? 'started' : 'answered',
    name: deps.asked.nameOf(username),
    accountId: account?.id ?? null,
    question,
    workstation,
  });
  await deps.audit.record({ event: 'recovery.started', ...(account && { account: account.id }), workstation });
  return { token, question: asks ? question : null };
}

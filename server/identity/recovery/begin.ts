import { usernameKey } from '../accounts/username.ts';
import type { RecoveryDeps } from './deps.ts';

/** Begins a flow for a name, whoever's it is or is not, and chooses its question [P2]. */
export async function beginRecovery(
  { username, workstation }: { readonly username: string; readonly workstation: string },
  deps: RecoveryDeps,
): Promise<{ token: string; question: string }> {
  const [account] = await deps.accounts.find('usernameKey', usernameKey(username));
  const question = await deps.asked.of(username, account);
  const token = await deps.flows.begin({
    name: deps.asked.nameOf(username),
    accountId: account?.id ?? null,
    question,
    workstation,
  });
  await deps.audit.record({ event: 'recovery.started', ...(account && { account: account.id }), workstation });
  return { token, question };
}

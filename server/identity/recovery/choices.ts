import { limits } from '../../../shared/contract/limits.ts';
import { passwordProfiles } from '../../../shared/identity/password-policy.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import type { RecoveryDeps } from './deps.ts';
import type { Flow } from './flow.ts';

/** Whether all questions together may stand for a code [P3]. */
export function mayAnswerQuestions(
  account: Account,
  { settings, passwordProfile }: Pick<IdentityContext, 'settings' | 'passwordProfile'>,
): boolean {
  return (
    settings.recovery?.questionsOnly !== false &&
    passwordProfiles[passwordProfile].securityQuestions &&
    account.securityQuestions.length === limits.recovery.questionsAsked
  );
}

/** The account of a flow whose first question was answered, while it still may be recovered. */
export async function accountOf(
  flow: Flow,
  { accounts }: Pick<RecoveryDeps, 'accounts'>,
): Promise<Account | undefined> {
  if (flow.state === 'started' || flow.accountId === null) return undefined;
  const account = await accounts.get(flow.accountId);
  // Who chose a new password meanwhile may have done so because of this very flow.
  const overtaken = account !== undefined && account.password.changedAt > flow.startedAt;
  return account?.status === 'active' && !overtaken ? account : undefined;
}

/** Enough for its owner to know which mailbox it is, and no more: `m…@t…`. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@');
  const first = (text: string) => Array.from(text)[0] ?? '';
  return `${first(email.slice(0, at))}…@${first(email.slice(at + 1))}…`;
}

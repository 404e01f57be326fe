import type { Account } from '../accounts/account.ts';
import { entryOf, type Operator } from '../administration/deps.ts';
import type { IdentityContext } from '../context.ts';
import { clearLock, lockState } from '../sign-in/lockout.ts';

/**
 * Opens a locked account and forgets its failures. Where there is neither, nothing happens and nothing is recorded.
 * @returns whether there was something
 */
export async function unlock(
  account: Account,
  operator: Operator,
  deps: Pick<IdentityContext, 'store' | 'keys' | 'clock' | 'settings' | 'audit'>,
): Promise<boolean> {
  const { lockedUntil, failures } = await lockState(account, deps);
  if (lockedUntil === null && failures === 0) return false;
  await deps.audit.record({ event: 'sign-in.unlocked', ...entryOf(account.id, operator) });
  await clearLock(account, deps);
  return true;
}

import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { clearLock, lockState } from '../sign-in/lockout.ts';

export interface Unlocking {
  /** The account of whoever does it. */
  readonly by: string;
  readonly workstation: string;
  readonly reason: string;
}

/** Opens a locked account and forgets its failures. Where there is neither, nothing happens and nothing is recorded. */
export async function unlock(
  account: Account,
  { by, workstation, reason }: Unlocking,
  context: IdentityContext,
): Promise<void> {
  const { lockedUntil, failures } = await lockState(account, context);
  if (lockedUntil === null && failures === 0) return;
  await context.audit.record({
    event: 'sign-in.unlocked',
    account: account.id,
    workstation,
    detail: { by, reason },
  });
  await clearLock(account, context);
}

import { Problem } from '../../http/problem.ts';
import type { Account } from '../accounts/account.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import type { IdentityContext } from '../context.ts';
import { lockedProblem } from '../sign-in/locked-problem.ts';
import { giveBack, lookAt, reserveAttempt } from '../sign-in/lockout.ts';
import { verifyPassword } from './verify-password.ts';

export type ProvePasswordDeps = Pick<
  IdentityContext,
  'clock' | 'deployment' | 'hashing' | 'keys' | 'settings' | 'store' | 'timeZone'
>;

/**
 * Asks a signed-in person for the present password once more, under the same limit as signing in: an unattended
 * workstation is no place to guess either.
 * @throws Problem when it is missing, wrong, or no longer looked at
 */
export async function provePresentPassword(
  account: Account,
  password: string | undefined,
  workstation: string,
  context: ProvePasswordDeps,
): Promise<void> {
  if (password === undefined)
    throw new Problem('request-invalid', { fields: [{ field: 'current', message: 'is missing' }] });
  const attempt = await reserveAttempt(account.username, account, workstation, context);
  if (attempt.refusedUntil !== undefined) throw lockedProblem(attempt.refusedUntil, context);
  const matches = await lookAt(attempt, () => verifyPassword(account, password, context), context).catch(
    (error: unknown) => {
      throw error instanceof HashingBusyError ? new Problem('busy') : error;
    },
  );
  if (!matches) throw new Problem('password-wrong');
  await giveBack(attempt, account, workstation, context);
}

import type { Credentials } from '../../../shared/identity/api/identity.ts';
import type { Account } from '../accounts/account.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import { usernameKey } from '../accounts/username.ts';
import { isResetCode, redeemReset } from '../administration/reset-code.ts';
import type { IdentityContext } from '../context.ts';
import type { EndSessionDeps } from '../sessions/end-session.ts';
import { verifyPassword } from '../passwords/verify-password.ts';
import { enrolledAs } from '../workstations/enrolment.ts';
import { giveBack, lookAt, reserveAttempt } from './lockout.ts';

export type VerifyDeps = EndSessionDeps &
  Pick<IdentityContext, 'accounts' | 'audit' | 'decoyHash' | 'hashing' | 'keys' | 'settings'>;

export type Verdict =
  | { readonly outcome: 'right'; readonly account: Account }
  | { readonly outcome: 'wrong' }
  /** They are right, and this is no workstation for them. */
  | { readonly outcome: 'workstation not enrolled'; readonly account: Account }
  /** Until when no password is looked at; `began` when this very try was the last. */
  | {
      readonly outcome: 'locked';
      readonly until: number;
      readonly began: boolean;
      readonly account: Account | undefined;
    };

/**
 * Whether these are the credentials of an account [S3, S7, S8]. The try is counted first. Every path then does exactly
 * one argon2id verification (of a password typed in decomposed form, two): unknown, disabled, locked, imported, or right.
 */
export async function verifyCredentials(
  { username, password }: Credentials,
  workstation: string,
  context: VerifyDeps,
): Promise<Verdict> {
  const { accounts, hashing, decoyHash } = context;
  const [account] = await accounts.find('usernameKey', usernameKey(username));
  const attempt = await reserveAttempt(username, account, workstation, context);
  if (attempt.refusedUntil !== undefined) {
    await hashing.verify(decoyHash, password);
    return { outcome: 'locked', until: attempt.refusedUntil, began: false, account };
  }
  const matches = await lookAt(
    attempt,
    () => (account ? verifyPassword(account, password, context) : hashing.verify(decoyHash, password)),
    context,
  );
  // Looked at for everybody, so that it takes the same time.
  const isCode = isResetCode(account, password, context);
  if (account?.status === 'active' && (isCode || matches) && !(await mayUse(workstation, account, context))) {
    await giveBack(attempt, account, workstation, context);
    return { outcome: 'workstation not enrolled', account };
  }
  if (account?.status === 'active' && isCode) {
    const opened = await redeemReset(account, workstation, context);
    if (opened) {
      await giveBack(attempt, account, workstation, context);
      return { outcome: 'right', account: opened };
    }
  } else if (account?.status === 'active' && matches) {
    await giveBack(attempt, account, workstation, context);
    return { outcome: 'right', account: await rehashed(account, password, context) };
  }
  return attempt.locksUntil === undefined
    ? { outcome: 'wrong' }
    : { outcome: 'locked', until: attempt.locksUntil, began: true, account };
}

/** Administrators may sign in anywhere: somebody has to enrol the first workstation. */
async function mayUse(
  workstation: string,
  { roles }: Account,
  context: Pick<IdentityContext, 'settings' | 'store'>,
): Promise<boolean> {
  if (!context.settings.enrolledWorkstationsOnly || roles.includes('administrator')) return true;
  return (await enrolledAs(workstation, context)) !== undefined;
}

/** An imported password becomes one of ours the first time it is given right [S4]. */
async function rehashed(
  account: Account,
  password: string,
  context: Pick<IdentityContext, 'accounts' | 'audit' | 'hashing'>,
): Promise<Account> {
  if (account.password.foreign === undefined) return account;
  const hash = await context.hashing.hash(password).catch((error: unknown) => {
    // The password was right; it becomes ours another time.
    if (error instanceof HashingBusyError) return undefined;
    throw error;
  });
  if (hash === undefined) return account;
  const renewed = { hash, changedAt: account.password.changedAt };
  const written = await context.accounts.replaceIf(account.id, { password: account.password }, { password: renewed });
  if (written) await context.audit.record({ event: 'password.rehashed', account: account.id });
  return { ...account, password: renewed };
}

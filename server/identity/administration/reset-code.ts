import { limits } from '../../../shared/contract/limits.ts';
import type { Keys } from '../../keys/keys.ts';
import { newOneTimeCode, normalizedCode } from '../../keys/one-time-code.ts';
import { equalInConstantTime } from '../../keys/tokens.ts';
import type { Account, PendingReset } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { endAllSessions, type EndSessionDeps } from '../sessions/end-session.ts';

/** The one-time code of a reset, which stands for the password once [R3]. */

/** @returns the code, known to nobody else, and what is kept of it */
export function newReset(
  accountId: string,
  now: number,
  keys: Keys,
  lifetime: number = limits.reset.codeLifetime,
): { code: string; reset: PendingReset } {
  const code = newOneTimeCode(limits.reset.codeSymbols);
  return { code, reset: { digest: digest(accountId, code, keys), expiresAt: now + lifetime } };
}

/** Whether what was typed as the password is the account's code. It costs the same where there is none. */
export function isResetCode(
  account: Account | undefined,
  typed: string,
  deps: Pick<IdentityContext, 'keys' | 'clock'>,
) {
  const { reset } = account ?? {};
  const matches = equalInConstantTime(digest(account?.id ?? '', typed, deps.keys), reset?.digest ?? '');
  return matches && deps.clock.now() < reset!.expiresAt;
}

/**
 * Uses the code up: from here on neither it nor the password that was there opens the account, only a new password does,
 * in the one session that begins now.
 * @returns undefined where somebody else used it, or the account changed, at the same moment
 */
export async function redeemReset(
  account: Account,
  workstation: string,
  context: EndSessionDeps & Pick<IdentityContext, 'accounts' | 'audit'>,
): Promise<Account | undefined> {
  const { accounts, audit } = context;
  const { reset, status } = account;
  const change = { reset: null, password: { ...account.password, closed: true } } as const;
  const expected = { reset, status, password: account.password } as Partial<Account>;
  if (!(await accounts.replaceIf(account.id, expected, change))) return undefined;
  await audit.record({ event: 'account.reset-used', account: account.id, workstation });
  // Whoever is in by the old password would be asked for a new one without proving anything.
  await endAllSessions(account.id, 'password changed', context);
  return { ...account, ...change };
}

function digest(accountId: string, code: string, keys: Keys): string {
  return keys.code('account-reset', `${accountId}/${normalizedCode(code)}`).toString('base64url');
}

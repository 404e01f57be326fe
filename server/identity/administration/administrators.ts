import type { Account } from '../accounts/account.ts';

/** What an account can be opened by at the moment. */
export function canBeOpenedBy({ password, reset }: Account, now: number) {
  const resetUntil = reset && now < reset.expiresAt ? reset.expiresAt : null;
  return { passwordSet: password.closed === undefined, resetUntil };
}

/**
 * An administrator who can sign in. A lock does not count: it ends by itself, or whoever holds the machine ends it.
 * Without one such person nobody could be let in again from the portal, so no change may take the last one away.
 */
export function isWorkingAdministrator(account: Account, now: number): boolean {
  const { passwordSet, resetUntil } = canBeOpenedBy(account, now);
  const opens = passwordSet || resetUntil !== null;
  return account.status === 'active' && account.roles.includes('administrator') && opens;
}

import { type PasswordProfileId, passwordProfiles } from '../../../shared/identity/password-policy.ts';
import type { Account } from '../accounts/account.ts';

const day = 24 * 3600 * 1000;

/** When this account's password expires; undefined where the profile knows no expiry [E1]. */
export function passwordExpiresAt({ password }: Account, profile: PasswordProfileId): number | undefined {
  const { lifetimeDays } = passwordProfiles[profile];
  return lifetimeDays === null ? undefined : password.changedAt + lifetimeDays * day;
}

export function passwordIsExpired(account: Account, profile: PasswordProfileId, now: number): boolean {
  const end = passwordExpiresAt(account, profile);
  return end !== undefined && now >= end;
}

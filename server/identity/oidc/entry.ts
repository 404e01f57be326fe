import { mayOpen } from '../../../shared/applications/applications.ts';
import type { PasswordProfileId } from '../../../shared/identity/password-policy.ts';
import type { PendingStep } from '../../../shared/identity/api/identity.ts';
import type { Clock } from '../../clock.ts';
import type { Account } from '../accounts/account.ts';
import { accounts } from '../accounts/account.ts';
import type { Acceptances } from '../agreements/acceptable-use.ts';
import { passwordIsExpired } from '../passwords/expiry.ts';
import type { PortalSession, PortalSessions } from '../sessions/portal-sessions.ts';
import type { Collection } from '../../store/contract.ts';
import type { RegisteredClient } from './clients.ts';

/** What stands between this browser and an application; one place decides it for every way in [S2, A1, O2]. */
export type Entry =
  | { readonly decision: 'granted'; readonly session: PortalSession }
  | { readonly decision: 'sign-in' }
  | { readonly decision: Exclude<PendingStep, 'none'> }
  | { readonly decision: 'refused'; readonly session: PortalSession };

export interface EntryDeps {
  readonly sessions: PortalSessions;
  readonly accounts: Collection<Account, (typeof accounts.indexes)[number]>;
  readonly acceptances: Acceptances;
  readonly passwordProfile: PasswordProfileId;
  readonly clock: Clock;
}

/** @param token the portal's session cookie */
export async function entryTo(
  client: Pick<RegisteredClient, 'openTo'>,
  token: string | undefined,
  deps: EntryDeps,
): Promise<Entry> {
  const session = await deps.sessions.find(token);
  const account = session && (await deps.accounts.get(session.accountId));
  if (session === undefined || account?.status !== 'active') return { decision: 'sign-in' };
  const pending = await pendingStep(account, deps);
  if (pending !== 'none') return { decision: pending };
  return { decision: mayOpen(client, account.roles) ? 'granted' : 'refused', session };
}

export async function pendingStep(
  account: Account,
  { acceptances, passwordProfile, clock }: Pick<EntryDeps, 'acceptances' | 'passwordProfile' | 'clock'>,
): Promise<PendingStep> {
  // Who came in by the code of a reset does nothing before there is a password again.
  if (account.password.closed) return 'password';
  if (!(await acceptances.hold(account.id))) return 'agreement';
  return passwordIsExpired(account, passwordProfile, clock.now()) ? 'password' : 'none';
}

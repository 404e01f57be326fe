import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import type { Account } from '../accounts/account.ts';
import { canBeOpenedBy } from '../administration/administrators.ts';
import type { IdentityContext } from '../context.ts';
import { lastSignIns, lockState, untilCleared } from '../sign-in/lockout.ts';

const shownSignIns = 5;

/** What support may see of an account. */
export async function supportedAccount(
  account: Account,
  context: Pick<IdentityContext, 'store' | 'keys' | 'clock' | 'settings' | 'sessions'>,
): Promise<SupportedAccount> {
  const { username, name, email, roles, sites, status, securityQuestions } = account;
  const { lockedAt, lockedUntil, failures } = await lockState(account, context);
  return {
    username,
    name,
    email,
    status,
    failures,
    ...canBeOpenedBy(account, context.clock.now()),
    roles: [...roles],
    sites: [...sites],
    lock:
      lockedUntil === null
        ? null
        : { since: lockedAt ?? context.clock.now(), ...(lockedUntil !== untilCleared && { until: lockedUntil }) },
    lastSignIns: (await lastSignIns(account, context)).slice(0, shownSignIns),
    questionsSet: securityQuestions.length > 0,
    signedIn: (await context.sessions.findByAccount(account.id)).length,
  };
}

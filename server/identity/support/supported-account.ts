import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { type Account, factsOf } from '../accounts/account.ts';
import { canBeOpenedBy } from '../administration/administrators.ts';
import type { IdentityContext } from '../context.ts';
import { lastSignIns, lockState, untilCleared } from '../sign-in/lockout.ts';

const shownSignIns = 5;

/** What support may see of an account. */
export async function supportedAccount(
  account: Account,
  context: Pick<IdentityContext, 'store' | 'keys' | 'clock' | 'settings' | 'sessions'>,
): Promise<SupportedAccount> {
  const { status, securityQuestions } = account;
  const { lockedAt, lockedUntil, failures } = await lockState(account, context);
  return {
    ...factsOf(account),
    status,
    failures,
    ...canBeOpenedBy(account, context.clock.now()),
    lock:
      lockedUntil === null
        ? null
        : { since: lockedAt ?? context.clock.now(), ...(lockedUntil !== untilCleared && { until: lockedUntil }) },
    lastSignIns: (await lastSignIns(account, context)).slice(0, shownSignIns),
    questionsSet: securityQuestions.length > 0,
    signedIn: (await context.sessions.findByAccount(account.id)).length,
  };
}

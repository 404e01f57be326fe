import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { passwordProfileOf, passwordProfiles } from '../../../shared/identity/password-policy.ts';
import { digestOf } from '../../keys/tokens.ts';
import { type Account, factsOf } from '../accounts/account.ts';
import { canBeOpenedBy } from '../administration/administrators.ts';
import type { IdentityContext } from '../context.ts';
import { passwordIsExpired } from '../passwords/expiry.ts';
import type { PortalSession } from '../sessions/portal-sessions.ts';
import { lastSignIns, lockState, untilCleared } from '../sign-in/lockout.ts';
import { nameOfWorkstation } from '../workstations/enrolment.ts';

const shownSignIns = 5;

type Deps = Pick<IdentityContext, 'store' | 'keys' | 'clock' | 'settings' | 'sessions' | 'acceptances'>;

/** What support may see of an account. */
export async function supportedAccount(account: Account, context: Deps): Promise<SupportedAccount> {
  const { clock, sessions, acceptances, settings } = context;
  const { status, securityQuestions } = account;
  const profile = passwordProfileOf(settings);
  const questionsSet = securityQuestions.length > 0;
  const { lock, failures } = await seenLock(account, context);
  const open = await sessions.findByAccount(account.id);
  return {
    ...factsOf(account),
    status,
    failures,
    ...canBeOpenedBy(account, clock.now()),
    lock,
    passwordExpired: passwordIsExpired(account, profile, clock.now()),
    agreementAccepted: await acceptances.hold(account.id),
    lastSignIns: (await lastSignIns(account, context)).slice(0, shownSignIns),
    questionsSet,
    ...(account.language && { language: account.language }),
    questionsMissing: !questionsSet && passwordProfiles[profile].securityQuestions,
    signedIn: new Set(open.map(({ workstation }) => workstation)).size,
    sessions: await Promise.all(
      open.map(async (session) => ({
        key: keyOf(session),
        workstation: (await nameOfWorkstation(session.workstation, context)) ?? null,
        since: session.createdAt,
      })),
    ),
  };
}

/** By what a session is named to whoever may end it; it opens nothing, and is not what the store knows it by. */
export function keyOf({ id }: PortalSession): string {
  return digestOf(`shown/${id}`).slice(0, 16);
}

async function seenLock(account: Account, context: Deps) {
  const { lockedAt, lockedUntil, failures, inRow, from } = await lockState(account, context);
  if (lockedUntil === null) return { lock: null, failures };
  const names = await Promise.all(from.map((id) => nameOfWorkstation(id, context)));
  const lock = {
    since: lockedAt ?? context.clock.now(),
    ...(lockedUntil !== untilCleared && { until: lockedUntil }),
    failures: inRow,
    from: [...new Set(names.filter((name) => name !== undefined))],
    elsewhere: names.includes(undefined),
  };
  return { lock, failures };
}

import type { Notification } from '../../../shared/identity/api/identity.ts';
import { dateInWords, dayOf } from '../../../shared/contract/time.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { questionTexts } from '../../../shared/identity/texts/questions.ts';
import { portalTexts } from '../../../shared/identity/texts/portal.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { noticesFor } from '../notices/notices-for.ts';
import { passwordExpiresAt } from '../passwords/expiry.ts';
import { concurrentUseNotification } from '../sessions/concurrent-use.ts';
import type { PortalSession } from '../sessions/portal-sessions.ts';
import { usesQuestions } from '../questions/change-questions.ts';

const { noticeDaysAhead, noticeAfter } = limits.agreement;

/** What needs one person's attention now, most pressing first [N1]. */
export async function notificationsFor(
  { account, session }: { readonly account: Account; readonly session: PortalSession },
  context: IdentityContext,
): Promise<Notification[]> {
  const notifications = [
    await concurrentUseNotification(session, context),
    passwordExpires(account, context),
    questionsNotSet(account, context),
    ...(await noticesFor(account, context)),
    agreementChanges(context),
    await agreementAccepted(account, context),
    training(context),
  ];
  return notifications.filter((notification) => notification !== undefined);
}

function passwordExpires(
  account: Account,
  { passwordProfile, clock, timeZone }: IdentityContext,
): Notification | undefined {
  const end = passwordExpiresAt(account, passwordProfile);
  if (end === undefined || end - clock.now() > limits.password.expiryWarning) return undefined;
  return {
    id: 'password-expires',
    severity: 'warning',
    title: `Your password expires on ${dateInWords(dayOf(end, timeZone))}`,
    text: 'Choose a new one before that day, at a moment that suits you.',
    action: { label: portalTexts.profile.changePassword, path: '/profile/password' },
  };
}

/** Stays until they are set [Q3]. */
function questionsNotSet(account: Account, context: IdentityContext): Notification | undefined {
  if (!usesQuestions(context) || account.securityQuestions.length > 0) return undefined;
  return { ...questionTexts.reminder, id: 'questions-not-set', severity: 'warning' };
}

function agreementChanges({ acceptances }: IdentityContext): Notification | undefined {
  const next = acceptances.upcoming(noticeDaysAhead);
  return (
    next && {
      id: `agreement-changes/${next.version}`,
      severity: 'information',
      title: `A new version of the ${next.title} takes effect on ${dateInWords(next.effective)}`,
      text: `From that day on, you are asked to read and sign version ${next.version} before you open an application.`,
    }
  );
}

async function agreementAccepted(account: Account, context: IdentityContext): Promise<Notification | undefined> {
  const { acceptances, clock, timeZone } = context;
  const acceptance = await acceptances.ofCurrent(account.id);
  if (acceptance === undefined || clock.now() - acceptance.at >= noticeAfter) return undefined;
  const { title, version } = acceptances.current();
  return {
    id: `agreement-accepted/${version}`,
    severity: 'information',
    title: `You accepted the ${title}`,
    text: `Version ${version}, on ${dateInWords(dayOf(acceptance.at, timeZone))}. You are asked again when its text changes.`,
  };
}

function training({ deployment }: IdentityContext): Notification | undefined {
  if (deployment.kind !== 'training') return undefined;
  return {
    id: 'training',
    severity: 'information',
    title: 'This is a training deployment',
    text: 'All clients, orders and organizations in it are made up. Practice freely: nothing is reported to the State.',
  };
}

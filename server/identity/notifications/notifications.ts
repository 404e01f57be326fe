import type { Notification } from '../../../shared/identity/api/identity.ts';
import { dateInWords, dayOf } from '../../../shared/contract/time.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import { administrationPaths } from '../../../shared/identity/portal-paths.ts';
import { catalogues } from '../../../shared/identity/texts/catalogues.ts';
import type { Account } from '../accounts/account.ts';
import { waitingFor } from '../approvals/records.ts';
import { announcementsFor } from '../announcements/records.ts';
import type { IdentityContext } from '../context.ts';
import { noticesFor } from '../notices/notices-for.ts';
import { passwordExpiresAt } from '../passwords/expiry.ts';
import { concurrentUseNotification } from '../sessions/concurrent-use.ts';
import type { PortalSession } from '../sessions/portal-sessions.ts';
import { usesQuestions } from '../questions/change-questions.ts';

const { noticeDaysAhead, noticeAfter } = limits.agreement;

export type NotificationDeps = Pick<
  IdentityContext,
  'acceptances' | 'clients' | 'clock' | 'deployment' | 'passwordProfile' | 'sessions' | 'store' | 'timeZone'
>;

/** What needs one person's attention now, most pressing first [N1], in the language of the page that asks. */
export async function notificationsFor(
  { account, session }: { readonly account: Account; readonly session: PortalSession },
  context: NotificationDeps,
  language: Language,
): Promise<Notification[]> {
  const notifications = [
    await concurrentUseNotification(session, context, language),
    passwordExpires(account, context, language),
    questionsNotSet(account, context, language),
    await approvalsWait(account, context, language),
    ...(await announcementsFor(account, context, language)),
    ...(await noticesFor(account, context, language)),
    await agreementChanges(context, language),
    await agreementAccepted(account, context, language),
    training(context, language),
  ];
  return notifications.filter((notification) => notification !== undefined);
}

function passwordExpires(
  account: Account,
  { passwordProfile, clock, timeZone }: Pick<IdentityContext, 'clock' | 'passwordProfile' | 'timeZone'>,
  language: Language,
): Notification | undefined {
  const end = passwordExpiresAt(account, passwordProfile);
  if (end === undefined || end - clock.now() > limits.password.expiryWarning) return undefined;
  const { notifications, portal } = catalogues[language];
  return {
    id: 'password-expires',
    severity: 'warning',
    title: notifications.passwordExpires.title(dateInWords(dayOf(end, timeZone), language)),
    text: notifications.passwordExpires.text,
    action: { label: portal.profile.changePassword, path: '/profile/password' },
  };
}

/** Stays until they are set [Q3]. */
function questionsNotSet(
  account: Account,
  context: Pick<IdentityContext, 'passwordProfile'>,
  language: Language,
): Notification | undefined {
  if (!usesQuestions(context) || account.securityQuestions.length > 0) return undefined;
  const { title, text, action } = catalogues[language].questions.reminder;
  return {
    title,
    text,
    action: { label: action, path: '/profile/questions' },
    id: 'questions-not-set',
    severity: 'warning',
  };
}

/** For those who can approve what another administrator asked for. */
async function approvalsWait(
  account: Account,
  context: Pick<IdentityContext, 'clock' | 'store'>,
  language: Language,
): Promise<Notification | undefined> {
  if (!account.roles.includes('administrator')) return undefined;
  const waiting = await waitingFor(account, context);
  if (waiting === 0) return undefined;
  const { title, text, action } = catalogues[language].notifications.approvals;
  return {
    id: `approvals/${waiting}`,
    severity: 'warning',
    title: title(waiting),
    text,
    action: { label: action, path: administrationPaths.approvals },
  };
}

async function agreementChanges(
  { acceptances }: Pick<IdentityContext, 'acceptances'>,
  language: Language,
): Promise<Notification | undefined> {
  const { agreement, notifications } = catalogues[language];
  const next = await acceptances.upcoming(noticeDaysAhead);
  return (
    next && {
      id: `agreement-changes/${next.version}`,
      severity: 'information',
      title: notifications.agreementChanges.title(agreement.title, dateInWords(next.effective, language)),
      text: notifications.agreementChanges.text(next.version),
    }
  );
}

async function agreementAccepted(
  account: Account,
  context: Pick<IdentityContext, 'acceptances' | 'clock' | 'timeZone'>,
  language: Language,
): Promise<Notification | undefined> {
  const { acceptances, clock, timeZone } = context;
  const acceptance = await acceptances.ofCurrent(account.id);
  if (acceptance === undefined || clock.now() - acceptance.at >= noticeAfter) return undefined;
  const { version } = await acceptances.current();
  const { agreement, notifications } = catalogues[language];
  return {
    id: `agreement-accepted/${version}`,
    severity: 'information',
    title: notifications.agreementAccepted.title(agreement.title),
    text: notifications.agreementAccepted.text(version, dateInWords(dayOf(acceptance.at, timeZone), language)),
  };
}

function training({ deployment }: Pick<IdentityContext, 'deployment'>, language: Language): Notification | undefined {
  if (deployment.kind !== 'training') return undefined;
  return {
    id: 'training',
    severity: 'information',
    ...catalogues[language].notifications.training,
  };
}

import type { Notification } from '../../../shared/identity/api/identity.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import { timeOfDay } from '../../../shared/contract/time.ts';
import { catalogues } from '../../../shared/identity/texts/catalogues.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { enrolledAs } from '../workstations/enrolment.ts';
import { endSession, type EndSessionDeps } from './end-session.ts';
import type { PortalSession } from './portal-sessions.ts';

/** Called when an account signs in: what that means for its sessions on other workstations [S9]. */
export async function noteConcurrentUse(
  account: Account,
  workstation: string,
  context: EndSessionDeps & Pick<IdentityContext, 'audit' | 'settings'>,
): Promise<void> {
  const elsewhere = (await context.sessions.findByAccount(account.id)).filter((s) => s.workstation !== workstation);
  if (elsewhere.length === 0) return;
  await context.audit.record({
    event: 'sign-in.concurrent',
    account: account.id,
    workstation,
    detail: { elsewhere: elsewhere.map((session) => session.workstation).join(' ') },
  });
  if (context.settings.concurrentSignIn !== 'end the first') return;
  for (const { id } of elsewhere) await endSession(id, 'another sign-in elsewhere', context);
}

/** Told on both workstations for as long as both sessions last [S9]. */
export async function concurrentUseNotification(
  { accountId, workstation }: PortalSession,
  context: Pick<IdentityContext, 'sessions' | 'store' | 'timeZone'>,
  language: Language,
): Promise<Notification | undefined> {
  const elsewhere = (await context.sessions.findByAccount(accountId)).filter(
    (session) => session.workstation !== workstation,
  );
  if (elsewhere.length === 0) return undefined;
  const name = await enrolledAs(elsewhere[0]!.workstation, context);
  const { notifications, password } = catalogues[language];
  const { title, text, inBrowser, atWorkstation } = notifications.concurrentUse;
  const where = name === undefined ? inBrowser : atWorkstation(name);
  const since = timeOfDay(elsewhere[0]!.createdAt, context.timeZone, language);
  return {
    id: 'concurrent-use',
    severity: 'warning',
    title,
    text: text(since, where),
    action: { label: password.compromised.title, path: '/profile/compromised' },
  };
}

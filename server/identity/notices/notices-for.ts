import type { Notification } from '../../../shared/identity/api/identity.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { type NoticeRecord, notices, recipientOf, wordsOf } from './records.ts';

/** What applications have for one person, for a role or for a site of theirs: warnings first, then the newest [J2, N1]. */
export async function noticesFor(
  { id, roles, sites }: Pick<Account, 'id' | 'roles' | 'sites'>,
  { store, clock, clients }: Pick<IdentityContext, 'store' | 'clock' | 'clients'>,
  language: Language,
): Promise<Notification[]> {
  const recipients = [{ account: id }, ...roles.map((role) => ({ role })), ...sites.map((site) => ({ site: site.id }))];
  const records = store.collection(notices);
  const found = await Promise.all(recipients.map((to) => records.find('recipient', recipientOf(to))));
  const names = new Map(clients.map((client) => [client.id, client.name]));
  // One whose application is registered no longer has nobody who would withdraw it.
  const isShown = (each: NoticeRecord) =>
    !each.withdrawn && clock.now() < each.expiresAt && names.has(each.application);
  return found
    .flat()
    .filter(isShown)
    .toSorted((a, b) => rank(a) - rank(b) || b.postedAt - a.postedAt)
    .slice(0, limits.notices.shown)
    .map((notice) => ({
      severity: notice.severity,
      ...wordsOf(notice, language),
      id: `notice/${notice.id}`,
      from: names.get(notice.application)!,
    }));
}

function rank({ severity }: NoticeRecord): number {
  return severity === 'warning' ? 0 : 1;
}

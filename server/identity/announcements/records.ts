import type { Audience, NewAnnouncement } from '../../../shared/identity/api/announcements.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Notification, Site } from '../../../shared/identity/api/identity.ts';
import type { Account } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { defineCollection } from '../../store/contract.ts';

export interface AnnouncementRecord extends Pick<NewAnnouncement, 'severity' | 'en' | 'es'> {
  readonly id: string;
  readonly version: number;
  readonly audience: Pick<Audience, 'role'> & { readonly site?: Site };
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly withdrawn: boolean;
  /** The id of the account that changed it last. */
  readonly by: string;
  readonly changedAt: number;
}

export const announcements = defineCollection<AnnouncementRecord>()({
  name: 'announcements',
  lifetime: 'lasting',
  indexes: [],
});

/** What administrators have to say to one person now [N1]: warnings first, then the newest. */
export async function announcementsFor(
  { roles, sites }: Pick<Account, 'roles' | 'sites'>,
  { store, clock }: Pick<IdentityContext, 'store' | 'clock'>,
  language: Language,
): Promise<Notification[]> {
  const now = clock.now();
  const isTheirs = ({ audience: { role, site } }: AnnouncementRecord) =>
    (role === undefined || roles.includes(role)) && (site === undefined || sites.some(({ id }) => id === site.id));
  const rank = ({ severity }: AnnouncementRecord) => (severity === 'warning' ? 0 : 1);
  return (await store.collection(announcements).list())
    .filter((each) => isLive(each, now) && each.from <= now && isTheirs(each))
    .toSorted((a, b) => rank(a) - rank(b) || b.from - a.from)
    .map(({ id, severity, ...each }) => ({ id: `announcement/${id}`, severity, ...each[language] }));
}

/** Shown now or later. */
export function isLive({ to, withdrawn }: AnnouncementRecord, now: number): boolean {
  return !withdrawn && now < to;
}

/** Those that ended long ago; the audit trail still has who wrote them. */
export async function deleteOldAnnouncements({
  store,
  clock,
}: Pick<IdentityContext, 'store' | 'clock'>): Promise<void> {
  const records = store.collection(announcements);
  const latest = clock.now() - limits.announcements.listedAfterEnd;
  for (const { id, to, changedAt } of await records.list()) {
    if (Math.max(to, changedAt) < latest) await records.delete(id);
  }
}

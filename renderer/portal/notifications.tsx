import { createContext, useContext, useEffect } from 'react';
import { Link } from 'wouter';
import { identityApi, type Notification } from '../../shared/identity/api/identity.ts';
import type { Read } from '../platform/api/queries.ts';
import { useRead } from '../platform/api/queries.ts';
import { announce, prepareToAnnounce } from '../platform/design/announce.ts';
import { Badge } from '../platform/design/badge.tsx';
import { useLanguage } from '../platform/texts/wording.tsx';
import { usePortalTexts } from './portal-texts.ts';
import { useSession } from './session.ts';

type Notifications = Read<Notification[]>;

/** A sign-in elsewhere has to show here soon; asking is no activity and keeps no session alive [S9, T1]. */
const refreshEvery = 30_000;

/** The section of the home page. */
export const notificationsId = 'notifications';

/** What a page's head has asked for, so that the page itself need not ask again. */
export const NotificationsHere = createContext<Notifications | null>(null);

export function useNotifications(): Notifications {
  return useContext(NotificationsHere)!;
}

/** What was there in this session, outside of the components because most pages draw a head of their own. */
let known: readonly string[] | undefined;

useSession.subscribe(({ session }) => {
  if (session === undefined) known = undefined;
});

/** Asks again and again, and says it politely where another has come. */
export function useAskedNotifications(): Notifications {
  const { home } = usePortalTexts().portal;
  const language = useLanguage();
  const notifications = useRead(identityApi.notifications, { refreshEvery, language });
  const list = notifications.data;
  useEffect(prepareToAnnounce, []);
  useEffect(() => {
    if (list === undefined) return;
    const ids = list.map(({ id }) => id);
    const before = known ?? ids;
    known = ids;
    const added = list.filter(({ id }) => !before.includes(id)).length;
    // Their titles stand on the page, and would be there twice.
    if (added > 0) announce(home.newNotifications(added), language);
  }, [list, home, language]);
  return notifications;
}

/** How many there are now, and the way to them, on every page of the portal [N1]. */
export function NotificationsLink() {
  const { home } = usePortalTexts().portal;
  const notifications = useNotifications();
  const count = notifications.data !== undefined ? notifications.data.length : undefined;
  return (
    <Link href={`/#${notificationsId}`} className="button" data-kind="quiet" onClick={goToNotifications}>
      {home.notifications}
      {count !== undefined && count > 0 && <Badge>{count}</Badge>}
    </Link>
  );
}

/** Where the page has them already, reading goes on there; otherwise they come with the home page. */
export function goToNotifications(): void {
  const heading = document.getElementById(notificationsId);
  heading?.focus();
  heading?.scrollIntoView();
}

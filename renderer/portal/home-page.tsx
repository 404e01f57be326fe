import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { LauncherStyle, Session } from '../../shared/identity/api/identity.ts';
import { applications, isApplicationId, notOffered } from '../../shared/applications/applications.ts';
import { expiredDestination } from '../../shared/identity/portal-paths.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { Notice } from '../platform/design/components.tsx';
import { HeadingLevel } from '../platform/design/notice.tsx';
import { Empty } from '../platform/design/states.tsx';
import { ButtonChoice } from '../platform/forms/button-choice.tsx';
import { usePortalTexts } from './portal-texts.ts';
import { Launcher } from './launcher.tsx';
import { goToNotifications, notificationsId, useNotifications } from './notifications.tsx';
import { PortalFrame } from './portal-frame.tsx';
import { useSession } from './session.ts';

/** The portal's home: what needs attention, and the applications [N1, O3]. */
export function HomePage({ session, training }: { session: Session; training: boolean }) {
  const texts = usePortalTexts().portal.home;
  return (
    <PortalFrame session={session} training={training} steps={[texts.applications]}>
      <NotOffered session={session} />
      <ExpiredDestination />
      <section className="stack" aria-labelledby="applications">
        <div className="row spread">
          <h1 id="applications">{texts.applications}</h1>
          <LauncherChoice chosen={session.account.launcher} />
        </div>
        <Launcher applications={session.applications} style={session.account.launcher} />
      </section>
      <Notifications />
    </PortalFrame>
  );
}

/** The kiosk was started with an application that the portal does not offer this person [K1]. */
function NotOffered({ session }: { session: Session }) {
  const texts = usePortalTexts().portal.home.notOffered;
  const asked = useSaidOnce(notOffered);
  if (asked === null || session.applications.some(({ id }) => id === asked)) return null;
  const name = isApplicationId(asked) ? applications[asked].name : texts.another;
  return (
    <Notice kind="warning" title={texts.title(name)}>
      <p>{texts.text}</p>
    </Notice>
  );
}

/** Somebody was sent here to sign in by an application, and came back to that after it was forgotten [S2]. */
function ExpiredDestination() {
  const texts = usePortalTexts().portal.home.expiredDestination;
  if (useSaidOnce(expiredDestination) === null) return null;
  return (
    <Notice kind="warning" title={texts.title}>
      <p>{texts.text}</p>
    </Notice>
  );
}

/** What the address says once: whoever comes back to this page is not told again. */
function useSaidOnce(parameter: string): string | null {
  const [said] = useState(() => new URLSearchParams(location.search).get(parameter));
  const [, navigate] = useLocation();
  useEffect(() => {
    if (said !== null) navigate(location.pathname, { replace: true });
  }, [said, navigate]);
  return said;
}

function LauncherChoice({ chosen }: { chosen: LauncherStyle }) {
  const texts = usePortalTexts().portal.home;
  const choose = useSession((state) => state.chooseLauncher);
  const choices = (['icons', 'links'] as const).map((id) => ({ id, name: texts[id] }));
  return <ButtonChoice legend={texts.showAs} choices={choices} chosen={chosen} choose={choose} />;
}

function Notifications() {
  const texts = usePortalTexts().portal.home;
  const notifications = useNotifications();
  // Whoever came for them from another page reads on here.
  useEffect(() => {
    if (location.hash === `#${notificationsId}`) goToNotifications();
  }, []);
  return (
    <section className="stack" aria-labelledby={notificationsId}>
      <h2 id={notificationsId} tabIndex={-1}>
        {texts.notifications}
      </h2>
      <ResourceView of={notifications}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={texts.noNotifications} />
          ) : (
            <HeadingLevel value={3}>
              {list.map(({ id, severity, title, text, action, from }) => (
                <Notice key={id} kind={severity} title={title}>
                  <p>{text}</p>
                  {from && <p className="soft">{texts.from(from)}</p>}
                  {action && 'path' in action && <Link href={action.path}>{action.label}</Link>}
                  {action && 'address' in action && <a href={action.address}>{action.label}</a>}
                </Notice>
              ))}
            </HeadingLevel>
          )
        }
      </ResourceView>
    </section>
  );
}

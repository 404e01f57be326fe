import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { identityApi, type LauncherStyle, type Session } from '../../shared/identity/api/identity.ts';
import { applications, isApplicationId, notOffered } from '../../shared/applications/applications.ts';
import { expiredDestination } from '../../shared/identity/portal-paths.ts';
import { portalTexts } from '../../shared/identity/texts/portal.ts';
import type { ApiError } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useResource } from '../platform/api/use-resource.ts';
import { Button, Notice } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { Launcher } from './launcher.tsx';
import { useSession } from './session.ts';
import { SignOutButton } from './sign-out-button.tsx';

const { portal, home: texts, profile } = portalTexts;

/** A sign-in elsewhere has to show here soon; asking is no activity and keeps no session alive [S9, T1]. */
const refreshEvery = 30_000;

/** The portal's home: what needs attention, and the applications [N1, O3]. */
export function HomePage({ session, training }: { session: Session; training: boolean }) {
  return (
    <PageFrame roadmap={[portal, texts.notifications]} training={training} actions={<HomeActions session={session} />}>
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
    </PageFrame>
  );
}

/** The kiosk was started with an application that the portal does not offer this person [K1]. */
function NotOffered({ session }: { session: Session }) {
  const asked = useSaidOnce(notOffered);
  if (asked === null || session.applications.some(({ id }) => id === asked)) return null;
  const name = isApplicationId(asked) ? applications[asked].name : texts.notOffered.another;
  return (
    <Notice kind="warning" title={texts.notOffered.title(name)}>
      <p>{texts.notOffered.text}</p>
    </Notice>
  );
}

/** Somebody was sent here to sign in by an application, and came back to that after it was forgotten [S2]. */
function ExpiredDestination() {
  if (useSaidOnce(expiredDestination) === null) return null;
  return (
    <Notice kind="warning" title={texts.expiredDestination.title}>
      <p>{texts.expiredDestination.text}</p>
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

export function HomeActions({ session }: { session: Session }) {
  return (
    <>
      <span className="who">{session.account.name}</span>
      {session.account.roles.some((role) => role === 'customer-support' || role === 'administrator') && (
        <Link href="/accounts" className="button">
          {texts.accounts}
        </Link>
      )}
      <Link href="/profile" className="button">
        {profile.title}
      </Link>
      <SignOutButton />
    </>
  );
}

function LauncherChoice({ chosen }: { chosen: LauncherStyle }) {
  const choose = useSession((state) => state.chooseLauncher);
  const [error, setError] = useState<ApiError>();
  return (
    <fieldset className="choice">
      <legend>{texts.showAs}</legend>
      {(['icons', 'links'] as const).map((style) => (
        <Button key={style} aria-pressed={style === chosen} onClick={() => void choose(style).catch(setError)}>
          {texts[style]}
        </Button>
      ))}
      {error && (
        <span className="field-error" role="alert">
          {error.message}
        </span>
      )}
    </fieldset>
  );
}

function Notifications() {
  const notifications = useResource(identityApi.notifications, { refreshEvery });
  return (
    <section className="stack" aria-labelledby="notifications">
      <h2 id="notifications">{texts.notifications}</h2>
      <ResourceView of={notifications}>
        {(list) =>
          list.length === 0 ? (
            <p className="soft">{texts.noNotifications}</p>
          ) : (
            list.map(({ id, severity, title, text, action }) => (
              <Notice key={id} kind={severity} title={title}>
                <p>{text}</p>
                {action && <Link href={action.path}>{action.label}</Link>}
              </Notice>
            ))
          )
        }
      </ResourceView>
    </section>
  );
}

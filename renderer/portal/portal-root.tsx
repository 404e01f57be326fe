import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect } from 'react';
import { Link } from 'wouter';
import type { Deployment } from '../../shared/identity/api/identity.ts';
import { helpPath } from '../../shared/identity/portal-paths.ts';
import { Notice } from '../platform/design/notice.tsx';
import { PageFooter, PageFrame } from '../platform/design/page-frame.tsx';
import { Loading } from '../platform/design/loading.tsx';
import { Whole } from '../platform/design/whole.tsx';
import { setPageTitle } from '../platform/design/page-title.ts';
import { useLanguage, useTexts } from '../platform/texts/wording.tsx';
import { ClinicName } from '../platform/texts/clinic-name.ts';
import { TimeZone } from '../platform/texts/clinic-time.ts';
import { OwnKiosk } from './own-kiosk.ts';
import { useSession } from './session.ts';

/** Only for whoever is signed in. */
const SessionNotices = lazy(async () => ({
  default: (await import('../platform/session/session-notices.tsx')).SessionNotices,
}));

type PortalRootProps = { children: (deployment: Deployment) => ReactNode };

/** What every document of the portal begins with: who is signed in, and where. */
export function PortalRoot({ children }: PortalRootProps) {
  const { status, load } = useSession();
  useEffect(() => void load(), [load]);
  switch (status) {
    case 'loading':
      return <Opening />;
    case 'unreachable':
      return <Unreachable retry={load} />;
    case 'signed-in':
    case 'signed-out':
      return <Reachable>{children}</Reachable>;
  }
}

function Reachable({ children }: PortalRootProps) {
  // It comes with who is signed in.
  const deployment = useSession((state) => state.deployment)!;
  const signedIn = useSession(({ session }) => session !== undefined);
  return (
    <>
      <TimeZone value={deployment.timeZone}>
        <ClinicName value={deployment.clinic}>
          <OwnKiosk value={deployment.kiosk ?? false}>
            <PageFooter value={signedIn && <Help {...deployment.support} />}>
              <Suspense fallback={<Opening />}>{children(deployment)}</Suspense>
            </PageFooter>
          </OwnKiosk>
        </ClinicName>
      </TimeZone>
      {signedIn && (
        <Suspense fallback={null}>
          <SessionNotices />
        </Suspense>
      )}
    </>
  );
}

/** While a page is on its way. */
function Opening() {
  const texts = useTexts().frame;
  const language = useLanguage();
  useLayoutEffect(() => {
    setPageTitle(texts.portal);
    document.documentElement.lang = language;
  }, [texts, language]);
  return (
    <main className="page-main opening">
      <Loading>{texts.loading}</Loading>
    </main>
  );
}

/** Whom to call, on every page. */
function Help({ name, email, phone }: Deployment['support']) {
  const { help } = useTexts().frame;
  return (
    <p>
      <Link href={helpPath}>{help}</Link>: {name}, <a href={`mailto:${email}`}>{email}</a>, <Whole>{phone}</Whole>
    </p>
  );
}

/** Milliseconds. */
const retryEvery = 2000;

function Unreachable({ retry }: { retry: () => Promise<void> }) {
  const texts = useTexts().frame;
  useEffect(() => {
    const timer = setInterval(() => void retry(), retryEvery);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <PageFrame roadmap={[texts.portal]} training={false} width="narrow">
      <Notice kind="danger" title={texts.unreachable.title} urgent>
        <p>{texts.unreachable.text}</p>
      </Notice>
    </PageFrame>
  );
}

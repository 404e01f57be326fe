import { lazy, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { administrationPaths } from '../../shared/identity/portal-paths.ts';
import { Notice } from '../platform/design/components.tsx';
import { useContinue } from '../portal/continue.tsx';
import { signInAfter } from '../portal/end-reason.tsx';
import { OtherDocument } from '../portal/other-document.tsx';
import { PortalRoot } from '../portal/portal-root.tsx';
import { useSession } from '../portal/session.ts';
import { AdministrationFrame } from './administration-frame.tsx';
import { useAdministrationTexts } from './administration-texts.ts';
import { OverviewPage } from './overview-page.tsx';

const AgreementPage = lazy(async () => ({ default: (await import('./agreement-page.tsx')).AgreementPage }));
const ApprovalsPage = lazy(async () => ({ default: (await import('./approvals-page.tsx')).ApprovalsPage }));
const AnnouncementsPage = lazy(async () => ({ default: (await import('./announcements-page.tsx')).AnnouncementsPage }));
const RegistrationsPage = lazy(async () => ({ default: (await import('./registrations-page.tsx')).RegistrationsPage }));
const QueuesPage = lazy(async () => ({ default: (await import('./queues-page.tsx')).QueuesPage }));
const ServerPage = lazy(async () => ({ default: (await import('./server-page.tsx')).ServerPage }));
const SitesPage = lazy(async () => ({ default: (await import('./sites-page.tsx')).SitesPage }));
const TrailPage = lazy(async () => ({ default: (await import('./trail-page.tsx')).TrailPage }));

/** The pages for administrators; the server checks each step again. */
export function Administration() {
  return <PortalRoot>{(deployment) => <Pages deployment={deployment} />}</PortalRoot>;
}

function Pages({ deployment }: { deployment: Deployment }) {
  const { session, ended } = useSession();
  const { suffix } = useContinue();
  const training = deployment.kind === 'training';
  if (session === undefined) return <GoTo address={signInAfter(ended, suffix)} />;
  // The portal knows which step it is, and leads back here after it.
  if (session.pending !== 'none') return <GoTo address={`/sign-in${suffix}`} />;
  if (!session.account.roles.includes('administrator')) return <NotPermitted session={session} training={training} />;
  return (
    <Switch>
      <Route path={administrationPaths.overview}>
        <OverviewPage session={session} training={training} />
      </Route>
      <Route path={administrationPaths.approvals}>
        <ApprovalsPage session={session} training={training} />
      </Route>
      <Route path={administrationPaths.announcements}>
        <AnnouncementsPage session={session} deployment={deployment} />
      </Route>
      <Route path={administrationPaths.trail}>
        <TrailPage session={session} deployment={deployment} />
      </Route>
      <Route path={administrationPaths.registrations}>
        <RegistrationsPage session={session} training={training} />
      </Route>
      <Route path={administrationPaths.queues}>
        <QueuesPage session={session} training={training} />
      </Route>
      <Route path={administrationPaths.agreement}>
        <AgreementPage session={session} deployment={deployment} />
      </Route>
      <Route path={administrationPaths.sites}>
        <SitesPage session={session} training={training} />
      </Route>
      <Route path={administrationPaths.server}>
        <ServerPage session={session} training={training} />
      </Route>
      <Route>
        <OtherDocument />
      </Route>
    </Switch>
  );
}

function GoTo({ address }: { address: string }) {
  useEffect(() => location.replace(address), [address]);
  return null;
}

function NotPermitted({ session, training }: { session: Session; training: boolean }) {
  const { notPermitted } = useAdministrationTexts();
  return (
    <AdministrationFrame session={session} training={training}>
      <Notice kind="warning" title={notPermitted.title}>
        <p>{notPermitted.text}</p>
      </Notice>
    </AdministrationFrame>
  );
}

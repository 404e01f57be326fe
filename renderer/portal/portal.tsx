import { useEffect } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { type Deployment, identityApi } from '../../shared/identity/api/identity.ts';
import { portalTexts as texts } from '../../shared/identity/texts/portal.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useResource } from '../platform/api/use-resource.ts';
import { ButtonLink, Notice } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { SessionNotices } from '../platform/session/session-notices.tsx';
import { AccountsPage } from './accounts-page.tsx';
import { AgreementPage } from './agreement-page.tsx';
import { TimeZone } from './clinic-time.ts';
import { ContinueAfter, useContinue } from './continue.tsx';
import { signInAfter } from './end-reason.tsx';
import { HomePage } from './home-page.tsx';
import { PasswordPage } from './password-page.tsx';
import { ProfilePage } from './profile-page.tsx';
import { QuestionsPage } from './questions-page.tsx';
import { RecoveryPage } from './recovery/recovery-page.tsx';
import { useSession } from './session.ts';
import { EnrolPage } from './workstations/enrol-page.tsx';
import { SignInAgainPage } from './sign-in-again-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** The portal: what stands at each address, by who is signed in. */
export function Portal() {
  const { status, load } = useSession();
  useEffect(() => void load(), [load]);
  switch (status) {
    case 'loading':
      return null;
    case 'unreachable':
      return <Unreachable retry={load} />;
    case 'signed-in':
    case 'signed-out':
      return <Reachable />;
  }
}

function Reachable() {
  const deployment = useResource(identityApi.deployment);
  const signedIn = useSession(({ session }) => session !== undefined);
  return (
    <>
      <ResourceView of={deployment}>
        {(value) => (
          <TimeZone value={value.timeZone}>
            <Pages deployment={value} />
          </TimeZone>
        )}
      </ResourceView>
      {signedIn && <SessionNotices />}
    </>
  );
}

function Pages({ deployment }: { deployment: Deployment }) {
  const { session, ended, proved } = useSession();
  const { suffix, again } = useContinue();
  const training = deployment.kind === 'training';

  if (session === undefined) {
    return (
      <Switch>
        <Route path="/sign-in">
          <SignInPage deployment={deployment} />
        </Route>
        <Route path="/recovery">
          <RecoveryPage deployment={deployment} />
        </Route>
        <Route path="/enroll">
          <EnrolPage training={training} />
        </Route>
        <Route>
          <Redirect to={signInAfter(ended, suffix)} replace />
        </Route>
      </Switch>
    );
  }
  if (session.pending === 'agreement') {
    return (
      <Switch>
        <Route path="/agreement">
          <AgreementPage training={training} />
        </Route>
        <Route>
          <Redirect to={`/agreement${suffix}`} replace />
        </Route>
      </Switch>
    );
  }
  if (session.pending === 'password') {
    return (
      <Switch>
        <Route path="/password">
          <PasswordPage reason="expired" session={session} deployment={deployment} />
        </Route>
        <Route>
          <Redirect to={`/password${suffix}`} replace />
        </Route>
      </Switch>
    );
  }
  return (
    <Switch>
      <Route path="/">
        <HomePage session={session} training={training} />
      </Route>
      <Route path="/iam/portal/Home/portalHome/notifications/">
        <HomePage session={session} training={training} />
      </Route>
      <Route path="/profile">
        <ProfilePage session={session} training={training} />
      </Route>
      <Route path="/profile/password">
        <PasswordPage reason="chosen" session={session} deployment={deployment} />
      </Route>
      <Route path="/profile/compromised">
        <PasswordPage reason="compromised" session={session} deployment={deployment} />
      </Route>
      <Route path="/profile/questions">
        <QuestionsPage session={session} training={training} />
      </Route>
      <Route path="/accounts">
        <AccountsPage session={session} training={training} />
      </Route>
      <Route path="/sign-in">
        {again && !proved ? (
          <SignInAgainPage why={again} session={session} deployment={deployment} />
        ) : (
          <ContinueAfter />
        )}
      </Route>
      <Route path="/agreement">
        <ContinueAfter />
      </Route>
      <Route path="/password">
        <ContinueAfter />
      </Route>
      <Route>
        <NotFound training={training} />
      </Route>
    </Switch>
  );
}

function NotFound({ training }: { training: boolean }) {
  return (
    <PageFrame roadmap={[texts.portal, texts.notFound.title]} training={training} width="narrow">
      <h1>{texts.notFound.title}</h1>
      <p>{texts.notFound.text}</p>
      <ButtonLink href="/">{texts.portal}</ButtonLink>
    </PageFrame>
  );
}

/** Milliseconds. */
const retryEvery = 2000;

function Unreachable({ retry }: { retry: () => Promise<void> }) {
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

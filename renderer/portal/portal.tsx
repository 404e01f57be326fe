import { lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { Deployment } from '../../shared/identity/api/identity.ts';
import { ButtonLink } from '../platform/design/components.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { useTexts } from '../platform/texts/wording.tsx';
import { administrationPaths, helpPath } from '../../shared/identity/portal-paths.ts';
import { ContinueAfter, useContinue } from './continue.tsx';
import { signInAfter } from './end-reason.tsx';
import { OtherDocument } from './other-document.tsx';
import { PortalRoot } from './portal-root.tsx';
import { useSession } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Signing in comes with the document; every other page when it is opened first. */
const AccountsPage = lazy(async () => ({ default: (await import('./accounts-page.tsx')).AccountsPage }));
const AgreementPage = lazy(async () => ({ default: (await import('./agreement-page.tsx')).AgreementPage }));
const EnrolPage = lazy(async () => ({ default: (await import('./workstations/enrol-page.tsx')).EnrolPage }));
const CertificatePage = lazy(async () => ({
  default: (await import('./learning/certificate-page.tsx')).CertificatePage,
}));
const HelpPage = lazy(async () => ({ default: (await import('./help-page.tsx')).HelpPage }));
const HomePage = lazy(async () => ({ default: (await import('./home-page.tsx')).HomePage }));
const LearningPage = lazy(async () => ({ default: (await import('./learning/learning-page.tsx')).LearningPage }));
const PasswordPage = lazy(async () => ({ default: (await import('./password-page.tsx')).PasswordPage }));
const ProfilePage = lazy(async () => ({ default: (await import('./profile-page.tsx')).ProfilePage }));
const QuestionsPage = lazy(async () => ({ default: (await import('./questions-page.tsx')).QuestionsPage }));
const RecoveryPage = lazy(async () => ({ default: (await import('./recovery/recovery-page.tsx')).RecoveryPage }));
const SetUpPage = lazy(async () => ({ default: (await import('./setup/setup-page.tsx')).SetUpPage }));
const SignInAgainPage = lazy(async () => ({ default: (await import('./sign-in-again-page.tsx')).SignInAgainPage }));

/** The portal: what stands at each address, by who is signed in. */
export function Portal() {
  return <PortalRoot>{(deployment) => <Pages deployment={deployment} />}</PortalRoot>;
}

function Pages({ deployment }: { deployment: Deployment }) {
  const { session, ended, proved } = useSession();
  const { suffix, again } = useContinue();
  const training = deployment.kind === 'training';

  if (deployment.setUp) return <SetUpPage />;
  if (session === undefined) {
    return (
      <Switch>
        <Route path="/sign-in">
          <SignInPage deployment={deployment} />
        </Route>
        <Route path="/recovery">
          <RecoveryPage deployment={deployment} />
        </Route>
        <Route path={helpPath}>
          <HelpPage session={undefined} deployment={deployment} />
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
        <Route path={helpPath}>
          <HelpPage session={session} deployment={deployment} />
        </Route>
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
        <Route path={helpPath}>
          <HelpPage session={session} deployment={deployment} />
        </Route>
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
      <Route path={helpPath}>
        <HelpPage session={session} deployment={deployment} />
      </Route>
      <Route path="/learning">
        <LearningPage session={session} training={training} />
      </Route>
      <Route path="/learning/certificate">
        <CertificatePage session={session} training={training} />
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
      {Object.values(administrationPaths).map((path) => (
        <Route key={path} path={path}>
          <OtherDocument />
        </Route>
      ))}
      <Route>
        <NotFound training={training} />
      </Route>
    </Switch>
  );
}

function NotFound({ training }: { training: boolean }) {
  const texts = useTexts().frame;
  return (
    <PageFrame roadmap={[texts.portal, texts.notFound.title]} training={training} width="narrow">
      <h1>{texts.notFound.title}</h1>
      <p>{texts.notFound.text}</p>
      <div>
        <ButtonLink href="/">{texts.portal}</ButtonLink>
      </div>
    </PageFrame>
  );
}

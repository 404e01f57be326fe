import { lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { administrationPaths, helpPath } from '../../shared/identity/portal-paths.ts';
import { ButtonLink } from '../platform/design/button.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { useTexts } from '../platform/texts/wording.tsx';
import { ContinueAfter, useContinue } from './continue.tsx';
import { HomePage } from './home-page.tsx';
import { OtherDocument } from './other-document.tsx';
import { useSession } from './session.ts';

/** The home comes with these; every other page when it is opened first. */
const AccountsPage = lazy(async () => ({ default: (await import('./accounts-page.tsx')).AccountsPage }));
const AgreementPage = lazy(async () => ({ default: (await import('./agreement-page.tsx')).AgreementPage }));
const CertificatePage = lazy(async () => ({
  default: (await import('./learning/certificate-page.tsx')).CertificatePage,
}));
const HelpPage = lazy(async () => ({ default: (await import('./help-page.tsx')).HelpPage }));
const LearningPage = lazy(async () => ({ default: (await import('./learning/learning-page.tsx')).LearningPage }));
const PasswordPage = lazy(async () => ({ default: (await import('./password-page.tsx')).PasswordPage }));
const ProfilePage = lazy(async () => ({ default: (await import('./profile-page.tsx')).ProfilePage }));
const QuestionsPage = lazy(async () => ({ default: (await import('./questions-page.tsx')).QuestionsPage }));
const SignInAgainPage = lazy(async () => ({ default: (await import('./sign-in-again-page.tsx')).SignInAgainPage }));

type SignedInPagesProps = { session: Session; deployment: Deployment };

/** What stands at each address for whoever is signed in, by what is still pending for them. */
export function SignedInPages({ session, deployment }: SignedInPagesProps) {
  const proved = useSession((state) => state.proved);
  const { suffix, again } = useContinue();
  const training = deployment.kind === 'training';

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

import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { type Deployment, identityApi } from '../../shared/identity/api/identity.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useResource } from '../platform/api/use-resource.ts';
import { ButtonLink, Notice } from '../platform/design/components.tsx';
import { PageFooter, PageFrame } from '../platform/design/page-frame.tsx';
import { Loading } from '../platform/design/states.tsx';
import { setPageTitle } from '../platform/design/page-title.ts';
import { useLanguage, useTexts } from '../platform/texts/wording.tsx';
import { SessionNotices } from '../platform/session/session-notices.tsx';
import { TimeZone } from '../platform/texts/clinic-time.ts';
import { ContinueAfter, useContinue } from './continue.tsx';
import { signInAfter } from './end-reason.tsx';
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
  const { status, load } = useSession();
  useEffect(() => void load(), [load]);
  switch (status) {
    case 'loading':
      return <Opening />;
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
            <PageFooter value={signedIn && <Help {...value.support} />}>
              <Suspense fallback={<Opening />}>
                <Pages deployment={value} />
              </Suspense>
            </PageFooter>
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
        <Route path="/help">
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
        <Route path="/help">
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
        <Route path="/help">
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
      <Route path="/help">
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
      <Route>
        <NotFound training={training} />
      </Route>
    </Switch>
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
      <Link href="/help">{help}</Link>: {name}, <a href={`mailto:${email}`}>{email}</a>, {phone}
    </p>
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

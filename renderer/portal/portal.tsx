import { lazy, useEffect, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { helpPath } from '../../shared/identity/portal-paths.ts';
import { useContinue } from './continue.tsx';
import { signInAfter } from './end-reason.tsx';
import { PortalRoot } from './portal-root.tsx';
import { requests, useSession } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Signing in comes with the document; every other page when it is opened first. */
const EnrolPage = lazy(async () => ({ default: (await import('./workstations/enrol-page.tsx')).EnrolPage }));
const HelpPage = lazy(async () => ({ default: (await import('./help-page.tsx')).HelpPage }));
const RecoveryPage = lazy(async () => ({ default: (await import('./recovery/recovery-page.tsx')).RecoveryPage }));
const SetUpPage = lazy(async () => ({ default: (await import('./setup/setup-page.tsx')).SetUpPage }));
const LaterPages = lazy(async () => ({ default: (await signedInPages()).SignedInPages }));

/** A page that React has to wait for it shows 300 ms later; what is here already it draws at once. */
let fetched: typeof import('./signed-in-pages.tsx') | undefined;
const signedInPages = async () => (fetched = await import('./signed-in-pages.tsx'));

/** The portal: what stands at each address, by who is signed in. */
export function Portal() {
  // What does not come now is fetched again when it is wanted.
  useEffect(() => void fetchAhead().catch(() => {}), []);
  return <PortalRoot>{(deployment) => <Pages deployment={deployment} />}</PortalRoot>;
}

/** What comes after signing in: at once where somebody may be signed in, otherwise while they type. */
async function fetchAhead(): Promise<void> {
  if (useSession.getState().deployment !== undefined) {
    await requests();
    await idle();
  }
  await signedInPages();
}

/** Not every browser says when it is. */
const idle = () =>
  new Promise<unknown>((done) => ('requestIdleCallback' in window ? requestIdleCallback(done) : setTimeout(done, 500)));

function Pages({ deployment }: { deployment: Deployment }) {
  const { session, ended } = useSession();
  const { suffix } = useContinue();

  if (deployment.setUp) return <SetUpPage />;
  if (session !== undefined) return <SignedIn session={session} deployment={deployment} />;
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
        <EnrolPage training={deployment.kind === 'training'} />
      </Route>
      <Route>
        <Redirect to={signInAfter(ended, suffix)} replace />
      </Route>
    </Switch>
  );
}

function SignedIn(props: { session: Session; deployment: Deployment }) {
  const [SignedInPages] = useState(() => fetched?.SignedInPages ?? LaterPages);
  return <SignedInPages {...props} />;
}

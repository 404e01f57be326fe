import { type ReactNode, StrictMode, useEffect } from 'react';
import { createRoot, type Root as ReactRoot } from 'react-dom/client';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { applicationApi } from '../../../shared/applications/api/application.ts';
import { type ApplicationId, applications } from '../../../shared/applications/applications.ts';
import { useResource } from '../api/use-resource.ts';
import { leaveApplication } from '../session/leave-application.tsx';
import { hideWhenLeft } from '../session/left-page.ts';
import { followSession } from '../session/session-clock.ts';
import { SessionNotices } from '../session/session-notices.tsx';
import { CurrentApplication, roadmapOf } from './application-frame.tsx';
import { ApplicationResource } from './application-problem.tsx';
import { ButtonLink, Notice } from '../design/components.tsx';
import { PageFrame } from '../design/page-frame.tsx';
import { speak, Untranslated } from '../texts/wording.tsx';
import '../design/base.css';
import './application.css';

/**
 * Starts the pages of one bundled application. At an address that is none of theirs the server has sent the page only
 * to explain why.
 * @param openPages what it shows at the addresses that need no sign-in
 */
export function startApplication(application: ApplicationId, pages: ReactNode, openPages?: ReactNode): void {
  hideWhenLeft();
  const root = createRoot(document.getElementById('root')!);
  root.render(
    <StrictMode>
      <Root application={application} reactRoot={root} openPages={openPages}>
        {pages}
      </Root>
    </StrictMode>,
  );
}

type SignedInProps = { application: ApplicationId; reactRoot: ReactRoot; children: ReactNode };

function Root({ application, reactRoot, openPages, children }: SignedInProps & { openPages: ReactNode }) {
  const { parser } = useRouter();
  const [location] = useLocation();
  if (location === '/sign-in/callback') return <SignInProblem application={application} />;
  const isOneOf = (addresses: readonly string[] = []) =>
    addresses.some((address) => matchRoute(parser, address, location)[0]);
  if (isOneOf(applications[application].openPages)) return <Untranslated>{openPages}</Untranslated>;
  if (isOneOf(applications[application].pages)) {
    return (
      <SignedIn application={application} reactRoot={reactRoot}>
        {children}
      </SignedIn>
    );
  }
  return <UnknownAddress application={application} />;
}

function SignedIn({ application, reactRoot, children }: SignedInProps) {
  const loaded = useResource(applicationApi.session);
  const signedIn = loaded.state === 'ready';
  const language = loaded.state === 'ready' ? loaded.value.caller.language : undefined;
  useEffect(() => {
    if (language) void speak(language);
  }, [language]);
  useEffect(() => {
    if (signedIn) followSession((reason) => leaveApplication(reactRoot, reason));
  }, [signedIn, reactRoot]);
  if (loaded.state === 'ready') {
    return (
      <CurrentApplication value={{ application, context: loaded.value }}>
        <Untranslated>{children}</Untranslated>
        <SessionNotices />
      </CurrentApplication>
    );
  }
  return (
    <PageFrame roadmap={roadmapOf(application)} training={false} accent={applications[application].accent}>
      <ApplicationResource of={loaded}>{() => null}</ApplicationResource>
    </PageFrame>
  );
}

/** Stands where the identity server sends people back to, when they come back without being signed in. */
function SignInProblem({ application }: { application: ApplicationId }) {
  const { name, access } = applications[application];
  const refused = new URLSearchParams(location.search).get('error') === 'access_denied';
  const loaded = useResource(applicationApi.place);
  const place = loaded.state === 'ready' ? loaded.value : undefined;
  return (
    <PageFrame
      roadmap={roadmapOf(application, 'Sign-in')}
      training={place?.training ?? false}
      accent={applications[application].accent}
      width="narrow"
    >
      <h1>{refused ? `Your account does not have access to ${name}` : 'Sign-in did not complete'}</h1>
      {refused ? (
        <Notice kind="warning">{access}</Notice>
      ) : (
        <p>Nothing is wrong with your account. It may have taken too long, or the page was opened twice.</p>
      )}
      <p className="row">
        {place && (
          <ButtonLink href={place.portal} kind={refused ? 'primary' : 'plain'}>
            Enterprise Portal
          </ButtonLink>
        )}
        <ButtonLink href="/" kind={refused ? 'plain' : 'primary'}>
          {refused ? 'Try again' : 'Start again'}
        </ButtonLink>
      </p>
    </PageFrame>
  );
}

function UnknownAddress({ application }: { application: ApplicationId }) {
  return (
    <PageFrame
      roadmap={roadmapOf(application, 'Not found')}
      training={false}
      accent={applications[application].accent}
      width="narrow"
    >
      <h1>There is nothing at this address</h1>
      <p>
        <ButtonLink href="/">{`Go to ${applications[application].name}`}</ButtonLink>
      </p>
    </PageFrame>
  );
}

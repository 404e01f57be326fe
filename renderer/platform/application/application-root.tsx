import { type ReactNode, StrictMode, useEffect, useState } from 'react';
import { createRoot, type Root as ReactRoot } from 'react-dom/client';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { applicationApi } from '../../../shared/applications/api/application.ts';
import { type ApplicationId, applications } from '../../../shared/applications/applications.ts';
import { helpPath } from '../../../shared/identity/portal-paths.ts';
import { useRead } from '../api/queries.ts';
import { firstSpoken, type Language, sourceLanguage } from '../../../shared/contract/languages.ts';
import { leaveApplication } from '../session/leave-application.tsx';
import { hideWhenLeft } from '../session/left-page.ts';
import { followSession } from '../session/session-clock.ts';
import { SessionNotices } from '../session/session-notices.tsx';
import { CurrentApplication, roadmapOf } from './application-frame.tsx';
import { ApplicationResource } from './application-problem.tsx';
import { useApplicationTexts } from './application-texts.ts';
import { ButtonLink, Notice } from '../design/components.tsx';
import { showDensity } from '../design/density.ts';
import { PageFooter, PageFrame } from '../design/page-frame.tsx';
import { ClinicName } from '../texts/clinic-name.ts';
import { PageLanguage } from '../forms/button-choice.tsx';
import { speak, useLanguage, useTexts } from '../texts/wording.tsx';
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
  useEffect(() => void speak(languageOfBrowser()), []);
  if (location === '/sign-in/callback') {
    return (
      <HelpBelow>
        <SignInProblem application={application} />
      </HelpBelow>
    );
  }
  const isOneOf = (addresses: readonly string[] = []) =>
    addresses.some((address) => matchRoute(parser, address, location)[0]);
  if (isOneOf(applications[application].openPages)) return openPages;
  if (isOneOf(applications[application].pages)) {
    return (
      <SignedIn application={application} reactRoot={reactRoot}>
        {children}
      </SignedIn>
    );
  }
  return (
    <HelpBelow>
      <UnknownAddress application={application} />
    </HelpBelow>
  );
}

/** Whom to ask is the portal's to say, also to whoever got no further than this. */
function HelpBelow({ children }: { children: ReactNode }) {
  const { help } = useTexts().frame;
  const place = useRead(applicationApi.place).data;
  const link = place && (
    <p>
      <a href={new URL(helpPath, place.portal).href}>{help}</a>
    </p>
  );
  return <PageFooter value={link}>{children}</PageFooter>;
}

function SignedIn({ application, reactRoot, children }: SignedInProps) {
  const loaded = useRead(applicationApi.session);
  const signedIn = loaded.data !== undefined;
  const [speaks, setSpeaks] = useState(false);
  const { language: chosen, density } = loaded.data?.caller ?? {};
  useEffect(() => {
    // Nothing is shown in one way that is in another a moment later.
    if (!signedIn) return;
    showDensity(density);
    void speak(chosen ?? languageOfBrowser()).then(() => setSpeaks(true));
  }, [signedIn, chosen, density]);
  useEffect(() => {
    if (signedIn) followSession((reason) => leaveApplication(reactRoot, reason));
  }, [signedIn, reactRoot]);
  if (loaded.data !== undefined && speaks) {
    return (
      <CurrentApplication value={{ application, context: loaded.data }}>
        <ClinicName value={loaded.data.clinic}>{children}</ClinicName>
        <SessionNotices />
      </CurrentApplication>
    );
  }
  const page = (
    <PageFrame roadmap={roadmapOf(application)} training={false} accent={applications[application].accent}>
      <ApplicationResource of={loaded}>{() => null}</ApplicationResource>
    </PageFrame>
  );
  return loaded.error ? <HelpBelow>{page}</HelpBelow> : page;
}

function languageOfBrowser(): Language {
  return firstSpoken(navigator.languages) ?? sourceLanguage;
}

/** Stands where the identity server sends people back to, when they come back without being signed in. */
function SignInProblem({ application }: { application: ApplicationId }) {
  const { frame } = useTexts();
  const language = useLanguage();
  const { name, access } = applications[application];
  const { signIn, accessRefused, signInFailed } = useApplicationTexts();
  const refused = new URLSearchParams(location.search).get('error') === 'access_denied';
  const loaded = useRead(applicationApi.place);
  const place = loaded.data;
  return (
    <PageFrame
      roadmap={roadmapOf(application, signIn)}
      training={place?.training ?? false}
      accent={applications[application].accent}
      width="narrow"
      actions={<PageLanguage />}
    >
      <h1>{refused ? accessRefused(name) : signInFailed.title}</h1>
      {refused ? <Notice kind="warning">{access[language]}</Notice> : <p>{signInFailed.text}</p>}
      <p className="row">
        {place && (
          <ButtonLink href={place.portal} kind={refused ? 'primary' : 'plain'}>
            {frame.portal}
          </ButtonLink>
        )}
        <ButtonLink href="/" kind={refused ? 'plain' : 'primary'}>
          {refused ? frame.tryAgain : signInFailed.again}
        </ButtonLink>
      </p>
    </PageFrame>
  );
}

function UnknownAddress({ application }: { application: ApplicationId }) {
  const { notFound } = useApplicationTexts();
  return (
    <PageFrame
      roadmap={roadmapOf(application, notFound.step)}
      training={false}
      accent={applications[application].accent}
      width="narrow"
    >
      <h1>{notFound.title}</h1>
      <p>
        <ButtonLink href="/">{notFound.to(applications[application].name)}</ButtonLink>
      </p>
    </PageFrame>
  );
}

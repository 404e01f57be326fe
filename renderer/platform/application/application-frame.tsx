import { createContext, type ReactNode, useContext } from 'react';
import { Link, useRoute } from 'wouter';
import { applicationApi, type ApplicationContext } from '../../../shared/applications/api/application.ts';
import { type ApplicationId, applications } from '../../../shared/applications/applications.ts';
import { firstEn } from '../../../shared/identity/texts/first-en.ts';
import type { ApiError } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { useChange } from '../api/queries.ts';
import { leaveSession } from '../session/session-clock.ts';
import { Button, ButtonLink } from '../design/components.tsx';
import { PageFrame } from '../design/page-frame.tsx';
import type { RoadmapStep } from '../design/roadmap.tsx';
import { useTexts } from '../texts/wording.tsx';
import { useApplicationTexts } from './application-texts.ts';

interface CurrentApplication {
  readonly application: ApplicationId;
  readonly context: ApplicationContext;
}

export const CurrentApplication = createContext<CurrentApplication | null>(null);

/** Who is signed in to this application, and where its links lead. Only below `ApplicationRoot`. */
export function useApplication(): CurrentApplication {
  return useContext(CurrentApplication)!;
}

export function roadmapOf(application: ApplicationId, step?: string): RoadmapStep[] {
  const { name } = applications[application];
  return [firstEn.frame.portal, { name, address: '/' }, ...(step === undefined ? [] : [step])];
}

type ApplicationFrameProps = {
  /** Where in the application this is; the last step of the roadmap. Never names a client: it is the window's title. */
  step?: string;
  /** The application's own links at the top. */
  actions?: ReactNode;
  width?: 'wide' | 'narrow';
  /** Whom or what the page is about, on paper alone: a client's name, birth date and ID. */
  printedAbout?: string | undefined;
  children: ReactNode;
};

export function ApplicationFrame({ step, actions, width = 'wide', printedAbout, children }: ApplicationFrameProps) {
  const { application, context } = useApplication();
  return (
    <PageFrame
      roadmap={roadmapOf(application, step)}
      training={context.training}
      accent={applications[application].accent}
      width={width}
      printed={{ by: context.caller.name, about: printedAbout }}
      actions={
        <>
          <div className="row">
            <span>{context.caller.name}</span>
            <SignOut />
          </div>
          {actions && (
            <nav className="row toolbar" aria-label={applications[application].name}>
              {actions}
            </nav>
          )}
        </>
      }
    >
      {children}
    </PageFrame>
  );
}

/** One of an application's own places, as a tab at the top of its pages. */
export function PlaceTab({ href, children }: { href: string; children: ReactNode }) {
  const [isHere] = useRoute(href === '/' ? href : `${href}/*?`);
  return (
    <Link href={href} className="place-tab" aria-current={isHere ? 'page' : undefined}>
      {children}
    </Link>
  );
}

/** The way back, as the button that the registry's users know [O5, O7]. */
export function EnterprisePortalButton() {
  const { portal } = useApplication().context;
  return <Button onClick={() => location.assign(portal)}>{useTexts().frame.portal}</Button>;
}

/** The way back, as Syntropi's link [O8]. */
export function EnterprisePortalLink() {
  return <ButtonLink href={useApplication().context.portal}>{useTexts().frame.portal}</ButtonLink>;
}

/** Ends the session here, then goes where the session of all applications is ended. */
function SignOut() {
  const { context } = useApplication();
  const { frame } = useTexts();
  const texts = useApplicationTexts();
  const signOut = useChange(async () => {
    try {
      const { continue: endSession } = await call(applicationApi.signOut);
      leaveSession();
      location.assign(endSession);
    } catch (error) {
      // Already signed out here; the portal says what is left.
      if ((error as ApiError).type !== 'sign-in-required') throw error;
      location.assign(context.portal);
    }
  });
  return (
    <>
      <Button onClick={() => signOut.mutate()} unavailable={signOut.isPending || signOut.isSuccess}>
        {frame.signOut}
      </Button>
      {signOut.error && (
        <span className="field-error" role="alert">
          {texts.signOutFailed}
        </span>
      )}
    </>
  );
}

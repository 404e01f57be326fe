import type { ReactNode } from 'react';
import {
  ApplicationFrame,
  EnterprisePortalLink,
  PlaceTab,
  useApplication,
} from '../../platform/application/application-frame.tsx';
import { useSyntropiTexts } from './syntropi-texts.ts';

type SyntropiPageProps = { step: string; title?: ReactNode; printedAbout?: string | undefined; children: ReactNode };

/** A page of Syntropi; the script puts the link to the portal on the right side of its screens [O8]. */
export function SyntropiPage({ step, title = step, printedAbout, children }: SyntropiPageProps) {
  const { organization: texts } = useSyntropiTexts();
  return (
    <ApplicationFrame step={step} actions={<Places />} printedAbout={printedAbout}>
      <div className="beside">
        <div className="stack dense">
          <h1>{title}</h1>
          {children}
        </div>
        <nav className="panel no-print" aria-label={texts.wayBack}>
          <h2>{texts.wayBack}</h2>
          <p className="soft">{texts.wayBackText}</p>
          <EnterprisePortalLink />
        </nav>
      </div>
    </ApplicationFrame>
  );
}

function Places() {
  const { organization: texts, enrollment } = useSyntropiTexts();
  const isReviewer = useApplication().context.caller.roles.includes('state-reviewer');
  return (
    <>
      <PlaceTab href="/">{texts.title}</PlaceTab>
      <PlaceTab href="/enrollments">{enrollment.back}</PlaceTab>
      {isReviewer && <PlaceTab href="/reviews">{enrollment.reviews.link}</PlaceTab>}
    </>
  );
}

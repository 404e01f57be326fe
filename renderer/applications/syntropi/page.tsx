import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { enrollmentTexts } from '../../../shared/applications/syntropi/enrollment-texts.ts';
import { syntropiTexts as texts } from '../../../shared/applications/syntropi/texts.ts';
import {
  ApplicationFrame,
  EnterprisePortalLink,
  useApplication,
} from '../../platform/application/application-frame.tsx';

type SyntropiPageProps = { step: string; title?: ReactNode; printedAbout?: string | undefined; children: ReactNode };

/** A page of Syntropi; the script puts the link to the portal on the right side of its screens [O8]. */
export function SyntropiPage({ step, title = step, printedAbout, children }: SyntropiPageProps) {
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
  const isReviewer = useApplication().context.caller.roles.includes('state-reviewer');
  return (
    <>
      <Link href="/">{texts.title}</Link>
      <Link href="/enrollments">{enrollmentTexts.back}</Link>
      {isReviewer && <Link href="/reviews">{enrollmentTexts.reviews.link}</Link>}
    </>
  );
}

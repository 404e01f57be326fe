import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Session } from '../../shared/identity/api/identity.ts';
import { administrationPaths } from '../../shared/identity/portal-paths.ts';
import { PortalFrame } from '../portal/portal-frame.tsx';
import { useAdministrationTexts } from './administration-texts.ts';

type AdministrationFrameProps = {
  session: Session;
  training: boolean;
  /** Undefined for whoever may not see any of them. */
  page?: keyof typeof administrationPaths;
  children: ReactNode;
};

const places = Object.keys(administrationPaths) as (keyof typeof administrationPaths)[];

/** A page for administrators, with the way to the others. */
export function AdministrationFrame({ session, training, page, children }: AdministrationFrameProps) {
  const { title, pages } = useAdministrationTexts();
  const [here] = useLocation();
  const steps = page === undefined ? [title] : [{ name: title, address: administrationPaths.overview }, pages[page]];
  return (
    <PortalFrame session={session} training={training} steps={steps}>
      <h1>{page === undefined ? title : pages[page]}</h1>
      {page !== undefined && (
        <nav className="row" aria-label={title}>
          {places
            .filter((each) => each !== 'approvals' || session.approvals || page === each)
            .map((each) => (
              <Link
                key={each}
                href={administrationPaths[each]}
                className="button"
                data-kind={administrationPaths[each] === here ? 'plain' : 'quiet'}
                aria-current={administrationPaths[each] === here ? 'page' : undefined}
              >
                {pages[each]}
              </Link>
            ))}
        </nav>
      )}
      {children}
    </PortalFrame>
  );
}

import { Link } from 'wouter';
import type { Session } from '../../shared/identity/api/identity.ts';
import { isPermitted } from '../../shared/identity/permissions.ts';
import { Notice } from '../platform/design/components.tsx';
import { usePortalTexts } from './portal-texts.ts';
import { CreateAccountPanel } from './accounts/create-account.tsx';
import { CapacityNotice } from './accounts/capacity-notice.tsx';
import { FindAccountPanel } from './accounts/find-account.tsx';
import { ImportPanel } from './accounts/import-panel.tsx';
import { PortalFrame } from './portal-frame.tsx';
import { WorkstationsPanel } from './workstations/workstations-panel.tsx';

/** What support and administrators do for accounts, and a Point of Contact sees [S4, S8]; the server checks each step again. */
export function AccountsPage({ session, training }: { session: Session; training: boolean }) {
  const { portal, support: texts } = usePortalTexts();
  const { roles } = session.account;
  const administrator = isPermitted('administrator', roles);
  return (
    <PortalFrame session={session} training={training} steps={[texts.title]}>
      <h1>{texts.title}</h1>
      {isPermitted('people', roles) ? (
        <>
          {administrator && <CapacityNotice />}
          <FindAccountPanel roles={roles} />
          {administrator && <CreateAccountPanel />}
          {administrator && <ImportPanel />}
          {administrator && <WorkstationsPanel />}
        </>
      ) : (
        <Notice kind="warning" title={texts.refused.title}>
          <p>{texts.refused.text}</p>
        </Notice>
      )}
      <div>
        <Link href="/" className="button">
          {portal.profile.back}
        </Link>
      </div>
    </PortalFrame>
  );
}

import { Link } from 'wouter';
import type { Session } from '../../shared/identity/api/identity.ts';
import { Notice } from '../platform/design/components.tsx';
import { useTexts } from '../platform/texts/wording.tsx';
import { CapacityNotice } from './accounts/capacity-notice.tsx';
import { FindAccountPanel } from './accounts/find-account.tsx';
import { ImportPanel } from './accounts/import-panel.tsx';
import { PortalFrame } from './portal-frame.tsx';
import { WorkstationsPanel } from './workstations/workstations-panel.tsx';

/** What ImmTrac2 Customer Support and administrators do for accounts [S4, S8]; the server checks each step again. */
export function AccountsPage({ session, training }: { session: Session; training: boolean }) {
  const { portal, support: texts } = useTexts();
  const { roles } = session.account;
  const administrator = roles.includes('administrator');
  const permitted = administrator || roles.includes('customer-support');
  return (
    <PortalFrame session={session} training={training} steps={[texts.title]}>
      <h1>{texts.title}</h1>
      {permitted ? (
        <>
          {administrator && <CapacityNotice />}
          <FindAccountPanel administrator={administrator} />
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

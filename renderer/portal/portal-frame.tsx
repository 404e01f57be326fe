import { lazy, type ReactNode, Suspense } from 'react';
import type { Session } from '../../shared/identity/api/identity.ts';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { useTexts } from '../platform/texts/wording.tsx';
import { HomeActions } from './home-actions.tsx';
import { NotificationsHere, useAskedNotifications } from './notifications.tsx';

/** Only for whoever has begun it. */
const TourPanel = lazy(async () => ({ default: (await import('./learning/tour-panel.tsx')).TourPanel }));

type PortalFrameProps = {
  session: Session;
  training: boolean;
  /** The steps below the portal itself; the last is this page. */
  steps: readonly (string | { readonly name: string; readonly address: string })[];
  width?: 'wide' | 'narrow';
  children: ReactNode;
};

/** A page of whoever is signed in and has nothing pending. */
export function PortalFrame({ session, training, steps, width, children }: PortalFrameProps) {
  const { portal } = useTexts().frame;
  const notifications = useAskedNotifications();
  return (
    <NotificationsHere value={notifications}>
      <PageFrame
        roadmap={[{ name: portal, address: '/' }, ...steps]}
        training={training}
        {...(width && { width })}
        printed={{ by: session.account.name }}
        actions={<HomeActions session={session} />}
      >
        {children}
        {session.account.tour && (
          <Suspense fallback={null}>
            <TourPanel session={session} />
          </Suspense>
        )}
      </PageFrame>
    </NotificationsHere>
  );
}

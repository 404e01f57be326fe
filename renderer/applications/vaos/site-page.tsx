import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type Dashboard, vaosApi } from '../../../shared/applications/vaos/overview/api.ts';
import { useRead } from '../../platform/api/queries.ts';
import { ApplicationFrame, EnterprisePortalButton } from '../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../platform/application/application-problem.tsx';
import { Notice } from '../../platform/design/components.tsx';
import { useVaosTexts } from './vaos-texts.ts';

type SitePageProps = {
  siteId: string;
  title: string;
  width?: 'wide' | 'narrow';
  children: (dashboard: Dashboard) => ReactNode;
};

/** A page of VAOS below the overview of its site. */
export function SitePage({ siteId, title, width = 'narrow', children }: SitePageProps) {
  const texts = useVaosTexts();
  const dashboard = useRead(vaosApi.dashboard, { params: { site: siteId } });
  return (
    <ApplicationFrame step={title} width={width} actions={<EnterprisePortalButton />}>
      <p className="no-print">
        <Link href={`/sites/${siteId}`}>{texts.back}</Link>
      </p>
      <h1>{title}</h1>
      <ApplicationResource of={dashboard} missing={<Notice title={texts.notSetUp}>{texts.notSetUpText}</Notice>}>
        {(value) => (
          <div className="stack">
            <p className="soft">{`${value.site.name}, ${texts.pin} ${value.site.pin}`}</p>
            {children(value)}
          </div>
        )}
      </ApplicationResource>
    </ApplicationFrame>
  );
}

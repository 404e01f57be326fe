import type { ReactNode } from 'react';
import type { Lot } from '../../../../shared/applications/vaos/overview/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { SitePage } from '../site-page.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

type LotPageProps = { siteId: string; lotId: string; title: string; children: (lot: Lot) => ReactNode };

/** Something that is done with one lot of a site. */
export function LotPage({ siteId, lotId, title, children }: LotPageProps) {
  const { form, goneLot } = useVaosTexts();
  return (
    <SitePage siteId={siteId} title={title}>
      {({ stock }) => {
        const lot = stock.find(({ id }) => id === lotId);
        if (lot === undefined) return <Notice title={goneLot} />;
        return (
          <Panel title={lot.product}>
            <Details
              items={[
                [form.ndc, lot.ndc],
                [form.lot, lot.lot],
                [form.expires, shownDate(lot.expires)],
              ]}
            />
            {children(lot)}
          </Panel>
        );
      }}
    </SitePage>
  );
}

import { useLocation } from 'wouter';
import { type Lot, vaosApi } from '../../../shared/applications/vaos/api.ts';
import { vaosTexts as texts } from '../../../shared/applications/vaos/texts.ts';
import { useResource } from '../../platform/api/use-resource.ts';
import {
  ApplicationFrame,
  EnterprisePortalButton,
  useApplication,
} from '../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../platform/application/application-problem.tsx';
import { Details, Notice, Panel } from '../../platform/design/components.tsx';
import { SelectField } from '../../platform/design/select-field.tsx';
import { OrdersTable } from './orders-table.tsx';
import { StockTable } from './stock-table.tsx';

/** @param siteId the caller's first site where the address names none */
export function StockPage({ siteId }: { siteId: string | undefined }) {
  const { sites } = useApplication().context.caller;
  const site = siteId ?? sites[0]?.id;
  const [, navigate] = useLocation();
  return (
    <ApplicationFrame step={texts.title} actions={<EnterprisePortalButton />}>
      <div className="row spread">
        <h1>{texts.title}</h1>
        {sites.length > 1 && site !== undefined && (
          <SelectField
            label={texts.chooseSite}
            value={site}
            choices={sites}
            onChoose={(chosen) => navigate(`/sites/${chosen}`)}
          />
        )}
      </div>
      {site === undefined ? <Notice title={texts.noSites}>{texts.noSitesText}</Notice> : <Site id={site} />}
    </ApplicationFrame>
  );
}

function Site({ id }: { id: string }) {
  const dashboard = useResource(vaosApi.dashboard, { params: { site: id } });
  return (
    <ApplicationResource of={dashboard} missing={<Notice title={texts.notSetUp}>{texts.notSetUpText}</Notice>}>
      {({ site, stock, orders }) => (
        <div className="stack dense">
          <Panel title={site.name}>
            <Details items={[[texts.pin, site.pin], ...figures(stock)]} />
          </Panel>
          {stock.some(({ condition }) => condition === 'expired') && (
            <Notice kind="warning" title={texts.expiredNotice}>
              {texts.expiredText}
            </Notice>
          )}
          <StockTable lots={stock} />
          <OrdersTable orders={orders} />
        </div>
      )}
    </ApplicationResource>
  );
}

function figures(stock: readonly Lot[]): [string, string][] {
  const lotsThatAre = (condition: Lot['condition']) => stock.filter((lot) => lot.condition === condition).length;
  const usable = stock.filter(({ condition }) => condition !== 'expired').reduce((sum, { doses }) => sum + doses, 0);
  return [
    [texts.summary.doses, usable.toLocaleString('en-US')],
    [texts.summary.expiring, String(lotsThatAre('expiring'))],
    [texts.summary.expired, String(lotsThatAre('expired'))],
  ];
}

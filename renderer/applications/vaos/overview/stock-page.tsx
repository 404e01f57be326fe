import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type Allocation, allocationsApi } from '../../../../shared/applications/vaos/allocations/api.ts';
import { type Dashboard, type Lot, vaosApi } from '../../../../shared/applications/vaos/overview/api.ts';
import { type Transfer, transfersApi } from '../../../../shared/applications/vaos/transfers/api.ts';
import { locales } from '../../../../shared/contract/languages.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import {
  ApplicationFrame,
  EnterprisePortalButton,
  useApplication,
} from '../../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { AllocationsTable } from '../allocations/allocations-table.tsx';
import { OrdersTable } from '../orders/orders-table.tsx';
import { Pictures } from './pictures.tsx';
import { StockTable } from './stock-table.tsx';
import { TodayPanel } from './today-panel.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

/** @param siteId the caller's first site where the address names none */
export function StockPage({ siteId }: { siteId: string | undefined }) {
  const texts = useVaosTexts();
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
      {site === undefined ? <Notice title={texts.noSites}>{texts.noSitesText}</Notice> : <Site key={site} id={site} />}
    </ApplicationFrame>
  );
}

function Site({ id }: { id: string }) {
  const [shown, setShown] = useState(0);
  return <Overview key={shown} id={id} onChanged={() => setShown(shown + 1)} />;
}

function Overview({ id, onChanged }: { id: string; onChanged: () => void }) {
  const texts = useVaosTexts();
  const params = { site: id };
  const dashboard = useRead(vaosApi.dashboard, { params });
  const allocations = useRead(allocationsApi.list, { params });
  const transfers = useRead(transfersApi.list, { params });
  return (
    <ApplicationResource of={dashboard} missing={<Notice title={texts.notSetUp}>{texts.notSetUpText}</Notice>}>
      {(shown) => (
        <ApplicationResource of={allocations}>
          {(offered) => (
            <ApplicationResource of={transfers}>
              {(moved) => <Shown id={id} dashboard={shown} onChanged={onChanged} {...offered} {...moved} />}
            </ApplicationResource>
          )}
        </ApplicationResource>
      )}
    </ApplicationResource>
  );
}

type ShownProps = {
  id: string;
  dashboard: Dashboard;
  allocations: readonly Allocation[];
  transfers: readonly Transfer[];
  onChanged: () => void;
};

function Shown({ id, dashboard, allocations, transfers, onChanged }: ShownProps) {
  const texts = useVaosTexts();
  const locale = locales[useLanguage()];
  const { site, today, counting, stock, orders } = dashboard;
  return (
    <div className="stack dense">
      <Panel title={site.name}>
        <Details items={[[texts.pin, site.pin], ...figures(texts, locale, stock)]} />
        <nav className="row no-print" aria-label={texts.actions.label}>
          <Link href={`/sites/${id}/order`}>{texts.actions.order}</Link>
          <Link href={`/sites/${id}/receive`}>{texts.actions.receive}</Link>
          <Link href={`/sites/${id}/count`}>{texts.actions.count}</Link>
          <Link href={`/sites/${id}/transfers`}>{texts.actions.transfers}</Link>
          <Link href={`/sites/${id}/ledger`}>{texts.actions.ledger}</Link>
          <Link href={`/sites/${id}/downtime`}>{texts.actions.downtime}</Link>
        </nav>
      </Panel>
      <TodayPanel siteId={id} dashboard={dashboard} allocations={allocations} transfers={transfers} />
      {counting.isLate ? (
        <Notice kind="warning" title={texts.counting.late(shownDate(counting.dueBy))}>
          <p>{texts.counting.lateText}</p>
          <p>
            <Link href={`/sites/${id}/count`}>{texts.counting.file}</Link>
          </p>
        </Notice>
      ) : (
        <p className="soft">{texts.counting.due(shownDate(counting.dueBy))}</p>
      )}
      {stock.some(({ condition }) => condition === 'expired') && (
        <Notice kind="warning" title={texts.expiredNotice}>
          {texts.expiredText}
        </Notice>
      )}
      <AllocationsTable siteId={id} allocations={allocations} />
      <Pictures siteId={id} stock={stock} day={today} />
      <StockTable siteId={id} lots={stock} />
      <div id="orders">
        <OrdersTable siteId={id} orders={orders} onChanged={onChanged} />
      </div>
    </div>
  );
}

function figures({ summary }: VaosTexts, locale: string, stock: readonly Lot[]): [string, string][] {
  const lotsThatAre = (condition: Lot['condition']) => stock.filter((lot) => lot.condition === condition).length;
  const usable = stock.filter(({ condition }) => condition !== 'expired').reduce((sum, { doses }) => sum + doses, 0);
  return [
    [summary.doses, usable.toLocaleString(locale)],
    [summary.expiring, String(lotsThatAre('expiring'))],
    [summary.expired, String(lotsThatAre('expired'))],
  ];
}

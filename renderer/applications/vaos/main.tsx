import { Route, Switch } from 'wouter';
import { startApplication } from '../../platform/application/application-root.tsx';
import { AllocationPage } from './allocations/allocation-page.tsx';
import { CountPage } from './counts/count-page.tsx';
import { ConfirmationPage, LossReportPage } from './stock/papers.tsx';
import { DowntimePage } from './overview/downtime-page.tsx';
import { LedgerPage } from './stock/ledger-page.tsx';
import { OrderPage } from './orders/order-page.tsx';
import { ReceivePage } from './stock/receive-page.tsx';
import { ReviewPage } from './review/review-page.tsx';
import { StartPage } from './overview/start-page.tsx';
import { StockPage } from './overview/stock-page.tsx';
import { TransferPage } from './transfers/transfer-page.tsx';
import { TransfersPage } from './transfers/transfers-page.tsx';
import { WastePage } from './stock/waste-page.tsx';
import './vaos.css';

startApplication(
  'vaos',
  <Switch>
    <Route path="/sites/:site">{({ site }) => <StockPage siteId={site} />}</Route>
    <Route path="/sites/:site/order">{({ site }) => <OrderPage siteId={site} />}</Route>
    <Route path="/sites/:site/receive">{({ site }) => <ReceivePage siteId={site} order={undefined} />}</Route>
    <Route path="/sites/:site/orders/:order/receive">
      {({ site, order }) => <ReceivePage siteId={site} order={order} />}
    </Route>
    <Route path="/sites/:site/lots/:lot/waste">{({ site, lot }) => <WastePage siteId={site} lotId={lot} />}</Route>
    <Route path="/sites/:site/lots/:lot/transfer">
      {({ site, lot }) => <TransferPage siteId={site} lotId={lot} />}
    </Route>
    <Route path="/sites/:site/transfers">{({ site }) => <TransfersPage siteId={site} />}</Route>
    <Route path="/sites/:site/count">{({ site }) => <CountPage siteId={site} />}</Route>
    <Route path="/sites/:site/ledger">{({ site }) => <LedgerPage siteId={site} />}</Route>
    <Route path="/sites/:site/allocations/:allocation">
      {({ site, allocation }) => <AllocationPage siteId={site} id={allocation} />}
    </Route>
    <Route path="/sites/:site/transfers/:transfer/confirmation">
      {({ site, transfer }) => <ConfirmationPage siteId={site} id={transfer} />}
    </Route>
    <Route path="/sites/:site/movements/:movement/loss-report">
      {({ site, movement }) => <LossReportPage siteId={site} id={movement} />}
    </Route>
    <Route path="/sites/:site/downtime">{({ site }) => <DowntimePage siteId={site} />}</Route>
    <Route path="/review">
      <ReviewPage />
    </Route>
    <Route>
      <StartPage />
    </Route>
  </Switch>,
);

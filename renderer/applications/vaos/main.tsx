import { Route, Switch } from 'wouter';
import { startApplication } from '../../platform/application/application-root.tsx';
import { AllocationPage } from './allocation-page.tsx';
import { CountPage } from './count-page.tsx';
import { ConfirmationPage, LossReportPage } from './papers.tsx';
import { DowntimePage } from './downtime-page.tsx';
import { LedgerPage } from './ledger-page.tsx';
import { OrderPage } from './order-page.tsx';
import { ReceivePage } from './receive-page.tsx';
import { ReviewPage } from './review-page.tsx';
import { StartPage } from './start-page.tsx';
import { StockPage } from './stock-page.tsx';
import { TransferPage } from './transfer-page.tsx';
import { TransfersPage } from './transfers-page.tsx';
import { WastePage } from './waste-page.tsx';
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

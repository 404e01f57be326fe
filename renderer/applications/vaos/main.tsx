import { Route, Switch } from 'wouter';
import { startApplication } from '../../platform/application/application-root.tsx';
import { StockPage } from './stock-page.tsx';

startApplication(
  'vaos',
  <Switch>
    <Route path="/sites/:site">{({ site }) => <StockPage siteId={site} />}</Route>
    <Route>
      <StockPage siteId={undefined} />
    </Route>
  </Switch>,
);

import { Route, Switch } from 'wouter';
import { startApplication } from '../../platform/application/application-root.tsx';
import { ClientPage } from './client-page.tsx';
import { Entry } from './entry.tsx';
import { FindClient } from './find-client.tsx';
import { SiteAgreementPage } from './site-agreement-page.tsx';

startApplication(
  'immtrac2',
  <Entry>
    <Switch>
      <Route path="/">
        <FindClient />
      </Route>
      <Route path="/site-agreement">
        <SiteAgreementPage />
      </Route>
      <Route path="/clients/:id">{({ id }) => <ClientPage id={id} />}</Route>
    </Switch>
  </Entry>,
);

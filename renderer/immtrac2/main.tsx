import { Route, Switch } from 'wouter';
import { startApplication } from '../design/application-root.tsx';
import { ClientPage } from './client-page.tsx';
import { Entry } from './entry.tsx';
import { FindClient } from './find-client.tsx';

startApplication(
  'immtrac2',
  ['/', '/clients/:id'],
  <Entry>
    <Switch>
      <Route path="/">
        <FindClient />
      </Route>
      <Route path="/clients/:id">{({ id }) => <ClientPage id={id} />}</Route>
    </Switch>
  </Entry>,
);

import { Route, Switch } from 'wouter';
import { startApplication } from '../../platform/application/application-root.tsx';
import { ClientPage } from './clients/client-page.tsx';
import { ConsentPage } from './consent/consent-page.tsx';
import { CorrectPage } from './doses/correct-page.tsx';
import { DetailsPage, NewClientPage } from './clients/details-page.tsx';
import { DuplicatesPage } from './duplicates/duplicates-page.tsx';
import { Entry } from './entry/entry.tsx';
import { FilePage, FilesPage } from './exchange/files-page.tsx';
import { FindClient } from './clients/find-client.tsx';
import './immtrac2.css';
import { AccessesPage, OfficialRecord } from './clients/printed-pages.tsx';
import { ObservationsPage } from './observations/observations-page.tsx';
import { RecordPage } from './doses/record-page.tsx';
import { RefusalPage } from './doses/refusal-page.tsx';
import { RenewalPage } from './sites/renewal-page.tsx';
import { SiteAgreementPage } from './sites/site-agreement-page.tsx';
import { DosesPage } from './reports/doses-page.tsx';
import { DuePage } from './reports/due-page.tsx';
import { RejectedPage } from './reports/rejected-page.tsx';
import { ReportsPage } from './reports/reports-page.tsx';

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
      <Route path="/site-agreement/:site/renewal">{({ site }) => <RenewalPage siteId={site} />}</Route>
      <Route path="/message-files">
        <FilesPage />
      </Route>
      <Route path="/message-files/:id">{({ id }) => <FilePage id={id} />}</Route>
      <Route path="/reports">
        <ReportsPage />
      </Route>
      <Route path="/reports/due">
        <DuePage />
      </Route>
      <Route path="/reports/doses">
        <DosesPage />
      </Route>
      <Route path="/reports/rejected">
        <RejectedPage />
      </Route>
      <Route path="/new-client">
        <NewClientPage />
      </Route>
      <Route path="/clients/:id">{({ id }) => <ClientPage id={id} />}</Route>
      <Route path="/clients/:id/details">{({ id }) => <DetailsPage id={id} />}</Route>
      <Route path="/clients/:id/consent">{({ id }) => <ConsentPage id={id} />}</Route>
      <Route path="/clients/:id/immunizations">{({ id }) => <RecordPage id={id} />}</Route>
      <Route path="/clients/:id/immunizations/:dose">{({ id, dose }) => <CorrectPage id={id} dose={dose} />}</Route>
      <Route path="/clients/:id/refusal">{({ id }) => <RefusalPage id={id} />}</Route>
      <Route path="/clients/:id/observations">{({ id }) => <ObservationsPage id={id} />}</Route>
      <Route path="/clients/:id/duplicates">{({ id }) => <DuplicatesPage id={id} />}</Route>
      <Route path="/clients/:id/record">{({ id }) => <OfficialRecord id={id} />}</Route>
      <Route path="/clients/:id/accesses">{({ id }) => <AccessesPage id={id} />}</Route>
    </Switch>
  </Entry>,
);

import { Route, Switch } from 'wouter';
import { startApplication } from '../../platform/application/application-root.tsx';
import { EnrollmentPage } from './enrollment/enrollment-page.tsx';
import { EnrollmentsPage } from './enrollment/enrollments-page.tsx';
import { OrganizationPage } from './organizations/organization-page.tsx';
import { PartPage } from './enrollment/part-page.tsx';
import { ReviewsPage } from './enrollment/reviews-page.tsx';
import { StatusPage } from './status/status-page.tsx';

startApplication(
  'syntropi',
  <Switch>
    <Route path="/enrollments">
      <EnrollmentsPage />
    </Route>
    <Route path="/enrollments/:enrollment">
      {({ enrollment }) => <EnrollmentPage key={enrollment} id={enrollment} />}
    </Route>
    <Route path="/enrollments/:enrollment/:part">
      {({ enrollment, part }) => <PartPage key={`${enrollment} ${part}`} id={enrollment} part={part} />}
    </Route>
    <Route path="/reviews">
      <ReviewsPage />
    </Route>
    <Route>
      <OrganizationPage />
    </Route>
  </Switch>,
  <StatusPage />,
);

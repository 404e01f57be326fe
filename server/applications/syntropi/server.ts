import type { HttpServer } from '../../http/server.ts';
import { type ApplicationOptions, createApplicationServer } from '../platform/application-server.ts';
import { owedRoles } from './coordinators/coordinators.ts';
import { coordinatorRoutes, namesCoordinators } from './coordinators/routes.ts';
import { enrolledRoutes } from './enrolled/routes.ts';
import { enrollmentAccess, enrollmentRoutes } from './enrollment/routes.ts';
import { letterRoutes } from './letters/routes.ts';
import { renewalNotices } from './notices/renewal-notices.ts';
import { tellingJob } from './notices/told-portal.ts';
import { organizationRoutes } from './organizations/routes.ts';
import { statusRoutes } from './status/routes.ts';
import { sweepStatusTries } from './status/status.ts';

/** The Immunization Program Portal: a web application of its own behind the portal's sign-in. */
export async function createSyntropi(options: ApplicationOptions): Promise<HttpServer> {
  const { store, clock, timeZone } = options;
  const app = await createApplicationServer('syntropi', options, {
    'names-coordinators': namesCoordinators({ store }),
    ...enrollmentAccess({ store }),
  });
  const deps = { store, clock, timeZone, origin: options.origin, services: app.services };
  organizationRoutes(app, deps);
  coordinatorRoutes(app, deps);
  enrollmentRoutes(app, deps);
  letterRoutes(app, deps);
  statusRoutes(app, deps);
  enrolledRoutes(app, deps);
  app.jobs.add(renewalNotices(deps));
  app.jobs.add(tellingJob(deps));
  app.jobs.add(sweepStatusTries(deps));
  app.jobs.add(owedRoles(deps));
  return app;
}

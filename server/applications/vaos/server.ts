import type { Role } from '../../../shared/identity/roles.ts';
import { Problem } from '../../http/problem.ts';
import type { AccessCheck, HttpServer } from '../../http/server.ts';
import { type ApplicationOptions, createApplicationServer } from '../platform/application-server.ts';
import { askRegistry } from './counts/administered.ts';
import { allocationNotices } from './allocations/allocation-notices.ts';
import { simulatedDepot } from './training/depot.ts';
import { enrollmentOf } from './enrollment/enrolled.ts';
import { siteOpening } from './enrollment/opening.ts';
import { overviewRoutes } from './overview/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { stockRoutes } from './stock/routes.ts';
import { allocationRoutes } from './allocations/routes.ts';
import { reviewRoutes } from './review/routes.ts';
import { countRoutes } from './counts/routes.ts';
import { fileRoutes } from './files/routes.ts';
import { transferRoutes } from './transfers/routes.ts';

const coordinatorRoles: readonly Role[] = ['primary-vaccine-coordinator', 'secondary-vaccine-coordinator'];

/** Vaccine ordering and stock: a web application of its own behind the portal's sign-in. */
export async function createVaos(options: ApplicationOptions): Promise<HttpServer> {
  const { store, clock, timeZone } = options;

  // The identity server lets only coordinators in; stock and orders do not rest on that alone [O2].
  const coordinatorOfSite: AccessCheck = async (request) => {
    const { roles, sites } = request.applicationSession!.caller;
    const { site } = request.params as { site?: string };
    if (!coordinatorRoles.some((role) => roles.includes(role))) throw new Problem('not-permitted');
    if (!sites.some(({ id }) => id === site)) {
      throw new Problem('not-permitted', { detail: 'Your account does not work for this site.' });
    }
    await open(site!);
  };
  const reviewer: AccessCheck = (request) => {
    if (!request.applicationSession!.caller.roles.includes('state-reviewer')) throw new Problem('not-permitted');
  };
  const app = await createApplicationServer('vaos', options, {
    'coordinator-of-site': coordinatorOfSite,
    reviewer,
  });
  const deps = { store, clock, timeZone };
  const { immtrac2, syntropi } = options.applications;
  const enrollment = enrollmentOf(app.services, syntropi);
  const open = siteOpening(deps, enrollment);
  const ask = askRegistry(app.services, immtrac2);
  overviewRoutes(app, deps, ask);
  orderRoutes(app, deps, enrollment);
  stockRoutes(app, deps);
  allocationRoutes(app, deps, enrollment);
  reviewRoutes(app, deps);
  countRoutes(app, deps, ask);
  fileRoutes(app, deps);
  transferRoutes(app, deps);
  app.jobs.add(allocationNotices({ ...deps, origin: options.origin, services: app.services }));
  if (options.training) app.jobs.add(simulatedDepot(deps));
  return app;
}

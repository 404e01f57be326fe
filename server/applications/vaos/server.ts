import { applications, mayOpen } from '../../../shared/applications/applications.ts';
import { Problem } from '../../http/problem.ts';
import type { AccessCheck, HttpServer } from '../../http/server.ts';
import { type ApplicationOptions, createApplicationServer } from '../platform/application-server.ts';
import { askRegistry } from './administered.ts';
import { simulatedDepot } from './depot.ts';
import { vaosRoutes } from './routes.ts';

/** Vaccine ordering and stock: a web application of its own behind the portal's sign-in. */
export async function createVaos(options: ApplicationOptions): Promise<HttpServer> {
  const { store, clock, timeZone } = options;

  // The identity server lets only coordinators in; stock and orders do not rest on that alone [O2].
  const coordinatorOfSite: AccessCheck = (request) => {
    const { roles, sites } = request.applicationSession!.caller;
    const { site } = request.params as { site?: string };
    if (!mayOpen(applications.vaos, roles)) throw new Problem('not-permitted');
    if (!sites.some(({ id }) => id === site)) {
      throw new Problem('not-permitted', { detail: 'Your account does not work for this site.' });
    }
  };
  const app = await createApplicationServer('vaos', options, {
    'coordinator-of-site': coordinatorOfSite,
  });
  vaosRoutes(app, { store, clock, timeZone }, askRegistry(app.services, options.applications['immtrac2']));
  if (options.training) app.jobs.add(simulatedDepot({ store, clock, timeZone }));
  return app;
}

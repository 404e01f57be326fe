import type { HttpServer } from '../../http/server.ts';
import { type ApplicationOptions, createApplicationServer } from '../platform/application-server.ts';
import { renewalNotices } from './renewal-notices.ts';
import { syntropiRoutes } from './routes.ts';

/** The Immunization Program Portal: a web application of its own behind the portal's sign-in. */
export async function createSyntropi(options: ApplicationOptions): Promise<HttpServer> {
  const { store, clock, timeZone } = options;
  const app = await createApplicationServer('syntropi', options);
  syntropiRoutes(app, { store, clock, timeZone });
  app.jobs.add(renewalNotices({ store, clock, timeZone, origin: options.origin, services: app.services }));
  return app;
}

import { mayRecordAs } from '../../../shared/applications/immtrac2/recording.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { Problem } from '../../http/problem.ts';
import type { AccessCheck, HttpServer } from '../../http/server.ts';
import { type ApplicationOptions, createApplicationServer } from '../platform/application-server.ts';
import { administeredRoutes } from './administered/routes.ts';
import { deleteEndedEntries, hasAgreed } from './entry.ts';
import { immTrac2Routes } from './routes.ts';
import { endConsents } from './withdraw-consent.ts';

/** The immunization registry: a web application of its own behind the portal's sign-in. */
export async function createImmTrac2(options: ApplicationOptions): Promise<HttpServer> {
  const { store, clock, timeZone } = options;
  const deps = { store, clock, timeZone };
  await deleteEndedEntries({ store, clock });

  const agreed: AccessCheck = async (request) => {
    if (!(await hasAgreed({ store, clock }, request.applicationSession!.id))) throw new Problem('statement-required');
  };
  const recorder: AccessCheck = async (request, reply) => {
    await agreed(request, reply);
    if (!mayRecordAs(request.applicationSession!.caller)) throw new Problem('not-permitted');
  };
  const app = await createApplicationServer('immtrac2', options, { agreed, recorder });
  app.jobs.add({ name: 'ended-consents', every: limits.registry.lookEvery, run: () => endConsents(deps) });
  immTrac2Routes(app, deps, app.services);
  administeredRoutes(app, deps);
  return app;
}

import { Problem } from '../../http/problem.ts';
import type { AccessCheck, HttpServer } from '../../http/server.ts';
import { type ApplicationOptions, createApplicationServer } from '../platform/application-server.ts';
import { deleteEndedEntries, hasAgreed } from './entry.ts';
import { immTrac2Routes } from './routes.ts';

/** The immunization registry: a web application of its own behind the portal's sign-in. */
export async function createImmTrac2(options: ApplicationOptions): Promise<HttpServer> {
  const { store, clock, timeZone } = options;
  await deleteEndedEntries({ store, clock });

  const agreed: AccessCheck = async (request) => {
    if (!(await hasAgreed({ store, clock }, request.applicationSession!.id))) throw new Problem('statement-required');
  };
  const app = await createApplicationServer('immtrac2', options, { agreed });
  immTrac2Routes(app, { store, clock, timeZone }, app.services);
  return app;
}

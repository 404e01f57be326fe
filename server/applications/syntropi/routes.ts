import { syntropiApi } from '../../../shared/applications/syntropi/api.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { type EnrolmentDeps, organizationsOf } from './organizations.ts';

export function syntropiRoutes(app: HttpServer, deps: EnrolmentDeps): void {
  serve(app, syntropiApi.organizations, async (request) => {
    const callerSites = request.applicationSession!.caller.sites.map(({ id }) => id);
    return { organizations: await organizationsOf(deps, callerSites) };
  });
}

import { Organizations } from '../../../shared/applications/syntropi/api.ts';
import type { HttpServer } from '../../http/server.ts';
import { type EnrolmentDeps, organizationsOf } from './organizations.ts';

export function syntropiRoutes(app: HttpServer, deps: EnrolmentDeps): void {
  app.get(
    '/api/organizations',
    { config: { access: 'signed-in' }, schema: { response: { 200: Organizations } } },
    async (request) => {
      const callerSites = request.applicationSession!.caller.sites.map(({ id }) => id);
      return { organizations: await organizationsOf(deps, callerSites) };
    },
  );
}

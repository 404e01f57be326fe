import { syntropiApi } from '../../../../shared/applications/syntropi/organizations/api.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import type { CoordinatorDeps } from '../coordinators/coordinators.ts';
import { mayName } from '../coordinators/routes.ts';
import { siteIdsOf } from '../requests.ts';
import { organizationsOf } from './organizations.ts';

/** The organizations that a person works for. */
export function organizationRoutes(app: HttpServer, deps: CoordinatorDeps): void {
  serve(app, syntropiApi.organizations, async (request) => ({
    organizations: await organizationsOf(deps, siteIdsOf(request), mayName(request)),
  }));
}

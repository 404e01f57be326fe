import type { FastifyRequest } from 'fastify';
import { syntropiApi } from '../../../../shared/applications/syntropi/organizations/api.ts';
import type { Role } from '../../../../shared/identity/roles.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { AccessCheck, HttpServer } from '../../../http/server.ts';
import { callerOf, siteIdsOf } from '../requests.ts';
import { type CoordinatorDeps, isAmong, nameCoordinator, removeCoordinator } from './coordinators.ts';

/** Who answers for an organization names its coordinators. */
const naming: ReadonlySet<Role> = new Set(['point-of-contact', 'authorized-signer']);

export const mayName = (request: Pick<FastifyRequest, 'applicationSession'>) =>
  callerOf(request).roles.some((role) => naming.has(role));

/** Further than the sign-in, for what only they may do. */
export function namesCoordinators(deps: Pick<CoordinatorDeps, 'store'>): AccessCheck {
  return async (request) => {
    const { organization } = request.params as { organization: string };
    if (!mayName(request)) throw new Problem('not-permitted');
    // Of others nobody learns whether they exist.
    if (!(await isAmong(deps, organization, siteIdsOf(request)))) throw new Problem('not-found');
  };
}

/** Naming who orders vaccine for an organization, and removing them [Y3]. */
export function coordinatorRoutes(app: HttpServer, deps: CoordinatorDeps): void {
  serve(app, syntropiApi.nameCoordinator, async ({ params, body }) => {
    const wrong = await nameCoordinator(deps, params.organization, body);
    if (wrong === 'no such organization') throw new Problem('not-found');
    if (wrong) throw new Problem('request-invalid', { fields: [wrong] });
  });
  serve(app, syntropiApi.removeCoordinator, async ({ params }) => {
    if (!(await removeCoordinator(deps, params.organization, params.role))) throw new Problem('not-found');
  });
}

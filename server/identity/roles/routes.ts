import { limits } from '../../../shared/contract/limits.ts';
import { rolesApi } from '../../../shared/identity/api/roles.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { EndSessionDeps } from '../sessions/end-session.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';
import { perApplication, serviceOf } from '../services/service-access.ts';
import { changeRole } from './change-role.ts';

type Deps = EndSessionDeps & Pick<IdentityContext, 'audit'>;

/** Applications tell of people's roles [J2]. */
export const roles: Capability = { routes: roleRoutes };

function roleRoutes(app: HttpServer, context: Deps): void {
  serve(
    app,
    rolesApi.change,
    async (request) => {
      const outcome = await changeRole(serviceOf(request), request.body, context);
      if (typeof outcome === 'object') throw new Problem('request-invalid', { fields: [outcome.refused] });
    },
    { rateLimit: perApplication(limits.roleChanges.requestsPerMinute) },
  );
}

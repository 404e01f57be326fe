import { administeredApi } from '../../../../shared/applications/immtrac2/administered/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { callingSystemOf, perCallingSystem, worksFor } from '../../platform/callers.ts';
import type { RegistryDeps } from '../registry.ts';
import { administeredSince } from './administered.ts';

export function administeredRoutes(app: HttpServer, deps: RegistryDeps): void {
  serve(
    app,
    administeredApi.sinceDay,
    (request) => {
      const { site, from } = request.params;
      if (!worksFor(callingSystemOf(request), site)) {
        throw new Problem('scope-refused', { detail: 'The registration of this application does not name this site.' });
      }
      return administeredSince(deps, site, from);
    },
    { rateLimit: perCallingSystem(limits.services.callsPerMinute), countedHere: true },
  );
}

import { immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { clientRecord } from './client-record.ts';
import { completeStep, dueStep } from './entry.ts';
import { agreementsOf } from './site-agreements.ts';
import { findById, findByName, type RegistryDeps } from './find-clients.ts';

export function immTrac2Routes(app: HttpServer, deps: RegistryDeps): void {
  serve(app, immtrac2Api.entry, async (request) => ({
    due: await dueStep(deps, request.applicationSession!.id),
  }));

  serve(app, immtrac2Api.completeStep, async (request) => ({
    due: await completeStep(deps, request.applicationSession!.id, request.body.step),
  }));

  serve(app, immtrac2Api.siteAgreements, async (request) => ({
    agreements: await agreementsOf(deps, request.applicationSession!.caller.sites),
  }));

  serve(app, immtrac2Api.findById, async (request) => ({ clients: await findById(deps, request.body.immtrac2Id) }));

  serve(app, immtrac2Api.findByName, async (request) => {
    const found = await findByName(deps, request.body);
    if (found === 'birth date out of range') {
      const message = 'must be after January 1, 1890 and not in the future';
      throw new Problem('request-invalid', { fields: [{ field: 'birthDate', message }] });
    }
    return { clients: found };
  });

  serve(app, immtrac2Api.client, async (request) => {
    const callerSites = request.applicationSession!.caller.sites.map(({ id }) => id);
    const client = await clientRecord(deps, request.params.id, callerSites);
    if (client === undefined) throw new Problem('not-found');
    return client;
  });
}

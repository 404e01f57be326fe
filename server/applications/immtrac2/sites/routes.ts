import { sitesApi } from '../../../../shared/applications/immtrac2/sites/api.ts';
import { today } from '../../../../shared/contract/time.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { refused } from '../acting.ts';
import type { Recorder, RegistryDeps } from '../registry.ts';
import { renewAgreement, signsHere } from './renew-agreement.ts';
import { agreementsOf } from './site-agreements.ts';

/** The caller's sites, and renewing their agreements. */
export function siteRoutes(app: HttpServer, deps: RegistryDeps, trail: Recorder): void {
  serve(app, sitesApi.siteAgreements, async (request) => {
    const { caller } = request.applicationSession!;
    return { asOf: today(deps), agreements: await agreementsOf(deps, caller), signsHere: signsHere(caller) };
  });

  serve(app, sitesApi.renew, async (request) => {
    const session = request.applicationSession!;
    const site = session.caller.sites.find(({ id }) => id === request.params.site);
    if (site === undefined) throw new Problem('not-found');
    await trail.record('site-agreement.renewed', session, { site: site.id });
    const renewed = await renewAgreement(deps, site, request.body, session.caller);
    if (renewed.outcome === 'refused') throw refused(renewed.fields);
  });
}

import { sitesApi } from '../../../shared/identity/api/sites.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { actorOf } from '../actor.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';
import { createSite, keptSites, renameSite, setClosed, type SiteOutcome } from './sites.ts';

/** Administrators make sites, rename and close them [R3]. */
export const sites: Capability = { routes: siteRoutes };

function siteRoutes(app: HttpServer, context: Pick<IdentityContext, 'audit' | 'store'>): void {
  serve(app, sitesApi.list, () => keptSites(context));

  serve(app, sitesApi.create, async (request) =>
    answered(await createSite(trimmed(request.body), actorOf(request), context)),
  );

  serve(app, sitesApi.rename, async (request) =>
    answered(await renameSite(trimmed(request.body), actorOf(request), context)),
  );

  serve(app, sitesApi.setClosed, async (request) => {
    const { id, closed } = request.body;
    return answered(await setClosed(id, closed, actorOf(request), context));
  });

  /** @throws Problem */
  async function answered(outcome: SiteOutcome) {
    if (typeof outcome === 'object') {
      throw new Problem('request-invalid', { fields: [{ field: 'name', message: outcome.unfit }] });
    }
    if (outcome === 'not found') throw new Problem('not-found', { detail: 'There is no site with this ID.' });
    if (outcome === 'taken') throw new Problem('site-refused');
    return keptSites(context);
  }
}

function trimmed({ id, name }: { readonly id: string; readonly name: string }) {
  return { id: id.trim(), name: name.trim() };
}

import { Dashboard, SiteParams } from '../../../shared/applications/vaos/api.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { dashboard, type StockDeps } from './dashboard.ts';

export function vaosRoutes(app: HttpServer, deps: StockDeps): void {
  app.get(
    '/api/sites/:site/dashboard',
    { config: { access: 'coordinator-of-site' }, schema: { params: SiteParams, response: { 200: Dashboard } } },
    async (request) => {
      const found = await dashboard(deps, request.params.site);
      if (found === undefined) throw new Problem('not-found', { detail: 'This site is not set up for ordering yet.' });
      return found;
    },
  );
}

import { vaosApi } from '../../../shared/applications/vaos/api.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { dashboard, type StockDeps } from './dashboard.ts';

export function vaosRoutes(app: HttpServer, deps: StockDeps): void {
  serve(app, vaosApi.dashboard, async (request) => {
    const found = await dashboard(deps, request.params.site);
    if (found === undefined) throw new Problem('not-found', { detail: 'This site is not set up for ordering yet.' });
    return found;
  });
}

import { vaosApi } from '../../../../shared/applications/vaos/overview/api.ts';
import { trendsApi } from '../../../../shared/applications/vaos/overview/trends-api.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { notSetUp, toProblem } from '../requests.ts';
import type { AskRegistry } from '../counts/administered.ts';
import type { StockDeps } from '../stock/stock.ts';
import { dashboard } from './dashboard.ts';
import { givenLately, wastedByMonth } from './trends.ts';

/** What a site has, and pictures of what became of it [V1]. */
export function overviewRoutes(app: HttpServer, deps: StockDeps, ask: AskRegistry): void {
  serve(app, vaosApi.dashboard, async (request) => {
    const found = await dashboard(deps, request.params.site);
    if (found === undefined) throw notSetUp();
    return found;
  });
  serve(app, trendsApi.wasted, async ({ params }) => ({ months: await toProblem(wastedByMonth(deps, params.site)) }));
  serve(app, trendsApi.given, ({ params }) => toProblem(givenLately(deps, params.site, ask)));
}

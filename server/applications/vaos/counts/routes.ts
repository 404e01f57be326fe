import { administeredBesideApi } from '../../../../shared/applications/vaos/counts/api.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { toProblem } from '../requests.ts';
import type { StockDeps } from '../stock/stock.ts';
import { type AskRegistry, administeredSinceCount } from './administered.ts';

/** What ImmTrac2 has recorded, beside a count [V6]. */
export function countRoutes(app: HttpServer, deps: StockDeps, ask: AskRegistry): void {
  serve(app, administeredBesideApi.sinceCount, ({ params }) =>
    toProblem(administeredSinceCount(deps, params.site, ask)),
  );
}

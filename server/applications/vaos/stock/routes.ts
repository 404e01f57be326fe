import { stockApi } from '../../../../shared/applications/vaos/stock/api.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { doing, toProblem } from '../requests.ts';
import { ledgerOf, movementOf } from './ledger-page.ts';
import { type StockDeps, count, receive, takeBack, waste } from './stock.ts';

/** Receiving, wasting and counting, and the ledger of it [V3][V4][V7]. */
export function stockRoutes(app: HttpServer, deps: StockDeps): void {
  serve(app, stockApi.receive, (request) => toProblem(receive(deps, doing(request), request.body)));
  serve(app, stockApi.waste, (request) => toProblem(waste(deps, doing(request), request.params.lot, request.body)));
  serve(app, stockApi.count, (request) => toProblem(count(deps, doing(request), request.body)));
  serve(app, stockApi.reverse, (request) =>
    toProblem(takeBack(deps, doing(request), request.params.movement, request.body)),
  );
  serve(app, stockApi.movement, ({ params }) => toProblem(movementOf(deps, params.site, params.movement)));
  serve(app, stockApi.ledger, ({ params, body }) => toProblem(ledgerOf(deps, params.site, body.after)));
}

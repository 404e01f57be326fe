import { reviewApi } from '../../../../shared/applications/vaos/review/api.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { allocate } from '../allocations/allocations.ts';
import { toProblem } from '../requests.ts';
import type { StockDeps } from '../stock/stock.ts';
import { decideOrder, decideTransfer, inReview } from './review.ts';

/** The State’s reviewer [V2][V5]. */
export function reviewRoutes(app: HttpServer, deps: StockDeps): void {
  serve(app, reviewApi.list, () => inReview(deps));
  serve(app, reviewApi.approve, ({ params }) => toProblem(decideOrder(deps, params.order, 'approved')));
  serve(app, reviewApi.refuse, ({ params, body }) =>
    toProblem(decideOrder(deps, params.order, 'cancelled', body.reason)),
  );
  serve(app, reviewApi.ship, ({ params }) => toProblem(decideOrder(deps, params.order, 'shipped')));
  serve(app, reviewApi.approveTransfer, ({ params }) => toProblem(decideTransfer(deps, params.transfer, 'approved')));
  serve(app, reviewApi.refuseTransfer, ({ params }) => toProblem(decideTransfer(deps, params.transfer, 'cancelled')));
  serve(app, reviewApi.allocate, ({ body }) => toProblem(allocate(deps, body)));
}

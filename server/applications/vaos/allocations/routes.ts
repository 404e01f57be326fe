import { allocationsApi } from '../../../../shared/applications/vaos/allocations/api.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { doing, toProblem } from '../requests.ts';
import type { Enrollment } from '../enrollment/enrolled.ts';
import type { StockDeps } from '../stock/stock.ts';
import { acceptAllocation, allocationsOf, declineAllocation } from './allocations.ts';

/** What is set aside for a site [V2]. */
export function allocationRoutes(app: HttpServer, deps: StockDeps, enrollment: Enrollment): void {
  serve(app, allocationsApi.list, async ({ params }) => ({
    allocations: await toProblem(allocationsOf(deps, params.site)),
  }));
  serve(app, allocationsApi.accept, async (request) => ({
    number: await toProblem(
      acceptAllocation(deps, doing(request), request.params.allocation, request.body.doses, enrollment),
    ),
  }));
  serve(app, allocationsApi.decline, (request) =>
    toProblem(declineAllocation(deps, doing(request), request.params.allocation, request.body.reason)),
  );
}

import { ordersApi } from '../../../../shared/applications/vaos/orders/api.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { toProblem } from '../requests.ts';
import type { Enrollment } from '../enrollment/enrolled.ts';
import { learnSite } from '../enrollment/opening.ts';
import type { StockDeps } from '../stock/stock.ts';
import { cancelOrder, createOrder, orderChoices, submitOrder } from './orders.ts';

/** Ordering vaccine [V2]. */
export function orderRoutes(app: HttpServer, deps: StockDeps, enrollment: Enrollment): void {
  serve(app, ordersApi.choices, async ({ params }) => {
    // What is known of the site stands where Syntropi cannot say.
    const programs = await learnSite(deps, params.site, enrollment).catch(unlessAway);
    const choices = await toProblem(orderChoices(deps, params.site));
    return { choices, ...(programs && { programs }) };
  });
  serve(app, ordersApi.deliveryHours, async ({ params }) => {
    const deliveryHours = await enrollment.deliveryHours(params.site);
    return deliveryHours ? { deliveryHours } : {};
  });
  serve(app, ordersApi.create, async ({ params, body }) => ({
    number: await toProblem(createOrder(deps, params.site, body)),
  }));
  serve(app, ordersApi.submit, ({ params }) => toProblem(submitOrder(deps, params.site, params.order, enrollment)));
  serve(app, ordersApi.cancel, ({ params }) => toProblem(cancelOrder(deps, params.site, params.order)));
}

function unlessAway(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}

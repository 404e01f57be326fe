import type { FastifyRequest } from 'fastify';
import { vaosApi } from '../../../shared/applications/vaos/overview/api.ts';
import { administeredBesideApi } from '../../../shared/applications/vaos/counts/api.ts';
import { allocationsApi } from '../../../shared/applications/vaos/allocations/api.ts';
import { filesApi } from '../../../shared/applications/vaos/files/api.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { ordersApi } from '../../../shared/applications/vaos/orders/api.ts';
import { reviewApi } from '../../../shared/applications/vaos/review/api.ts';
import { stockApi } from '../../../shared/applications/vaos/stock/api.ts';
import { transfersApi } from '../../../shared/applications/vaos/transfers/api.ts';
import { trendsApi } from '../../../shared/applications/vaos/overview/trends-api.ts';
import { vaosEn } from '../../../shared/applications/vaos/texts/en.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { CursorError } from '../../store/contract.ts';
import { administeredSinceCount, type AskRegistry } from './counts/administered.ts';
import {
  acceptAllocation,
  allocate,
  AllocationOver,
  allocationsOf,
  declineAllocation,
} from './allocations/allocations.ts';
import { dashboard } from './overview/dashboard.ts';
import { type Enrollment, NotEnrolled } from './enrollment/enrolled.ts';
import { ledgerOf, movementOf } from './stock/ledger-page.ts';
import { cancelOrder, createOrder, OrderChanged, orderChoices, OrderingLocked, submitOrder } from './orders/orders.ts';
import { learnSite } from './enrollment/opening.ts';
import { readCount, readReceipt } from './files/read-files.ts';
import { decideOrder, decideTransfer, inReview } from './review/review.ts';
import { NotThere, refusal, Refused } from './refused.ts';
import { count, type Doing, lotsOnHand, receive, type StockDeps, takeBack, waste } from './stock/stock.ts';
import {
  cancelTransfer,
  receiveTransfer,
  requestTransfer,
  sendTransfer,
  TransferChanged,
  transfersOf,
} from './transfers/transfers.ts';
import { givenLately, wastedByMonth } from './overview/trends.ts';

export function vaosRoutes(app: HttpServer, deps: StockDeps, ask: AskRegistry, enrollment: Enrollment): void {
  serve(app, vaosApi.dashboard, async (request) => {
    const found = await dashboard(deps, request.params.site);
    if (found === undefined) throw notSetUp();
    return found;
  });
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

  serve(app, stockApi.receive, (request) => toProblem(receive(deps, doing(request), request.body)));
  serve(app, stockApi.waste, (request) => toProblem(waste(deps, doing(request), request.params.lot, request.body)));
  serve(app, stockApi.count, (request) => toProblem(count(deps, doing(request), request.body)));
  serve(app, stockApi.reverse, (request) =>
    toProblem(takeBack(deps, doing(request), request.params.movement, request.body)),
  );
  serve(app, stockApi.movement, ({ params }) => toProblem(movementOf(deps, params.site, params.movement)));
  serve(app, stockApi.ledger, ({ params, body }) => toProblem(ledgerOf(deps, params.site, body.after)));
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

  serve(app, reviewApi.list, () => inReview(deps));
  serve(app, reviewApi.approve, ({ params }) => toProblem(decideOrder(deps, params.order, 'approved')));
  serve(app, reviewApi.refuse, ({ params, body }) =>
    toProblem(decideOrder(deps, params.order, 'cancelled', body.reason)),
  );
  serve(app, reviewApi.ship, ({ params }) => toProblem(decideOrder(deps, params.order, 'shipped')));
  serve(app, reviewApi.approveTransfer, ({ params }) => toProblem(decideTransfer(deps, params.transfer, 'approved')));
  serve(app, reviewApi.refuseTransfer, ({ params }) => toProblem(decideTransfer(deps, params.transfer, 'cancelled')));
  serve(app, reviewApi.allocate, ({ body }) => toProblem(allocate(deps, body)));

  serve(app, trendsApi.wasted, async ({ params }) => ({ months: await toProblem(wastedByMonth(deps, params.site)) }));
  serve(app, trendsApi.given, ({ params }) => toProblem(givenLately(deps, params.site, ask)));
  serve(app, administeredBesideApi.sinceCount, ({ params }) =>
    toProblem(administeredSinceCount(deps, params.site, ask)),
  );
  const bodyLimit = { bodyLimit: 4 * limits.stock.fileCharacters };
  serve(
    app,
    filesApi.count,
    async ({ params, body }) => readCount(body.csv, await toProblem(lotsOnHand(deps, params.site))),
    bodyLimit,
  );
  serve(app, filesApi.receipt, async ({ body }) => readReceipt(body.csv), bodyLimit);
  serve(app, transfersApi.list, async ({ params }) => ({
    transfers: await toProblem(transfersOf(deps, params.site)),
  }));
  serve(app, transfersApi.request, (request) => toProblem(requestTransfer(deps, doing(request), request.body)));
  serve(app, transfersApi.cancel, (request) =>
    toProblem(cancelTransfer(deps, doing(request), request.params.transfer)),
  );
  serve(app, transfersApi.send, (request) =>
    toProblem(sendTransfer(deps, doing(request), request.params.transfer, request.body.temperature)),
  );
  serve(app, transfersApi.receive, (request) =>
    toProblem(receiveTransfer(deps, doing(request), request.params.transfer, request.body.temperature)),
  );
}

function doing(request: Pick<FastifyRequest, 'applicationSession'> & { params: { site: string } }): Doing {
  const { accountId, name } = request.applicationSession!.caller;
  return { siteId: request.params.site, by: { accountId, name } };
}

function unlessAway(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}

const notSetUp = () => new Problem('not-found', { detail: vaosEn.notThere });

async function toProblem<T>(done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof Refused) {
      throw new Problem('request-invalid', { fields: [error.problem] });
    }
    if (error instanceof CursorError) {
      throw new Problem('request-invalid', { fields: [refusal('after', 'no-such-page')] });
    }
    if (error instanceof NotThere) throw notSetUp();
    if (error instanceof NotEnrolled) throw new Problem('not-enrolled');
    if (error instanceof OrderingLocked) throw new Problem('ordering-locked');
    if (error instanceof AllocationOver) throw new Problem('allocation-over');
    if (error instanceof TransferChanged) throw new Problem('transfer-changed');
    if (error instanceof OrderChanged) throw new Problem('order-changed');
    throw error;
  }
}

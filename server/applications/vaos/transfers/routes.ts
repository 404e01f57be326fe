import { transfersApi } from '../../../../shared/applications/vaos/transfers/api.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { doing, toProblem } from '../requests.ts';
import type { StockDeps } from '../stock/stock.ts';
import { cancelTransfer, receiveTransfer, requestTransfer, sendTransfer, transfersOf } from './transfers.ts';

/** Vaccine that goes from one site to another [V5]. */
export function transferRoutes(app: HttpServer, deps: StockDeps): void {
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

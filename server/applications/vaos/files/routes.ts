import { filesApi } from '../../../../shared/applications/vaos/files/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { toProblem } from '../requests.ts';
import { type StockDeps, lotsOnHand } from '../stock/stock.ts';
import { readCount, readReceipt } from './read-files.ts';

/** Files of counts and receipts. */
export function fileRoutes(app: HttpServer, deps: StockDeps): void {
  const bodyLimit = { bodyLimit: 4 * limits.stock.fileCharacters };
  serve(
    app,
    filesApi.count,
    async ({ params, body }) => readCount(body.csv, await toProblem(lotsOnHand(deps, params.site))),
    bodyLimit,
  );
  serve(app, filesApi.receipt, async ({ body }) => readReceipt(body.csv), bodyLimit);
}

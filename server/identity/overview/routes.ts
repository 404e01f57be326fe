import { overviewApi } from '../../../shared/identity/api/overview.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { IdentityContext } from '../context.ts';
import { type AttentionDeps, attentionFor } from './attention.ts';
import { DayCounter } from './day-counts.ts';

/** The first page of the administration. */
export function overviewRoutes(
  app: HttpServer,
  context: IdentityContext & Pick<AttentionDeps, 'comfortableAccounts' | 'data'>,
): void {
  const counter = new DayCounter(context);
  serve(app, overviewApi.read, async () => ({
    days: await counter.lastDays(),
    sessions: await context.sessions.count(),
    attention: await attentionFor(context),
  }));
}

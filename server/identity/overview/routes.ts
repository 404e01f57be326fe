import { overviewApi } from '../../../shared/identity/api/overview.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';
import { attentionFor, type AttentionDeps } from './attention.ts';
import { DayCounter } from './day-counts.ts';

type Deps = AttentionDeps & Pick<IdentityContext, 'audit' | 'sessions' | 'timeZone'>;

/** The first page of the administration. */
export const overview: Capability = { routes: overviewRoutes };

function overviewRoutes(app: HttpServer, context: Deps): void {
  const counter = new DayCounter(context);
  serve(app, overviewApi.read, async () => ({
    days: await counter.lastDays(),
    sessions: await context.sessions.count(),
    attention: await attentionFor(context),
  }));
}

import { learningApi } from '../../../shared/identity/api/learning.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { peopleOf, resultOf, takeCheck } from './knowledge-check.ts';

type Deps = Pick<IdentityContext, 'clock' | 'store' | 'timeZone'>;

/** The knowledge check, and who has passed it [H3]. */
export const learning: Capability = { routes: learningRoutes };

function learningRoutes(app: HttpServer, context: Deps): void {
  serve(app, learningApi.result, (request) => resultOf(context, callerOf(request).account));
  serve(app, learningApi.answer, (request) =>
    takeCheck(context, callerOf(request).account, request.body as Record<string, string>),
  );
  serve(app, learningApi.people, async (request) => ({ people: await peopleOf(context, callerOf(request).account) }));
}

import { type ApprovalAct, approvalActs, approvalsApi } from '../../../shared/identity/api/approvals.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { askForApproval, needsSecondPerson } from './ask.ts';
import { decide, type Doing } from './decide.ts';
import { listedApprovals } from './listed.ts';
import { deleteOldApprovals, recordExpired } from './records.ts';

type Deps = Pick<IdentityContext, 'accounts' | 'audit' | 'clock' | 'settings' | 'store'>;

/**
 * Where the settings want it, what cannot be undone is asked for by one administrator and done when another has approved it
 * [R3]. Which endpoints that concerns, they declare. Has to be there before their routes are.
 */
export const approvals: Capability = {
  routes: approvalRoutes,
  jobs: (context) => [
    { name: 'old-approvals', every: limits.approvals.sweepEvery, run: () => deleteOldApprovals(context) },
    { name: 'expired-approvals', every: limits.approvals.expiredEvery, run: () => recordExpired(context) },
  ],
};

function approvalRoutes(app: HttpServer, context: Deps): void {
  const doings = new Map<ApprovalAct, Doing>();

  app.addHook('onRoute', ({ config }) => {
    const { endpoint, answer } = config ?? {};
    if (endpoint?.secondPerson !== undefined && answer) doings.set(actOf(endpoint.path), answer as Doing);
  });
  app.addHook('preHandler', async (request) => {
    const { endpoint } = request.routeOptions.config;
    if (endpoint === undefined || !(await needsSecondPerson(endpoint, request.body, context))) return;
    await askForApproval(actOf(endpoint.path), request, context);
    throw new Problem('second-person-needed');
  });

  serve(app, approvalsApi.list, (request) => listedApprovals(callerOf(request).account.id, context));

  serve(app, approvalsApi.decide, async (request, reply) => {
    await decide(request.params.id, request.body, { request, reply, doings }, context);
    return listedApprovals(callerOf(request).account.id, context);
  });
}

/** @throws where an endpoint is declared that the pages have no words for */
function actOf(path: string): ApprovalAct {
  const act = approvalActs.find((each) => path === `/api/${each}`);
  if (act === undefined) throw new Error(`${path} wants a second person and is not in approvalActs`);
  return act;
}

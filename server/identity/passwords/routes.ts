import { passwordApi } from '../../../shared/identity/api/password.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { pendingStep } from '../oidc/entry.ts';
import { brokenRules } from './broken-rules.ts';
import { changePassword, type ChangePasswordDeps } from './change-password.ts';
import { fileIncident } from './incidents.ts';
import { type ProvePasswordDeps, provePresentPassword } from './prove-password.ts';

type Deps = ChangePasswordDeps & ProvePasswordDeps & Pick<IdentityContext, 'acceptances'>;

/** A signed-in person's own password: by choice, because it expired [E1], or because somebody may know it [A3]. */
export const passwords: Capability = { routes: passwordRoutes };

function passwordRoutes(app: HttpServer, context: Deps): void {
  serve(app, passwordApi.change, async (request) => {
    const { account, session } = callerOf(request);
    const { reason, current, password } = request.body;
    const pending = await pendingStep(account, context);
    if (pending === 'agreement') throw new Problem('agreement-required');
    // Who has just signed in with an expired password has proved it; everybody else proves it now.
    if (reason !== 'expired' || pending !== 'password') {
      await provePresentPassword(account, current, session.workstation, context);
    }
    const others = (await context.sessions.findByAccount(account.id)).filter(({ id }) => id !== session.id);
    const { workstation } = session;
    const why = account.password.closed ? 'reset' : reason;
    const outcome = await changePassword(
      {
        accountId: account.id,
        password,
        reason: why,
        workstation,
        keepSession: session.id,
        proved: account.password,
      },
      context,
    );
    if (outcome === 'overtaken') throw new Problem('account-changed');
    if (outcome !== 'changed') throw brokenRules(outcome.broken, context);
    if (reason !== 'compromised') return {};
    return { incident: await fileIncident(account, { workstation, sessionsEnded: others.length }, context) };
  });
}

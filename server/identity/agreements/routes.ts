import { Acceptance, Agreement, Session } from '../../../shared/api/identity.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { sessionOf } from '../sign-in/routes.ts';
import { acceptableUseAgreement } from './acceptable-use.ts';

/** Reading the Acceptable Use Agreement and agreeing to it. */
export function agreementRoutes(app: HttpServer, context: IdentityContext): void {
  app.get(
    '/api/agreement',
    { config: { access: 'signed-in' }, schema: { response: { 200: Agreement } } },
    async () => acceptableUseAgreement,
  );

  app.post(
    '/api/agreement/acceptance',
    { config: { access: 'signed-in' }, schema: { body: Acceptance, response: { 200: Session } } },
    async (request) => {
      const { account, session } = callerOf(request);
      const by = { accountId: account.id, session: session.id, workstation: session.workstation };
      if (!(await context.acceptances.accept(request.body, by))) throw new Problem('agreement-outdated');
      await context.audit.record({
        event: 'agreement.accepted',
        account: account.id,
        workstation: session.workstation,
        detail: { version: request.body.version },
      });
      return sessionOf(account, context);
    },
  );
}

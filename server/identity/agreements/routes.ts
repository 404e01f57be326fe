import { identityApi } from '../../../shared/identity/api/identity.ts';
import { portalTexts } from '../../../shared/identity/texts/portal.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { sessionOf } from '../sign-in/routes.ts';
import { signatureName } from './signature.ts';

/** Reading the Acceptable Use Agreement and agreeing to it. */
export function agreementRoutes(app: HttpServer, context: IdentityContext): void {
  const { acceptances, audit } = context;

  serve(app, identityApi.agreement, async (request) => ({
    ...acceptances.current(),
    signAs: signatureName(callerOf(request).account.name),
  }));

  serve(app, identityApi.acceptAgreement, async (request) => {
    const { account, session } = callerOf(request);
    const { version, sha256 } = request.body;
    const by = { account, session: session.id, workstation: session.workstation };
    const accepted = await acceptances.accept(request.body, by);
    if (accepted === 'outdated') throw new Problem('agreement-outdated');
    if (accepted === 'not signed') {
      const message = portalTexts.agreement.signatureWrong(signatureName(account.name));
      throw new Problem('agreement-not-signed', { fields: [{ field: 'signature', message }] });
    }
    await audit.record({
      event: 'agreement.accepted',
      account: account.id,
      workstation: session.workstation,
      detail: { version, sha256 },
    });
    return sessionOf(account, context);
  });
}

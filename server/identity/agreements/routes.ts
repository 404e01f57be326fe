import { accepted } from '../../../shared/contract/languages.ts';
import { agreementVersionsApi } from '../../../shared/identity/api/agreement-versions.ts';
import { identityApi } from '../../../shared/identity/api/identity.ts';
import { en } from '../../../shared/identity/texts/en.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { actorOf } from '../actor.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { type SessionDeps, sessionOf } from '../sign-in/routes.ts';
import { notAccepted } from './not-accepted.ts';
import { signatureName } from './signature.ts';
import { keptVersions, withdrawVersion, type WrittenOutcome, writeVersion } from './written-versions.ts';

type Deps = SessionDeps & Pick<IdentityContext, 'accounts' | 'audit' | 'store' | 'timeZone'>;

/** Reading the Acceptable Use Agreement and agreeing to it; writing another version. */
export const agreements: Capability = { routes: agreementRoutes };

function agreementRoutes(app: HttpServer, context: Deps): void {
  const { acceptances, audit } = context;

  serve(app, identityApi.agreement, async (request, reply) => {
    const current = await acceptances.current(accepted(request.headers['accept-language']));
    reply.header('content-language', current.language);
    return { ...current, signAs: signatureName(callerOf(request).account.name) };
  });

  serve(app, identityApi.acceptAgreement, async (request) => {
    const { account, session } = callerOf(request);
    const { version, sha256 } = request.body;
    const by = { account, session: session.id, workstation: session.workstation };
    const verdict = await acceptances.accept(request.body, by);
    if (verdict === 'outdated') throw new Problem('agreement-outdated');
    if (verdict === 'not signed') {
      const message = en.agreement.signatureWrong(signatureName(account.name));
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

  serve(app, agreementVersionsApi.list, () => keptVersions(context));

  serve(app, agreementVersionsApi.write, async (request) =>
    answered(await writeVersion(request.body, actorOf(request), context)),
  );

  serve(app, agreementVersionsApi.withdraw, async (request) =>
    answered(await withdrawVersion(request.body.version, actorOf(request), context)),
  );

  serve(app, agreementVersionsApi.notAccepted, (request) => notAccepted(actorOf(request), context));

  /** @throws Problem */
  async function answered(outcome: WrittenOutcome) {
    if (typeof outcome === 'object') throw new Problem('request-invalid', { fields: outcome.fields });
    if (outcome === 'not found')
      throw new Problem('not-found', { detail: 'There is no version that could be withdrawn.' });
    return keptVersions(context);
  }
}

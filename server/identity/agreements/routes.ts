import type { FastifyRequest } from 'fastify';
import { accepted } from '../../../shared/contract/languages.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { agreementVersionsApi } from '../../../shared/identity/api/agreement-versions.ts';
import { identityApi } from '../../../shared/identity/api/identity.ts';
import { en } from '../../../shared/identity/texts/en.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { sessionOf } from '../sign-in/routes.ts';
import { signatureName } from './signature.ts';
import {
  type AgreementAuthor,
  keptVersions,
  withdrawVersion,
  type WrittenOutcome,
  writeVersion,
} from './written-versions.ts';

/** Reading the Acceptable Use Agreement and agreeing to it; writing another version. */
export function agreementRoutes(app: HttpServer, context: IdentityContext): void {
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
    answered(await writeVersion(request.body, authorOf(request), context)),
  );

  serve(app, agreementVersionsApi.withdraw, async (request) =>
    answered(await withdrawVersion(request.body.version, authorOf(request), context)),
  );

  serve(app, agreementVersionsApi.notAccepted, async (request) => {
    const [everybody, signed, { version }] = await Promise.all([
      context.accounts.list(),
      acceptances.everybody(),
      acceptances.current(),
    ]);
    const active = everybody.filter(({ status }) => status === 'active');
    const missing = active.filter(({ id }) => !signed.has(id)).toSorted((a, b) => a.name.localeCompare(b.name));
    const listed = missing.slice(0, limits.agreement.listed);
    const { account, workstation } = authorOf(request);
    const detail = { by: account, accounts: String(listed.length) };
    // Before anything is shown.
    await audit.record({ event: 'accounts.listed', workstation, detail });
    const people = listed.map(({ username, name, email, sites }) => ({
      ...{ username, name, email },
      sites: sites.map((site) => site.name).join(', '),
    }));
    return { version, people: active.length, count: missing.length, listed: people };
  });

  /** @throws Problem */
  async function answered(outcome: WrittenOutcome) {
    if (typeof outcome === 'object') throw new Problem('request-invalid', { fields: outcome.fields });
    if (outcome === 'not found')
      throw new Problem('not-found', { detail: 'There is no version that could be withdrawn.' });
    return keptVersions(context);
  }
}

function authorOf(request: FastifyRequest): AgreementAuthor {
  const { account, session } = callerOf(request);
  return { account: account.id, workstation: session.workstation };
}

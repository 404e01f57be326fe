import type { FastifyReply, FastifyRequest } from 'fastify';
import { accepted, isLanguage, type Language, sourceLanguage } from '../../../shared/contract/languages.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { identityApi } from '../../../shared/identity/api/identity.ts';
import { portalSessionCookie } from '../../../shared/identity/cookies.ts';
import { ownCookie } from '../../http/cookies.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Account } from '../accounts/account.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';

/**
 * In which language pages and mail speak to somebody [L1]: the account's; before sign-in what was chosen at this browser,
 * in a cookie; else what the browser asks for. A workstation is shared, so that nothing of a person stays in the cookie:
 * signing in moves the choice to the account, and whoever comes next begins as the browser asks.
 */

type Place = Pick<IdentityContext, 'origin' | 'deployment'>;

const cookieOf = ({ origin, deployment }: Place) => ownCookie(origin, 'language', deployment.id);

/** What somebody who has not signed in yet chose at this browser. */
function chosen({ cookies }: FastifyRequest, place: Place): Language | undefined {
  const value = cookies[cookieOf(place).name];
  return isLanguage(value) ? value : undefined;
}

/** The language of a page for a browser, as far as can be told before it is known who is there. */
export function pageLanguage(request: FastifyRequest, place: Place): Language {
  return chosen(request, place) ?? accepted(request.headers['accept-language']) ?? sourceLanguage;
}

/** Moves what was chosen before signing in to the account of whoever has just signed in. */
export async function keepLanguage(
  request: FastifyRequest,
  reply: FastifyReply,
  account: Account,
  context: Pick<IdentityContext, 'accounts' | 'deployment' | 'origin'>,
): Promise<Account> {
  const language = chosen(request, context);
  if (language === undefined) return account;
  const { name, options } = cookieOf(context);
  reply.clearCookie(name, options);
  if (language === account.language) return account;
  return (await context.accounts.update(account.id, (present) => ({ ...present, language }))) ?? account;
}

/** What somebody who is not signed in has chosen is kept in a cookie, and with their account else. */
export const languageChoice: Capability = { routes: languageRoutes };

function languageRoutes(
  app: HttpServer,
  context: Pick<IdentityContext, 'accounts' | 'deployment' | 'origin' | 'sessions'>,
): void {
  const { name, options } = cookieOf(context);
  const sessionCookie = ownCookie(context.origin, portalSessionCookie, context.deployment.id);

  serve(app, identityApi.chooseLanguage, async (request, reply) => {
    const { language } = request.body;
    const session = await context.sessions.find(request.cookies[sessionCookie.name]);
    if (session) await context.accounts.update(session.accountId, (present) => ({ ...present, language }));
    else reply.setCookie(name, language, { ...options, maxAge: limits.language.choiceLasts / 1000 });
  });
}

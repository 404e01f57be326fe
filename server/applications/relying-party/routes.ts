import { AuthorizationResponseError } from 'openid-client';
import { Type } from 'typebox';
import { SignedOut } from '../../../shared/api/application.ts';
import { ownCookie } from '../../http/cookies.ts';
import type { SendPage } from '../../http/pages.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import type { OpenIdClient } from './openid.ts';
import type { ApplicationSession, ApplicationSessions } from './session.ts';
import type { SignInAttempts } from './sign-in-attempts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    applicationSession: ApplicationSession | null;
  }
}

export interface RelyingPartyDeps {
  readonly application: string;
  /** This application's own origin. */
  readonly origin: string;
  readonly deploymentId: string;
  /** The portal, where signing out ends. */
  readonly portal: string;
  readonly openId: OpenIdClient;
  readonly sessions: ApplicationSessions;
  readonly attempts: SignInAttempts;
  /** The application's page, which explains at the callback's address why someone was not let in. */
  readonly sendPage: SendPage;
}

/** Sign-in, sign-out and back-channel logout of one application. */
export function relyingPartyRoutes(app: HttpServer, deps: RelyingPartyDeps): void {
  const { origin, deploymentId, portal, openId, sessions, attempts, sendPage } = deps;
  const sessionCookie = ownCookie(origin, `${deps.application}_session`, deploymentId);
  /** One for each attempt, so that two tabs can sign in at once. */
  const attemptCookie = (state: string) =>
    ownCookie(origin, `${deps.application}_sign_in_${state.slice(0, 16)}`, deploymentId);

  app.get(
    '/sign-in',
    { config: { access: 'anyone' }, schema: { querystring: Type.Object({ to: Type.Optional(Type.String()) }) } },
    async (request, reply) => {
      const leftBy = (await sessions.lastAccount(request.cookies[sessionCookie.name])) ?? null;
      const { url, attempt } = await openId.beginSignIn({ returnTo: ownPath(request.query.to, origin), leftBy });
      const { name, options } = attemptCookie(attempt.state);
      return reply.setCookie(name, await attempts.keep(attempt), options).redirect(url.href, 303);
    },
  );

  app.get('/sign-in/callback', { config: { access: 'anyone' } }, async (request, reply) => {
    const query = new URL(request.url, origin);
    const { name, options } = attemptCookie(query.searchParams.get('state') ?? '');
    const attempt = await attempts.take(request.cookies[name]);
    reply.clearCookie(name, options);
    if (attempt === undefined) return sendPage(request, reply.code(400));
    try {
      const session = await openId.completeSignIn(query.search, attempt);
      const theirs = attempt.leftBy === null || attempt.leftBy === session.caller.accountId;
      return reply
        .setCookie(sessionCookie.name, await sessions.begin(session), sessionCookie.options)
        .redirect(theirs ? ownPath(attempt.returnTo, origin) : '/', 303);
    } catch (error) {
      if (!(error instanceof AuthorizationResponseError)) request.log.warn({ err: error }, 'sign-in did not complete');
      const refused = error instanceof AuthorizationResponseError && error.error === 'access_denied';
      return sendPage(request, reply.code(refused ? 403 : 400));
    }
  });

  app.post(
    '/backchannel-logout',
    {
      config: { access: 'anyone' },
      schema: { body: Type.Object({ logout_token: Type.String({ maxLength: 8192 }) }) },
    },
    async (request, reply) => {
      const sid = await openId.verifyLogoutToken(request.body.logout_token).catch(() => undefined);
      if (sid === undefined) throw new Problem('request-invalid', { detail: 'The logout token is not valid.' });
      await sessions.endAll(sid);
      return reply.code(200).send();
    },
  );

  app.post(
    '/api/sign-out',
    { config: { access: 'signed-in' }, schema: { response: { 200: SignedOut } } },
    async (request, reply) => {
      const { id, idToken } = request.applicationSession!;
      // Where the identity server cannot be reached, what is left to end is told at the portal.
      const endSession = await openId.endSessionUrl(idToken, portal).catch(() => new URL(portal));
      await sessions.end(id);
      reply.clearCookie(sessionCookie.name, sessionCookie.options);
      return { continue: endSession.href };
    },
  );
}

/** Only a path of this application may be returned to; anything else leads to its start. */
function ownPath(to: string | undefined, origin: string): string {
  if (to === undefined || !URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  // Whole, because a path that begins with two slashes would be another host.
  return url.origin === origin ? url.href : '/';
}

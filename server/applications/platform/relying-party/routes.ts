import { AuthorizationResponseError } from 'openid-client';
import { Type } from 'typebox';
import { applicationApi } from '../../../../shared/applications/api/application.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { ownCookie } from '../../../http/cookies.ts';
import type { SendPage } from '../../../http/pages.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
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
  /** How many may come from one network address. */
  readonly signOnsPerMinute: number;
  /** The application's page, which explains at the callback's address why someone was not let in. */
  readonly sendPage: SendPage;
}

/** Sign-in, sign-out and back-channel logout of one application. */
export function relyingPartyRoutes(app: HttpServer, deps: RelyingPartyDeps): void {
  const { origin, deploymentId, portal, openId, sessions, attempts, sendPage } = deps;
  const sessionCookie = ownCookie(origin, `${deps.application}_session`, deploymentId);
  /** One for each attempt, so that two tabs can sign in at once. */
  const attemptCookie = (state: string) => ownCookie(origin, `${deps.application}_sign_in_${state}`, deploymentId);
  const rateLimit = {
    max: deps.signOnsPerMinute,
    timeWindow: limits.signIn.perAddress.window,
    errorResponseBuilder: () => new Problem('too-many-requests'),
  };

  app.get(
    '/sign-in',
    {
      config: { access: 'anyone', rateLimit },
      schema: { querystring: Type.Object({ to: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const leftBy = (await sessions.lastAccount(request.cookies[sessionCookie.name])) ?? null;
      const returnTo = ownAddress(request.query.to, origin);
      const { url, attempt } = await openId.beginSignIn({ returnTo, leftBy });
      for (const name of leftovers(request.cookies)) reply.clearCookie(name, attemptCookie('').options);
      const { name, options } = attemptCookie(attempt.state);
      return reply.setCookie(name, attempts.seal(attempt), options).redirect(url.href, 303);
    },
  );

  /** Attempts that nobody came back from; all of them together would make every request too long. */
  function leftovers(cookies: Record<string, string | undefined>): string[] {
    const [before = '', after = ''] = attemptCookie('|').name.split('|');
    const pending = Object.keys(cookies)
      .filter((name) => name.startsWith(before) && name.endsWith(after))
      .map((name) => {
        const state = name.slice(before.length, name.length - after.length);
        return { name, begunAt: attempts.open(state, cookies[name])?.begunAt ?? 0 };
      });
    return pending
      .toSorted((a, b) => b.begunAt - a.begunAt)
      .filter(({ begunAt }, index) => begunAt === 0 || index >= limits.signIn.pendingInOneBrowser - 1)
      .map(({ name }) => name);
  }

  app.get('/sign-in/callback', { config: { access: 'anyone', rateLimit } }, async (request, reply) => {
    const query = new URL(origin + request.url);
    const state = query.searchParams.get('state') ?? '';
    // Part of a cookie's name: nothing else is one of ours.
    if (!/^[\w-]{1,128}$/.test(state)) return sendPage(request, reply.code(400));
    const { name, options } = attemptCookie(state);
    const attempt = attempts.open(state, request.cookies[name]);
    reply.clearCookie(name, options);
    if (attempt === undefined) return sendPage(request, reply.code(400));
    try {
      const session = await openId.completeSignIn(query.search, attempt);
      const theirs = attempt.leftBy === null || attempt.leftBy === session.caller.accountId;
      return reply
        .setCookie(sessionCookie.name, await sessions.begin(session), sessionCookie.options)
        .redirect(theirs ? ownAddress(attempt.returnTo, origin) : '/', 303);
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

  serve(app, applicationApi.signOut, async (request, reply) => {
    const { id, idToken } = request.applicationSession!;
    // Where the identity server cannot be reached, what is left to end is told at the portal.
    const endSession = await openId.endSessionUrl(idToken, portal).catch(() => new URL(portal));
    await sessions.end(id);
    reply.clearCookie(sessionCookie.name, sessionCookie.options);
    return { continue: endSession.href };
  });
}

/** Only a page of this application may be returned to; anything else leads to its start. */
function ownAddress(to: string | undefined, origin: string): string {
  if (to === undefined || !URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  // Whole, because a path that begins with two slashes would be another host.
  return url.origin === origin && url.href.length <= limits.signIn.returnCharacters ? url.href : '/';
}

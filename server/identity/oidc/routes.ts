import type { FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '../../../shared/contract/limits.ts';
import { expiredDestination } from '../../../shared/identity/portal-paths.ts';
import { authorizationPath } from '../../../shared/identity/sign-in-address.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';
import { signOnsPerAddress } from '../sign-in/routes.ts';

/** Where browsers come with a request of an application, from its own pages: by GET, or by a form. */
const browserPaths = [authorizationPath, '/oidc/end-session'];

type Deps = Pick<IdentityContext, 'audit' | 'openIdSessions' | 'provider' | 'settings'>;

/** The OpenID Connect endpoints. */
export const openIdConnect: Capability = { routes: oidcRoutes };

async function oidcRoutes(app: HttpServer, context: Deps): Promise<void> {
  const { provider, audit, openIdSessions } = context;

  // Older versions led people here on their way; a page may have stayed open, and the portal says what became of it.
  app.get('/interaction/:uid', { config: { access: 'anyone' } }, (_request, reply) =>
    reply.redirect(`/?${expiredDestination}=1`, 303),
  );

  provider.use(async (ctx, next) => {
    await next();
    const { route, entities } = ctx.oidc ?? {};
    const code = route === 'authorization' ? entities?.AuthorizationCode : undefined;
    if (code === undefined) return;
    const session = await openIdSessions.livePortalSessionOf(code.sessionUid);
    await audit.record({
      event: 'application.opened',
      account: code.accountId!,
      detail: { application: code.clientId! },
      ...(session && { workstation: session.workstation }),
    });
  });

  const callback = provider.callback();
  const handle = (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    return callback(request.raw, reply.raw);
  };
  const handleCounted = (request: FastifyRequest, reply: FastifyReply) => {
    // How many tries are left.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (reply.raw.getHeader(name) !== value) reply.raw.setHeader(name, value!);
    }
    return handle(request, reply);
  };
  const config = { access: 'anyone', rateLimit: signOnsPerAddress(context), countedHere: true };
  await app.register(async (endpoints) => {
    endpoints.removeAllContentTypeParsers();
    endpoints.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: limits.signIn.requestCharacters },
      (_request, body, done) => done(null, body),
    );
    for (const url of browserPaths) {
      endpoints.get(url, { config }, (request, reply) => {
        if (request.url.length > url.length + 1 + limits.signIn.requestCharacters) throw new Problem('too-large');
        return handleCounted(request, reply);
      });
      // OpenID Connect Core 1.0, 3.1.2.1, and RP-Initiated Logout 1.0, 2: a form of any other site may send the same request.
      // With a form of another site browsers send no cookies; with the redirect they do.
      endpoints.post(url, { config: { ...config, fromAnySite: true } }, (request, reply) =>
        reply.redirect(`${url}?${new URLSearchParams((request.body as string | undefined) ?? '').toString()}`, 303),
      );
    }
  });
  await app.register(async (endpoints) => {
    // The library reads request bodies itself.
    endpoints.removeAllContentTypeParsers();
    endpoints.addContentTypeParser('*', (_request, _body, done) => done(null));
    const paths = ['/oidc/*', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];
    for (const url of paths) {
      endpoints.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url,
        config: { access: 'anyone' },
        handler: handle,
      });
    }
  });
}

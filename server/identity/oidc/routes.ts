import { Type } from 'typebox';
import { cookieName, portalSessionCookie } from '../../../shared/cookies.ts';
import { expiredDestination } from '../../../shared/portal-paths.ts';
import type { HttpServer } from '../../http/server.ts';
import { whyEnded } from '../sessions/ended-sessions.ts';
import type { IdentityContext } from '../context.ts';
import { entryTo } from './entry.ts';

const InteractionPath = Type.Object({ uid: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) });

/**
 * The OpenID Connect endpoints, and the step between them and the portal: a browser that an application sent here is
 * let through at once when its portal session may enter, and otherwise led to what is missing and back.
 */
export async function oidcRoutes(app: HttpServer, context: IdentityContext): Promise<void> {
  const { origin, provider, audit, clients, openIdSessions } = context;
  const sessionCookieName = cookieName(origin, portalSessionCookie, context.deployment.id);

  app.get(
    '/interaction/:uid',
    { config: { access: 'anyone' }, schema: { params: InteractionPath } },
    async (request, reply) => {
      const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
      const application = details?.params['client_id'];
      const client = clients.find(({ id }) => id === application);
      // Too old, or a bookmark of a step in the middle: the portal is where every way begins, and says so.
      if (client === undefined) return reply.redirect(`/?${expiredDestination}=1`, 303);

      const entry = await entryTo(client, request.cookies[sessionCookieName], context);
      if (!('session' in entry)) {
        const ended = await whyEnded(request.cookies[sessionCookieName], context);
        const query = new URLSearchParams({ continue: `/interaction/${request.params.uid}`, ...(ended && { ended }) });
        return reply.redirect(`/${entry.decision}?${query.toString()}`, 303);
      }
      const { accountId, workstation } = entry.session;
      if (entry.decision !== 'granted') {
        const detail = { application: client.id };
        await audit.record({ event: 'application.refused', account: accountId, workstation, detail });
      }
      const result =
        entry.decision === 'granted'
          ? { login: { accountId, remember: false } }
          : { error: 'access_denied', error_description: 'This account may not open the application' };
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), 303);
    },
  );

  // The first application of a session comes by the step above, the others do not.
  provider.use(async (ctx, next) => {
    await next();
    const { route, entities } = ctx.oidc ?? {};
    const code = route === 'authorization' || route === 'resume' ? entities?.AuthorizationCode : undefined;
    if (code === undefined) return;
    const session = await openIdSessions.livePortalSessionOf(code.sessionUid);
    await audit.record({
      ...{ event: 'application.opened', account: code.accountId!, detail: { application: code.clientId! } },
      ...(session && { workstation: session.workstation }),
    });
  });

  const handle = provider.callback();
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
        handler: (request, reply) => {
          reply.hijack();
          for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value!);
          return handle(request.raw, reply.raw);
        },
      });
    }
  });
}

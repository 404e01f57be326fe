import type { FastifyRequest } from 'fastify';
import type { IdentityContext } from '../context.ts';

/** The library's types leave this option out. */
const evenAfterTheSession = { ignoreSessionBinding: true };

/**
 * The portal session of whoever an application calls for, by the access token that it got when they signed on.
 * @returns its id, whether or not it still lasts
 */
export async function sessionOfAccessToken(
  request: FastifyRequest,
  { provider, openIdSessions }: Pick<IdentityContext, 'provider' | 'openIdSessions'>,
): Promise<string | undefined> {
  const [, value] = /^Bearer ([\w-]{1,128})$/i.exec(request.headers.authorization ?? '') ?? [];
  const token =
    value === undefined
      ? undefined
      : await provider.AccessToken.find(value, evenAfterTheSession as Record<string, boolean>);
  return token?.sessionUid === undefined ? undefined : openIdSessions.portalSessionOf(token.sessionUid);
}

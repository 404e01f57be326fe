import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '../../../shared/contract/limits.ts';
import { type ServiceScope, serviceScopes } from '../../../shared/identity/api/services.ts';
import { Problem } from '../../http/problem.ts';
import type { AccessCheck } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';
import type { RegisteredClient } from '../oidc/clients.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The application that calls for itself. */
    service: RegisteredClient | null;
  }
}

type Deps = Pick<IdentityContext, 'provider' | 'clients'>;

/** What applications may do for themselves [J2]. */
export const services: Capability = { access: serviceAccess };

/** One check for each scope, under its name: an application that is registered for it, by a token that was asked for it [J2]. */
function serviceAccess(deps: Deps): Record<ServiceScope, AccessCheck> {
  const checkOf =
    (scope: ServiceScope): AccessCheck =>
    async (request, reply) => {
      request.service = await registeredFor(scope, request, reply, deps);
    };
  return Object.fromEntries(serviceScopes.map((scope) => [scope, checkOf(scope)])) as ReturnType<typeof serviceAccess>;
}

/** @throws Problem where the route's access check has not seen to that */
export function serviceOf(request: FastifyRequest): RegisteredClient {
  if (request.service === null) throw new Problem('token-refused');
  return request.service;
}

/** Of one application, from whatever addresses; counted before anything of the request is looked at but its token. */
export function perApplication(max: number): RateLimitOptions {
  return {
    max,
    timeWindow: limits.services.window,
    keyGenerator: (request) => serviceOf(request).id,
    errorResponseBuilder: () => new Problem('too-many-calls'),
  };
}

/** @throws Problem, with the challenge of RFC 6750, 3 */
async function registeredFor(
  scope: ServiceScope,
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { provider, clients }: Deps,
): Promise<RegisteredClient> {
  const [, value] = /^Bearer ([\w-]{1,128})$/i.exec(headers.authorization ?? '') ?? [];
  // A person's token is another kind, and is not found here.
  const token = value === undefined ? undefined : await provider.ClientCredentials.find(value);
  const client = token && clients.find(({ id }) => id === token.clientId);
  if (client === undefined) {
    reply.header('www-authenticate', value === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
    throw new Problem('token-refused');
  }
  // The registration as it is now: the token may be older than the server's last start.
  if (client.services[scope] === undefined || !token?.scope?.split(' ').includes(scope)) {
    reply.header('www-authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
    throw new Problem('scope-refused');
  }
  return client;
}

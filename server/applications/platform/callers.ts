import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { LruMap } from 'toad-cache';
import { limits } from '../../../shared/contract/limits.ts';
import { type CallerOfApplication, isOpenedBy } from '../../../shared/identity/api/services.ts';
import type { Site } from '../../../shared/identity/site.ts';
import type { Clock } from '../../clock.ts';
import { Problem } from '../../http/problem.ts';
import type { AccessCheck } from '../../http/server.ts';
import { digestOf } from '../../keys/tokens.ts';
import type { OpenIdClient } from './relying-party/openid.ts';

/** Another system that calls this application by a token of its own [J2]. */
export interface CallingSystem {
  /** As it is registered at the identity server. */
  readonly clientId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Those that it works for; `all` where it looks to that itself, as an application of this product does. */
  readonly sites: 'all' | readonly Site[];
  /** For the audit trail, which takes it as it takes a person's. */
  readonly accessToken: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    callingSystem: CallingSystem | null;
  }
}

type Asked = Pick<OpenIdClient, 'callerOf'>;

/**
 * One check for each scope that the application offers, under the name `scope NAME`. The identity server says whose token it
 * is; for a few seconds that is remembered, because messages come by the hundred.
 */
export function callerAccess(offered: readonly string[], openId: Asked, clock: Clock): Record<string, AccessCheck> {
  const known = new LruMap<{ readonly caller: CallingSystem; readonly since: number }>(limits.services.tokensKnown);
  const callerOf = async (token: string): Promise<CallingSystem | undefined> => {
    const key = digestOf(token);
    const before = known.get(key);
    if (before !== undefined && clock.now() - before.since < limits.services.tokenKnownFor) return before.caller;
    const answer = await openId.callerOf(token).catch(() => {
      throw new Problem('portal-unreachable');
    });
    if (answer === undefined) return undefined;
    const caller = systemOf(answer, token);
    known.set(key, { caller, since: clock.now() });
    return caller;
  };
  const checkOf =
    (scope: string): AccessCheck =>
    async (request, reply) => {
      const [, token] = /^Bearer ([\w-]{1,128})$/i.exec(request.headers.authorization ?? '') ?? [];
      const caller = token === undefined ? undefined : await callerOf(token);
      if (caller === undefined) {
        reply.header('www-authenticate', token === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
        throw new Problem('token-refused');
      }
      if (!isOpenedBy(caller.scopes, scope)) {
        reply.header('www-authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
        throw new Problem('scope-refused');
      }
      request.callingSystem = caller;
    };
  return Object.fromEntries(offered.map((scope) => [`scope ${scope}`, checkOf(scope)]));
}

/** @throws Problem where the route's access check has not seen to that */
export function callingSystemOf(request: FastifyRequest): CallingSystem {
  if (request.callingSystem === null) throw new Problem('token-refused');
  return request.callingSystem;
}

export function worksFor({ sites }: Pick<CallingSystem, 'sites'>, siteId: string): boolean {
  return sites === 'all' || sites.some(({ id }) => id === siteId);
}

/** Of one system, from whatever addresses. */
export function perCallingSystem(max: number): RateLimitOptions {
  return {
    max,
    timeWindow: limits.services.window,
    keyGenerator: (request) => callingSystemOf(request).clientId,
    errorResponseBuilder: () => new Problem('too-many-calls'),
  };
}

function systemOf({ client_id, client_name, scope, sites }: CallerOfApplication, accessToken: string): CallingSystem {
  return { clientId: client_id, name: client_name, scopes: scope.split(' '), sites, accessToken };
}

import type { FastifyRequest } from 'fastify';
import { portalSessionCookie } from '../../../shared/identity/cookies.ts';
import { permissions } from '../../../shared/identity/permissions.ts';
import type { Role } from '../../../shared/identity/roles.ts';
import { ownCookie } from '../../http/cookies.ts';
import { Problem } from '../../http/problem.ts';
import type { AccessCheck } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { pendingStep } from '../oidc/entry.ts';
import { sessionOfAccessToken } from './access-token-session.ts';
import type { PortalSession } from './portal-sessions.ts';

type Deps = Pick<IdentityContext, 'acceptances' | 'accounts' | 'clock' | 'passwordProfile' | 'sessions'> &
  Pick<IdentityContext, 'deployment' | 'openIdSessions' | 'origin' | 'provider'>;

/** Anyone, whoever is signed in, and whoever has a role that a permission is for. */
export function sessionAccess(context: Deps): Readonly<Record<string, AccessCheck>> {
  const { sessions, accounts } = context;
  const { name: cookieName } = ownCookie(context.origin, portalSessionCookie, context.deployment.id);
  const callIn = async (request: FastifyRequest, session: PortalSession | undefined) => {
    const account = session && (await accounts.get(session.accountId));
    if (session === undefined || account?.status !== 'active') throw new Problem('sign-in-required');
    request.signedIn = { session, account };
  };
  const signedIn: AccessCheck = async (request) => callIn(request, await sessions.find(request.cookies[cookieName]));
  /** A page of the portal asks, or an application for whoever is signed on to it. */
  const session: AccessCheck = async (request, reply) => {
    if (request.headers.authorization === undefined) return signedIn(request, reply);
    const id = await sessionOfAccessToken(request, context);
    return callIn(request, id === undefined ? undefined : await sessions.get(id));
  };
  const complete: AccessCheck = async (request, reply) => {
    await signedIn(request, reply);
    const pending = await pendingStep(callerOf(request).account, context);
    if (pending === 'agreement') throw new Problem('agreement-required');
    if (pending === 'password') throw new Problem('password-change-required');
  };
  const withRole =
    (...allowed: Role[]): AccessCheck =>
    async (request, reply) => {
      await complete(request, reply);
      if (!callerOf(request).account.roles.some((role) => allowed.includes(role))) throw new Problem('not-permitted');
    };
  return {
    anyone: () => {},
    session,
    'signed-in': signedIn,
    complete,
    ...Object.fromEntries(Object.entries(permissions).map(([name, allowed]) => [name, withRole(...allowed)])),
  };
}

import { randomUUID } from 'node:crypto';
import { Credentials, Deployment, Session } from '../../../shared/api/identity.ts';
import { mayOpen } from '../../../shared/applications.ts';
import { portalSessionCookie } from '../../../shared/cookies.ts';
import { ownCookie } from '../../http/cookies.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Account } from '../accounts/account.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { pendingStep } from '../oidc/entry.ts';
import { endSession } from '../sessions/end-session.ts';
import { verifyCredentials } from './sign-in.ts';

/** Signing in and out, and who is signed in. */
export function signInRoutes(app: HttpServer, context: IdentityContext): void {
  const { origin, sessions, audit, deployment } = context;
  const sessionCookie = ownCookie(origin, portalSessionCookie);
  const workstationCookie = ownCookie(origin, 'workstation');

  app.get(
    '/api/deployment',
    { config: { access: 'anyone' }, schema: { response: { 200: Deployment } } },
    async () => deployment,
  );

  app.post(
    '/api/sign-in',
    { config: { access: 'anyone' }, schema: { body: Credentials, response: { 200: Session } } },
    async (request, reply) => {
      const workstation = request.cookies[workstationCookie.name] ?? randomUUID();
      const account = await verifyCredentials(request.body, context).catch((error: unknown) => {
        throw error instanceof HashingBusyError ? new Problem('busy') : error;
      });
      if (account === 'refused') {
        await audit.record({ event: 'sign-in.refused', workstation });
        throw new Problem('sign-in-refused', { detail: whomToCall(deployment) });
      }
      // A new id at every sign-in, and whatever was open in this browser ends, whoever's it was.
      const previous = await sessions.find(request.cookies[sessionCookie.name]);
      if (previous) await endSession(previous.id, 'another sign-in here', context);
      await audit.record({ event: 'sign-in.succeeded', account: account.id, workstation });
      const { token } = await sessions.begin(account.id, workstation);
      reply.setCookie(sessionCookie.name, token, sessionCookie.options);
      reply.setCookie(workstationCookie.name, workstation, { ...workstationCookie.options, maxAge: 400 * 24 * 3600 });
      return sessionOf(account, context);
    },
  );

  app.get(
    '/api/session',
    { config: { access: 'signed-in' }, schema: { response: { 200: Session } } },
    async (request) => sessionOf(callerOf(request).account, context),
  );

  app.post('/api/sign-out', { config: { access: 'signed-in' } }, async (request, reply) => {
    await endSession(callerOf(request).session.id, 'signed out', context);
    reply.clearCookie(sessionCookie.name, sessionCookie.options);
    return reply.code(204).send();
  });
}

function whomToCall({ support: { name, email, phone } }: Deployment): string {
  return `Check both and try again. If you cannot sign in, contact ${name}: ${email} or ${phone}.`;
}

export async function sessionOf(account: Account, context: IdentityContext): Promise<Session> {
  const { username, name, email, roles, sites, launcher } = account;
  const pending = await pendingStep(account, context);
  return {
    account: {
      username,
      name,
      email,
      roles: [...roles],
      sites: [...sites],
      launcher: launcher ?? context.defaultLauncher,
    },
    pending,
    applications: pending === 'none' ? context.applications.filter(({ id }) => mayOpen(id, roles)) : [],
  };
}

import type { FastifyBaseLogger } from 'fastify';
import type Provider from 'oidc-provider';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { PortalSessions } from './portal-sessions.ts';

export type EndReason =
  | 'signed out'
  | 'absolute end'
  | 'another sign-in here'
  | 'another sign-in elsewhere'
  | 'password changed'
  | 'support';

export interface EndSessionDeps {
  readonly sessions: PortalSessions;
  readonly provider: Provider;
  readonly audit: AuditTrail;
  readonly log: FastifyBaseLogger;
}

/**
 * Everything that ending a session means, once: the portal's session, the OpenID Connect session with its grants, codes
 * and tokens, every application (told by back-channel logout), and the audit trail.
 */
export async function endSession(id: string, reason: EndReason, deps: EndSessionDeps): Promise<void> {
  const session = await deps.sessions.delete(id);
  if (session === undefined) return;
  await deps.audit.record({
    event: 'session.ended',
    account: session.accountId,
    workstation: session.workstation,
    detail: { reason },
  });
  if (session.oidcSession !== null) await endOidcSession(session.oidcSession, deps);
}

/** Every session of one account, but perhaps the one in which that is asked for. */
export async function endAllSessions(
  accountId: string,
  reason: EndReason,
  deps: EndSessionDeps,
  except?: string,
): Promise<void> {
  for (const { id } of await deps.sessions.findByAccount(accountId)) {
    if (id !== except) await endSession(id, reason, deps);
  }
}

/** The library's types leave this method out. */
interface LogoutClient {
  backchannelLogout(accountId: string, sid: string): Promise<void>;
}

async function endOidcSession(uid: string, { provider, log }: EndSessionDeps): Promise<void> {
  const session = await provider.Session.findByUid(uid);
  if (session === undefined) return;
  const { accountId } = session;
  const signedOn = Object.keys(session.authorizations ?? {});
  // First what the applications could still use, then telling them: one that is down must not keep a live token.
  for (const clientId of signedOn) {
    const grantId = session.grantIdFor(clientId);
    if (grantId === undefined) continue;
    for (const model of [provider.AccessToken, provider.AuthorizationCode]) await model.revokeByGrantId(grantId);
    await (await provider.Grant.find(grantId))?.destroy();
  }
  await session.destroy();
  await Promise.all(
    signedOn.map(async (clientId) => {
      const client = (await provider.Client.find(clientId)) as LogoutClient | undefined;
      if (!client || accountId === undefined) return;
      await client.backchannelLogout(accountId, session.sidFor(clientId)!).catch((error: unknown) => {
        log.warn({ err: error, client: clientId }, 'an application could not be told that a session ended');
      });
    }),
  );
}

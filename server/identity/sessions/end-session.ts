import { setTimeout } from 'node:timers/promises';
import type { EndReason } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { type Outbox, queuedAt } from '../../outbox.ts';
import type { Store } from '../../store/contract.ts';
import { endOidcSession } from '../oidc/adapter.ts';
import { type PendingLogout, pendingLogouts } from './logout-outbox.ts';
import { type UnrecordedEnd, unrecordedEnds } from './end-outbox.ts';
import { endedSessions } from './ended-sessions.ts';
import { openIdSessions } from './openid-sessions.ts';
import { type PortalSession, type PortalSessions, portalSessions } from './portal-sessions.ts';
import { announceEvent } from './session-events.ts';
import { forgetInterruption, noteInterruption } from './interruptions.ts';
import { forgetWorkspace } from './workspaces.ts';

export interface EndSessionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly sessions: PortalSessions;
  readonly logouts: Pick<Outbox<PendingLogout>, 'deliverDue'>;
  readonly ends: Pick<Outbox<UnrecordedEnd>, 'deliverDue'>;
}

/**
 * Everything that ending a session means, in one step that is either done or not: the portal's session, the OpenID
 * Connect sessions that hang on it with their grants, codes and tokens, and that every application is to be told and the
 * audit trail has to say why. Afterwards its open streams close.
 * @param stillToEnd asked again in that step, where somebody may have gone on working since the decision
 */
export async function endSession(
  id: string,
  reason: EndReason,
  deps: EndSessionDeps,
  stillToEnd: (session: PortalSession) => boolean = () => true,
): Promise<void> {
  const { store, clock, logouts, ends } = deps;
  const ended = await store.transaction(async (collections) => {
    const sessions = collections.collection(portalSessions);
    const session = await sessions.get(id);
    if (session === undefined || !stillToEnd(session)) return undefined;
    await sessions.delete(id);
    await collections.collection(endedSessions).put({ id, reason, endedAt: clock.now() });
    const links = collections.collection(openIdSessions);
    for (const { id: uid } of await links.find('portalSession', id)) {
      for (const signOn of await endOidcSession(uid, collections)) {
        await collections.collection(pendingLogouts).insert({ ...signOn, ...queuedAt(clock.now()) });
      }
      await links.delete(uid);
    }
    const { accountId: account, workstation } = session;
    if (reason === 'signed out') await forgetInterruption(session, { store: collections });
    else await noteInterruption(session, { store: collections, clock });
    await collections.collection(unrecordedEnds).insert({ account, workstation, reason, ...queuedAt(clock.now()) });
    await announceEvent(id, { type: 'ended', reason }, collections);
    return session;
  });
  if (ended === undefined) return;
  const told = logouts.deliverDue();
  if (reason === 'signed out') {
    await forgetWorkspace(ended, deps);
    // Whoever signs out sees that it is done when it is done everywhere; an application that is down hears of it later.
    await Promise.race([told, setTimeout(limits.backchannelLogout.waitedFor, undefined, { ref: false })]);
  }
  await ends.deliverDue();
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

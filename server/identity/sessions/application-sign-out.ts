import type { IdentityContext } from '../context.ts';
import { queuedAt } from '../../outbox.ts';
import { endSession } from './end-session.ts';
import { pendingLogouts } from './logout-outbox.ts';

type Deps = Pick<IdentityContext, 'provider' | 'openIdSessions' | 'store' | 'clock' | 'sessions' | 'logouts' | 'ends'>;

/**
 * Signing out from an application (RP-Initiated Logout 1.0) ends the portal's session like any other sign-out, before
 * the browser hears that it is done. The library ends its own session and tells the applications on the way; those that
 * it could not reach go to the outbox.
 */
export function endWithOpenIdSession(deps: Deps): void {
  const { provider, openIdSessions, store, clock } = deps;
  const endings = new WeakMap<object, Promise<void>[]>();
  const during = (ctx: object, work: Promise<unknown>) => {
    const list = endings.get(ctx) ?? [];
    endings.set(ctx, [...list, work.then(() => {})]);
  };

  provider.on('backchannel.error', (ctx, _error, { clientId }, accountId, sid) => {
    const item = { clientId, accountId, sid, ...queuedAt(clock.now()) };
    during(ctx, store.collection(pendingLogouts).insert(item));
  });
  provider.on('end_session.success', (ctx) => {
    const uid = ctx.oidc.session?.uid;
    if (uid !== undefined && ctx.oidc.params?.['logout']) during(ctx, endPortalSessionOf(uid));
  });
  provider.use(async (ctx, next) => {
    await next();
    await Promise.all(endings.get(ctx) ?? []);
  });

  async function endPortalSessionOf(uid: string): Promise<void> {
    const id = await openIdSessions.portalSessionOf(uid);
    if (id !== undefined) await endSession(id, 'signed out', deps);
  }
}

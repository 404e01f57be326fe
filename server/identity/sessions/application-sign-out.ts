import type { KoaContextWithOIDC } from 'oidc-provider';
import { portalSessionCookie } from '../../../shared/identity/cookies.ts';
import { ownCookie } from '../../http/cookies.ts';
import { queuedAt } from '../../outbox.ts';
import type { IdentityContext } from '../context.ts';
import { signOnId } from '../oidc/sign-on-id.ts';
import { endSession } from './end-session.ts';
import { pendingLogouts } from './logout-outbox.ts';
import type { PortalSession } from './portal-sessions.ts';

type Deps = Pick<
  IdentityContext,
  'origin' | 'deployment' | 'provider' | 'openIdSessions' | 'store' | 'clock' | 'sessions' | 'logouts' | 'ends'
>;

/**
 * Signing out from an application (OpenID Connect RP-Initiated Logout 1.0) ends the portal's session like any other
 * sign-out, before the browser sees anything. A request whose ID token was given in this very session ends it at once, and
 * one of a browser where nobody is signed in leads back at once; any other shows a page that asks, because every page of the
 * web can send a browser here.
 */
export function endWithOpenIdSession(deps: Deps): void {
  const { provider, openIdSessions, sessions, store, clock } = deps;
  const cookie = ownCookie(deps.origin, portalSessionCookie, deps.deployment.id);
  const endings = new WeakMap<object, Promise<void>[]>();
  const during = (ctx: object, work: Promise<unknown>) => {
    const list = endings.get(ctx) ?? [];
    endings.set(ctx, [...list, work.then(() => {})]);
  };

  provider.use(async (given, next) => {
    await next();
    const ctx = given as KoaContextWithOIDC;
    if (ctx.oidc?.route !== 'end_session' || ctx.status !== 200) return;
    const session = await sessions.find(ctx.cookies.get(cookie.name, { signed: false }));
    if (session !== undefined && !(await wasGivenIn(session, ctx))) return;
    if (session !== undefined) await endSession(session.id, 'signed out', deps);
    leadBack(ctx);
  });

  // From here on, the page that asks: the library ends its own session and tells the applications; those that it could not
  // reach go to the outbox.
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

  /** The library has checked that it gave the ID token, to the client that asks; whether its time is over does not matter. */
  async function wasGivenIn({ id, accountId }: PortalSession, ctx: KoaContextWithOIDC): Promise<boolean> {
    const { sub, sid } = ctx.oidc.entities.IdTokenHint?.payload ?? {};
    if (sub !== accountId || sid === undefined) return false;
    const uids = await openIdSessions.uidsOf(id);
    return uids.some((uid) => signOnId(uid, ctx.oidc.client!.clientId) === sid);
  }
}

/** Leads to the address that the client has registered for this, where the request names one. */
function leadBack(ctx: KoaContextWithOIDC): void {
  const { post_logout_redirect_uri: address, state } = ctx.oidc.params as Record<string, string | undefined>;
  const back = new URL(address ?? ctx.oidc.urlFor('end_session_success'));
  if (address !== undefined && state !== undefined) back.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(back.href);
}

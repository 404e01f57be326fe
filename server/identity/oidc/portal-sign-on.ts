import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { OpenIdSessions } from '../sessions/openid-sessions.ts';
import { type PortalSession, type PortalSessions, provedAt } from '../sessions/portal-sessions.ts';

interface Deps {
  readonly sessions: PortalSessions;
  readonly openIdSessions: OpenIdSessions;
}

/** The library's types leave out how a session begins. */
type SessionModel = Provider['Session'] & { instantiate(payload?: object): InstanceType<Provider['Session']> };

/**
 * The library's session is whatever the portal's is: of the same person, with the moment at which the password was proved.
 * So an application is opened in one step, and a session of the library's own suffices for nothing.
 */
export function signOnByThePortal(
  provider: Provider,
  portalCookieOf: (ctx: KoaContextWithOIDC) => string | undefined,
  deps: Deps,
): void {
  const model = provider.Session as SessionModel;
  const get = model.get.bind(model);
  model.get = async (given) => {
    const ctx = given as KoaContextWithOIDC;
    const known = await get(ctx);
    const portal = await deps.sessions.find(portalCookieOf(ctx));
    const isItsOwn = portal === undefined ? known.accountId === undefined : await belongs(known, portal, deps);
    const session = isItsOwn ? known : model.instantiate({});
    if (portal !== undefined && (await deps.openIdSessions.attach(session.uid, portal.id))) {
      const loginTs = Math.floor(provedAt(portal) / 1000);
      // Until the browser is closed: the portal's session decides how long it lasts.
      session.loginAccount({ accountId: portal.accountId, loginTs, transient: true });
      // The library keeps a new one only when something of it has changed.
      Object.assign(session, { touched: true });
    }
    ctx.oidc.entity('Session', session);
    return session;
  };
}

/** One that hangs on another session of the portal stays with that. */
async function belongs(known: { uid: string; accountId?: string | undefined }, portal: PortalSession, deps: Deps) {
  if (known.accountId !== undefined && known.accountId !== portal.accountId) return false;
  const attachedTo = await deps.openIdSessions.portalSessionOf(known.uid);
  return attachedTo === undefined ? known.accountId === undefined : attachedTo === portal.id;
}

/**
 * The name under which a server's own cookie travels. Under TLS the `__Host-` prefix binds it to that host; without TLS
 * (loopback only) browsers would refuse the prefix.
 */
export function cookieName(origin: string, name: string): string {
  return origin.startsWith('https:') ? `__Host-${name}` : name;
}

/** The portal's session. */
export const portalSessionCookie = 'portal_session';

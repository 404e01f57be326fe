/**
 * The name under which a server's own cookie travels. Browsers send a cookie to every port of its host, so that the name
 * says whose it is. Under TLS the `__Host-` prefix binds it to that host; without TLS (loopback only) browsers would
 * refuse the prefix.
 * @param deployment the deployment's id
 */
export function cookieName(origin: string, name: string, deployment: string): string {
  return `${cookiePrefix(origin)}${boundName(name, deployment)}`;
}

/** The name of a cookie that another library sets and prefixes, or does not. */
export function boundName(name: string, deployment: string): string {
  return `${name}_${deployment}`;
}

/** Before names were bound to a deployment; enrolled browsers still bring their credential under it. */
export function formerCookieName(origin: string, name: string): string {
  return `${cookiePrefix(origin)}${name}`;
}

function cookiePrefix(origin: string): string {
  return origin.startsWith('https:') ? '__Host-' : '';
}

/** The portal's session. */
export const portalSessionCookie = 'portal_session';
/** The server knows a workstation by it, whoever uses it. */
export const workstationCookie = 'workstation';

import { type ApplicationId, applicationIds } from '../../shared/applications.ts';

/** Pure decisions about addresses; parsed origins are compared, never substrings. */

/** Where everything of this kiosk answers. */
export interface Addresses {
  readonly portal: string;
  readonly applications: Readonly<Record<ApplicationId, string>>;
}

/** Whose page a view shows, which decides where it may go. */
export type ViewRole =
  | { readonly kind: 'portal' }
  | { readonly kind: 'page'; readonly application: ApplicationId }
  | { readonly kind: 'bar' };

/** What to do about a navigation that a page asks for. */
export type Navigation =
  | { readonly verdict: 'allow' }
  | { readonly verdict: 'deny' }
  | { readonly verdict: 'show portal' }
  | { readonly verdict: 'open application'; readonly application: ApplicationId };

/** Addresses of the portal that stand for the portal itself, not for a step on the way to an application. */
const portalHome = new Set(['/', '/iam/portal/Home/portalHome/notifications/']);

export function navigationFor(role: ViewRole, target: string, addresses: Addresses): Navigation {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || role.kind === 'bar')
    return { verdict: 'deny' };
  const atPortal = url.origin === new URL(addresses.portal).origin;
  if (role.kind === 'portal') {
    if (atPortal) return { verdict: 'allow' };
    const application = applicationIds.find((id) => new URL(addresses.applications[id]).origin === url.origin);
    return application ? { verdict: 'open application', application } : { verdict: 'deny' };
  }
  if (atPortal) return { verdict: portalHome.has(url.pathname) ? 'show portal' : 'allow' };
  const own = new URL(addresses.applications[role.application]).origin;
  return { verdict: url.origin === own ? 'allow' : 'deny' };
}

/** Pages outside that a link may open in the system's browser [O9]: exactly those that are configured. */
export function mayOpenOutside(target: string, configured: readonly string[]): boolean {
  if (!URL.canParse(target)) return false;
  const { href, protocol } = new URL(target);
  return protocol === 'https:' && configured.some((address) => new URL(address).href === href);
}

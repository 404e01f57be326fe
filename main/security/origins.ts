import type { PortalApplication } from '../../shared/identity/api/identity.ts';

/** Pure decisions about addresses; parsed origins are compared, never substrings. */

/** Where everything of this kiosk answers. */
export interface Addresses {
  readonly portal: string;
  /** As the server said last; empty before it has. */
  applications: readonly PortalApplication[];
}

/** Whose page a view shows, which decides where it may go. */
export type ViewRole =
  | { readonly kind: 'portal' }
  | { readonly kind: 'page'; readonly application: string }
  | { readonly kind: 'bar' }
  /** Where IT types the exit code of kiosk mode. */
  | { readonly kind: 'exit' }
  /** Where the shell itself looks whether anything was left behind. */
  | { readonly kind: 'desk' };

/** What to do about a navigation that a page asks for. */
export type Navigation =
  | { readonly verdict: 'allow' }
  | { readonly verdict: 'deny' }
  | { readonly verdict: 'show portal' }
  | { readonly verdict: 'open application'; readonly application: string };

/** Addresses of the portal that stand for the portal itself, not for a step on the way to an application. */
const portalHome = new Set(['/', '/iam/portal/Home/portalHome/notifications/']);

export function navigationFor(role: ViewRole, target: string, addresses: Addresses): Navigation {
  if (isOwnDocument(role, target, addresses)) return { verdict: 'allow' };
  const url = webAddress(target);
  if (url === undefined || role.kind === 'bar' || role.kind === 'exit' || role.kind === 'desk')
    return { verdict: 'deny' };
  const isAtPortal = url.origin === new URL(addresses.portal).origin;
  if (role.kind === 'portal') {
    if (isAtPortal) return { verdict: 'allow' };
    const application = applicationAt(url, addresses);
    return application ? { verdict: 'open application', application: application.id } : { verdict: 'deny' };
  }
  if (isAtPortal) return { verdict: portalHome.has(url.pathname) ? 'show portal' : 'allow' };
  const application = applicationOf(role.application, addresses);
  return { verdict: application && isWithin(url, application) ? 'allow' : 'deny' };
}

/**
 * Whether a frame inside a page, or a window that it opens, may show an address. Real applications embed pages of their
 * own; ours embed nothing. Where a frame may go, what it keeps may be left behind, so that it is no other place than a
 * window may show.
 */
export function frameMayShow(role: ViewRole, target: string, addresses: Addresses): boolean {
  const application = realApplicationOf(role, addresses);
  if (application === undefined) return false;
  const url = webAddress(target);
  return emptyDocuments.has(target) || isOwnDocument(role, target, addresses) || (!!url && isWithin(url, application));
}

/** What a page of a real application made itself, such as a report to look at, has that page's origin. */
function isOwnDocument(role: ViewRole, target: string, addresses: Addresses): boolean {
  const application = realApplicationOf(role, addresses);
  const url = target.startsWith('blob:') ? URL.parse(target) : null;
  return application !== undefined && url !== null && isWithin(url, application);
}

function realApplicationOf(role: ViewRole, addresses: Addresses): PortalApplication | undefined {
  const application = role.kind === 'page' ? applicationOf(role.application, addresses) : undefined;
  return application?.bundled ? undefined : application;
}

/** They hold what their own page writes into them. */
const emptyDocuments = new Set(['about:blank', 'about:srcdoc']);

/** Whether the shell itself may load an address of the web in a view, which no event asks about. */
export function mayLoad(role: ViewRole, target: string, addresses: Addresses): boolean {
  if (webAddress(target) === undefined) return false;
  // The look at what was left behind goes where people were; no server is asked there.
  if (role.kind === 'desk') return true;
  const { verdict } = navigationFor(role, target, addresses);
  return verdict === 'allow' || verdict === 'show portal';
}

function applicationOf(id: string, { applications }: Addresses): PortalApplication | undefined {
  return applications.find((each) => each.id === id);
}

/** Whether an address is at one of the application's own origins. */
export function belongsTo(target: string, application: PortalApplication): boolean {
  const url = webAddress(target);
  return url !== undefined && isWithin(url, application);
}

export function isWithin({ origin }: URL, { address, origins }: PortalApplication): boolean {
  return [address, ...origins].some((own) => webAddress(own)?.origin === origin);
}

/** Several may share an origin; the one at exactly this address comes first. */
function applicationAt({ href, origin }: URL, { applications }: Addresses): PortalApplication | undefined {
  return (
    applications.find(({ address }) => webAddress(address)?.href === href) ??
    applications.find(({ address }) => webAddress(address)?.origin === origin)
  );
}

function webAddress(target: string): URL | undefined {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}

/** @returns the address of a path of the portal's, or undefined where it leads elsewhere (`//evil.example`) */
export function atPortal(path: string, portal: string): string | undefined {
  const url = URL.canParse(path, portal) ? new URL(path, portal) : undefined;
  return url?.origin === new URL(portal).origin ? url.href : undefined;
}

/** Pages outside that a link may open in the system's browser [O9]: exactly those that are configured. */
export function mayOpenOutside(target: string, configured: readonly string[]): boolean {
  if (!URL.canParse(target)) return false;
  const { href, protocol } = new URL(target);
  return protocol === 'https:' && configured.some((address) => new URL(address).href === href);
}

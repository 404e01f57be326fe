import type { PortalApplication } from '../../shared/identity/api/identity.ts';
import { type Addresses, isWithin, type ViewRole } from './origins.ts';
import { isPrivateHost } from './private-network.ts';

/** What a page asks of a network, apart from where its window goes: pictures, scripts, fetches, frames, sockets. */
export interface PageRequest {
  readonly url: string;
  /** Undefined where no view is known, as for workers that serve several. */
  readonly role: ViewRole | undefined;
  /** Origin that asks; `null` as a text for an opaque one, undefined where the browser itself asks. */
  readonly initiator: string | undefined;
}

export interface RequestRules {
  readonly addresses: Addresses;
  /** Policy's PrivateNetworkOrigins. */
  readonly privateOrigins: readonly string[];
}

/**
 * Whether a request may leave [K4]. A real application's page reaches neither private addresses nor the portal nor the
 * bundled applications, except what is on its own list or on that of policy. Of itself the kiosk has nothing to fear.
 */
export function mayRequest(request: PageRequest, rules: RequestRules): boolean {
  const target = URL.parse(request.url.replace(/^ws(?=s?:)/i, 'http'));
  if (target === null) return false;
  const asker = askerOf(request, rules.addresses);
  if (asker === 'kiosk') return true;
  if (target.protocol === 'kiosk:') return false;
  // What is in the page itself (data:, blob:) reaches nobody.
  if (!['http:', 'https:'].includes(target.protocol)) return true;
  if (asker !== 'stranger' && isWithin(target, asker)) return true;
  if (rules.privateOrigins.some((origin) => URL.parse(origin)?.origin === target.origin)) return true;
  return !isPrivateHost(target.hostname) && !isOurs(target.origin, rules.addresses);
}

/** Whether a page may be asked about private addresses at all; which of them, `mayRequest` says of each request. */
export function mayUsePrivateNetwork(origin: string, { addresses, privateOrigins }: RequestRules): boolean {
  const url = URL.parse(origin);
  return url !== null && privateOrigins.length > 0 && realApplicationAt(url, addresses) !== undefined;
}

/** Whoever runs in a window, a page that stands at our own origin is ours: on the way through sign-in. */
function askerOf({ role, initiator }: PageRequest, addresses: Addresses): PortalApplication | 'kiosk' | 'stranger' {
  if (initiator !== undefined && (initiator.startsWith('kiosk://') || isOurs(initiator, addresses))) return 'kiosk';
  if (role?.kind === 'page') {
    const application = addresses.applications.find(({ id }) => id === role.application) ?? 'stranger';
    return application !== 'stranger' && application.bundled ? 'kiosk' : application;
  }
  if (role !== undefined || initiator === undefined) return 'kiosk';
  const url = URL.parse(initiator);
  return (url && realApplicationAt(url, addresses)) ?? 'stranger';
}

function realApplicationAt(url: URL, { applications }: Addresses): PortalApplication | undefined {
  return applications.find((application) => !application.bundled && isWithin(url, application));
}

function isOurs(origin: string, { portal, applications }: Addresses): boolean {
  const ours = [portal, ...applications.filter(({ bundled }) => bundled).map(({ address }) => address)];
  return ours.some((address) => URL.parse(address)?.origin === origin);
}

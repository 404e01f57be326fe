import { BlockList, isIP } from 'node:net';

/** Which hosts are inside: of this machine, of the clinic's network, or of no network that the public can reach [K4]. */

const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], // this machine, on most systems
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // behind a carrier's address translation, and inside many VPNs
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local; where clouds keep the credentials of a machine
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 96], // unspecified, this machine, and old spellings of IPv4
  ['64:ff9b::', 96], // IPv4 behind a translator; nobody publishes such an address
  ['64:ff9b:1::', 48],
  ['2001::', 32], // IPv4 through tunnels
  ['2002::', 16],
  ['fc00::', 7], // unique local
  ['fe80::', 10], // link-local
  ['fec0::', 10], // site-local
  ['ff00::', 8], // multicast
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv6');
}

/** Names that the public name system does not answer for. */
const privateSuffixes = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'home.arpa',
];

/**
 * Of a name it can only say what the name itself says: where a public name leads is known when it is asked for.
 * @param hostname as a parsed URL has it, so that 0x7f.1 is already 127.0.0.1, and IPv6 stands in brackets
 */
export function isPrivateHost(hostname: string): boolean {
  let host = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  // No pattern, which would look at a megabyte of dots from each of them.
  while (host.endsWith('.')) host = host.slice(0, -1);
  const version = isIP(host);
  // Of IPv6 addresses the list also knows those that are IPv4 in another spelling (::ffff:10.0.0.1).
  if (version !== 0) return privateRanges.check(host, version === 6 ? 'ipv6' : 'ipv4');
  // A name without a dot is completed by the clinic's own domain; no name at all is nobody's.
  if (!host.includes('.')) return true;
  return privateSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

import type { Keys } from '../keys/keys.ts';

/** The name under which browsers find a server on this machine, and the network address at which it listens. */
export interface LoopbackHost {
  readonly name: string;
  readonly address: string;
}

export const loopback = '127.0.0.1';

/** Where every address of 127.0.0.0/8 is this machine; elsewhere only 127.0.0.1 is. */
const wholeNetwork: readonly NodeJS.Platform[] = ['linux', 'win32'];

/**
 * A host of its own for each server of a deployment, the same at every start: browsers send a host's cookies to whatever
 * listens at another port of it, and keep what that sets. Addresses need no resolver, so that every client finds them;
 * where there is only one, names stand in, which browsers resolve by themselves.
 * @param servers in the order of their addresses
 */
export function loopbackHosts(
  keys: Pick<Keys, 'derive'>,
  servers: readonly string[],
  platform: NodeJS.Platform = process.platform,
): LoopbackHost[] {
  if (!wholeNetwork.includes(platform)) {
    const id = deploymentId(keys);
    return servers.map((server) => ({ name: `${server}-${id}.localhost`, address: loopback }));
  }
  const [a, b] = keys.derive('address');
  // 127.64.0.0 to 127.126.255.255, where nothing common lies; 11 and on for the same reason.
  const network = `127.${64 + (a! % 63)}.${b}`;
  return servers.map((_, index) => ({ name: `${network}.${11 + index}`, address: `${network}.${11 + index}` }));
}

/** Tells one deployment from another, in names of cookies and hosts; no secret. */
export function deploymentId(keys: Pick<Keys, 'derive'>): string {
  return keys.derive('deployment').toString('hex').slice(0, 8);
}

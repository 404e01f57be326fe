import { BlockList, isIPv6, type Server, type Socket } from 'node:net';
import { limits } from '../../shared/contract/limits.ts';

const { others, here } = limits.http.connectionsOfOne;

/**
 * Keeps one address from holding every connection that a server takes: it may hold no more than are still free, so that
 * there is always room for everybody else, whatever the first few do. This machine itself may hold more: each open page of an
 * application is a connection of the application to the identity server. Proxies of the settings stand for many people.
 */
export function shareConnections(server: Server, proxies: readonly string[]): void {
  const [held, exempt] = [new Map<string, number>(), listOf(proxies)];
  let all = 0;
  server.on('connection', (socket: Socket) => {
    const address = plain(socket.remoteAddress ?? '');
    const holder = networkOf(address);
    const own = held.get(holder) ?? 0;
    const weight = address === plain(socket.localAddress ?? '') ? here : others;
    const free = server.maxConnections - all;
    if (own + 1 > free * weight && !exempt.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) {
      // Said to nobody: an answer would cost what is to be spared.
      socket.destroy();
      return;
    }
    all += 1;
    held.set(holder, own + 1);
    socket.once('close', () => {
      all -= 1;
      const left = (held.get(holder) ?? 1) - 1;
      if (left > 0) held.set(holder, left);
      else held.delete(holder);
    });
  });
}

function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** An IPv4 address is itself, also where the server listens on IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/** Of IPv6 a whole network (/64) is one holder's: each machine in it has as many addresses as it likes. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array<string>(8 - groups.length - after.length).fill('0');
  return [...groups, ...middle, ...after].slice(0, 4).join(':');
}

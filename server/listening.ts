import { type AddressInfo, createServer } from 'node:net';
import type { Settings } from '../shared/settings.ts';
import type { HttpServer } from './http/server.ts';

/** Where one server listens. */
export interface Place {
  /** The network address. */
  readonly host: string;
  readonly port: number;
  readonly origin: string;
}

/** Under which name browsers find the servers, and at which network address they listen. */
export interface Reach {
  readonly scheme: 'http' | 'https';
  readonly name: string;
  readonly host: string;
}

export class PortError extends Error {}

const loopback = '127.0.0.1';

/** From this machine alone, unless the settings give the server a name and a certificate. */
export function reachOf({ server }: Settings): Reach {
  if (server === undefined) return { scheme: 'http', name: loopback, host: loopback };
  return { scheme: 'https', name: server.name, host: server.listen ?? '::' };
}

/**
 * Addresses for servers that must know each other's before the first one listens.
 * @param wanted all ports, or the first of consecutive ones, or zero for ports that the system chooses
 */
export async function reservePlaces(
  { scheme, name, host }: Reach,
  wanted: number | readonly number[],
  count: number,
): Promise<Place[]> {
  const ports =
    typeof wanted !== 'number'
      ? wanted
      : wanted === 0
        ? await freePorts(host, count)
        : Array.from({ length: count }, (_, index) => wanted + index);
  return ports.map((port) => ({ host, port, origin: new URL(`${scheme}://${name}:${port}`).origin }));
}

/** @throws PortError in words for whoever chose the port */
export async function listenAt(server: HttpServer, { host, port }: Place): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PortError(`Port ${port} is in use; choose another with --port.`);
    if (code === 'EADDRNOTAVAIL') throw new PortError(`This machine has no network address ${host} (server.listen).`);
    if (code === 'EACCES') throw new PortError(`Port ${port} is not allowed here; choose another with --port.`);
    throw error;
  }
}

/** All are held until all are found, so that they differ. */
async function freePorts(host: string, count: number): Promise<number[]> {
  const holders = Array.from({ length: count }, () => createServer());
  await Promise.all(holders.map((holder) => new Promise<void>((done) => holder.listen(0, host, done))));
  const ports = holders.map((holder) => (holder.address() as AddressInfo).port);
  await Promise.all(holders.map((holder) => new Promise((done) => holder.close(done))));
  return ports;
}

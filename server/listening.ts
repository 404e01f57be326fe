import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Settings } from '../shared/settings.ts';
import type { HttpServer } from './http/server.ts';

/** Where one server listens. */
export interface Place {
  /** The network address. */
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  /** Keeps a port that the system chose from every other process until the server takes it over. */
  readonly holder?: Server | undefined;
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
  const place = (port: number, holder?: Server) => {
    return { host, port, holder, origin: new URL(`${scheme}://${name}:${port}`).origin };
  };
  if (typeof wanted !== 'number') return wanted.map((port) => place(port));
  if (wanted !== 0) return Array.from({ length: count }, (_, index) => place(wanted + index));
  const holders = await Promise.all(Array.from({ length: count }, () => holdFreePort(host)));
  return holders.map((holder) => place((holder.address() as AddressInfo).port, holder));
}

/** Where a server that was to be there does not come to be. */
export function releasePlaces(places: readonly Place[]): void {
  for (const { holder } of places) if (holder?.listening) holder.close();
}

/** @throws PortError in words for whoever chose the port */
export async function listenAt(server: HttpServer, { host, port, holder }: Place): Promise<void> {
  try {
    if (holder) takeOver(server, holder);
    await server.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PortError(`Port ${port} is in use; choose another with --port.`);
    if (code === 'EADDRNOTAVAIL') throw new PortError(`This machine has no network address ${host} (server.listen).`);
    if (code === 'EACCES') throw new PortError(`Port ${port} is not allowed here; choose another with --port.`);
    throw error;
  }
}

/**
 * The very socket: a port that is let go of first can be somebody else's a moment later. Fastify knows no such listening,
 * and closes properly only what it has itself told to listen.
 */
function takeOver({ server }: HttpServer, holder: Server): void {
  const listen = server.listen.bind(server);
  server.listen = (...given: unknown[]) =>
    listen(holder, given.find((each) => typeof each === 'function') as () => void);
}

async function holdFreePort(host: string): Promise<Server> {
  const holder = createServer();
  await new Promise<void>((done, fail) => {
    holder.once('error', fail);
    holder.listen(0, host, done);
  });
  return holder;
}

import { type AddressInfo, createServer, type Server } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { HttpServer } from './server.ts';
import { type LoopbackHost, loopback } from './loopback.ts';

/** Where one server listens. */
export interface Place {
  /** The network address. */
  readonly host: string;
  /** Another one of this machine, where people look for it; the same port. */
  readonly besides?: string | undefined;
  readonly port: number;
  readonly origin: string;
  /** Keep a port that the system chose from every other process until the server takes it over, by address. */
  readonly holders?: ReadonlyMap<string, Server> | undefined;
}

/** The name under which browsers find a server, and the network address at which it listens. */
export interface Reach {
  readonly scheme: 'http' | 'https';
  readonly name: string;
  readonly host: string;
  readonly besides?: string | undefined;
}

export class PortError extends Error {}

/**
 * Only this machine reaches them, unless the settings give the servers a name and a certificate.
 * @param hosts one for each server
 */
export function reachesOf({ server }: Settings, hosts: readonly LoopbackHost[]): Reach[] {
  return hosts.map(({ name, address }) => {
    if (server) return { scheme: 'https', name: server.name, host: server.listen ?? '::' };
    // Bookmarks, and what people type.
    return { scheme: 'http', name, host: address, ...(address !== loopback && { besides: loopback }) };
  });
}

/** How often other ports are tried where one that the system chose is taken at the other address. */
const tries = 20;

/**
 * Addresses for servers that must know each other's before the first one listens.
 * @param wanted all ports, or the first of consecutive ones, or zero for ports that the system chooses
 */
export async function reservePlaces(reaches: readonly Reach[], wanted: number | readonly number[]): Promise<Place[]> {
  const place = ({ scheme, name, host, besides }: Reach, port: number, holders?: Map<string, Server>): Place => {
    return { host, besides, port, holders, origin: new URL(`${scheme}://${name}:${port}`).origin };
  };
  if (typeof wanted !== 'number') return reaches.map((reach, index) => place(reach, wanted[index]!));
  if (wanted !== 0) return reaches.map((reach, index) => place(reach, wanted + index));
  const held = await Promise.all(reaches.map((reach) => holdFreePort(reach, tries)));
  return reaches.map((reach, index) => {
    const holders = held[index]!;
    return place(reach, (holders.get(reach.host)!.address() as AddressInfo).port, holders);
  });
}

/** Where a server that was to be there does not come to be. */
export function releasePlaces(places: readonly Place[]): void {
  for (const { holders } of places) {
    for (const holder of holders?.values() ?? []) if (holder.listening) holder.close();
  }
}

/** @throws PortError in words for whoever chose the port */
export async function listenAt(server: HttpServer, place: Place, log: FastifyBaseLogger): Promise<void> {
  const { host, port, holders } = place;
  try {
    const holder = holders?.get(host);
    if (holder) takeOver(server, holder);
    await listenBesides(server, place, log);
    await server.listen({ host, port });
  } catch (error) {
    const why = whyNotAt(error, host, port);
    if (why !== undefined) throw new PortError(why);
    throw error;
  }
}

/** @returns why no server can answer there, in words for whoever chose the port; undefined where one can */
export async function whyNotFree(host: string, port: number): Promise<string | undefined> {
  try {
    const taken = await listening(host, port);
    await new Promise<void>((closed) => void taken.close(() => closed()));
    return undefined;
  } catch (error) {
    const why = whyNotAt(error, host, port);
    if (why === undefined) throw error;
    return why;
  }
}

function whyNotAt(error: unknown, host: string, port: number): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is in use; choose another with --port.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no network address ${host} (server.listen).`;
  if (code === 'EACCES') return `Port ${port} is not allowed here; choose another with --port.`;
  return undefined;
}

/** What comes there is the server's as if it had come to its own address; without it, nothing is missing but that. */
async function listenBesides(
  app: HttpServer,
  { besides, host, port, holders }: Place,
  log: FastifyBaseLogger,
): Promise<void> {
  if (besides === undefined) return;
  try {
    const second = holders ? holders.get(besides) : await listening(besides, port);
    if (second === undefined) throw new Error('no port was free at both addresses');
    second.maxConnections = app.server.maxConnections;
    second.on('connection', (socket) => app.server.emit('connection', socket));
    app.addHook('preClose', async () => void second.close());
  } catch (err) {
    log.warn(
      { err, address: `${besides}:${port}` },
      `only ${host}:${port} answers; another program has the other port`,
    );
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

/** Listens at both addresses, if that can be had. */
async function holdFreePort(reach: Reach, left: number): Promise<Map<string, Server>> {
  const { host, besides } = reach;
  const first = await listening(host, 0);
  const held = new Map([[host, first]]);
  if (besides === undefined) return held;
  const { port } = first.address() as AddressInfo;
  const second = await listening(besides, port).catch(() => undefined);
  if (second) return held.set(besides, second);
  if (left === 0) return held;
  first.close();
  return holdFreePort(reach, left - 1);
}

async function listening(host: string, port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, done);
  });
  return server;
}

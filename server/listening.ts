import { type AddressInfo, createServer } from 'node:net';
import type { HttpServer } from './http/server.ts';

/** Where one server listens. */
export interface Place {
  readonly port: number;
  readonly origin: string;
}

export class PortError extends Error {}

const host = '127.0.0.1';

/**
 * Addresses for servers that must know each other's before the first one listens.
 * @param wanted all ports, or the first of consecutive ones, or zero for ports that the system chooses
 */
export async function reservePlaces(wanted: number | readonly number[], count: number): Promise<Place[]> {
  const ports =
    typeof wanted !== 'number'
      ? wanted
      : wanted === 0
        ? await freePorts(count)
        : Array.from({ length: count }, (_, index) => wanted + index);
  return ports.map((port) => ({ port, origin: `http://${host}:${port}` }));
}

/** @throws PortError in words for whoever chose the port */
export async function listenAt(server: HttpServer, { port }: Place): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PortError(`Port ${port} is in use; choose another with --port.`);
    if (code === 'EACCES') throw new PortError(`Port ${port} is not allowed here; choose another with --port.`);
    throw error;
  }
}

/** All are held until all are found, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const holders = Array.from({ length: count }, () => createServer());
  await Promise.all(holders.map((holder) => new Promise<void>((done) => holder.listen(0, host, done))));
  const ports = holders.map((holder) => (holder.address() as AddressInfo).port);
  await Promise.all(holders.map((holder) => new Promise((done) => holder.close(done))));
  return ports;
}

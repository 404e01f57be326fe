import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions, TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface CollectedEntry {
  readonly n: number;
  readonly event: string;
  readonly address?: string;
}

/** One message, as RFC 5424 has it. */
const form = /^<(\d{1,3})>1 (\S+) (\S+) enterprise-portal - (\S+) - (\{.*\})$/s;

/** A log collector over TCP or TLS that takes messages with their length before them, and nothing else. */
export class Collector {
  readonly messages: string[] = [];
  /** What came and was no message. */
  readonly faults: string[] = [];
  connections = 0;
  /** Fingerprints of what the other side showed of itself. */
  readonly shown: string[] = [];
  /** While it is set, nothing is read of what comes. */
  reads = true;
  /** Breaks the connection that brings this message, before it counts as read; once. */
  breakAt: number | undefined;
  port: number;
  readonly #tls: TlsOptions | undefined;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  private constructor(tls: TlsOptions | undefined, port: number) {
    this.#tls = tls;
    this.port = port;
  }

  static async start(tls?: TlsOptions, port = 0): Promise<Collector> {
    const collector = new Collector(tls, port);
    await collector.up();
    onTestFinished(() => collector.down());
    return collector;
  }

  get entries(): CollectedEntry[] {
    return this.messages.map((message) => JSON.parse(form.exec(message)![5]!) as CollectedEntry);
  }

  get numbers(): number[] {
    return this.entries.map(({ n }) => n);
  }

  settings(name = '127.0.0.1') {
    return { address: `${this.#tls ? 'tls' : 'tcp'}://${name}:${this.port}` };
  }

  async up(): Promise<void> {
    const take = (socket: Socket) => this.#take(socket);
    // As collectors do, it ends its side once it has read to the end of the other.
    this.#server = this.#tls ? createTlsServer(this.#tls, take) : createServer(take);
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    this.#server.on('tlsClientError', () => {});
    const server = this.#server;
    await new Promise<void>((listening) => server.listen(this.port, '127.0.0.1', listening));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Ends its connections in good order, whatever the other side means to say. */
  async hangUp(): Promise<void> {
    for (const socket of this.#sockets) socket.end();
  }

  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    if (server) await new Promise((closed) => server.close(closed));
  }

  #take(socket: Socket): void {
    this.connections += 1;
    if (socket instanceof TLSSocket) this.shown.push(socket.getPeerX509Certificate()?.fingerprint256 ?? 'none');
    let held = Buffer.alloc(0);
    socket.on('error', () => {});
    if (!this.reads) return void socket.pause();
    socket.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      for (;;) {
        const length = /^(\d{1,6}) /.exec(held.subarray(0, 8).toString('latin1'));
        if (length === null) {
          if (held.length >= 8) this.faults.push(held.toString());
          return;
        }
        const [begin, bytesOf] = [length[0].length, Number(length[1])];
        if (held.length < begin + bytesOf) return;
        const message = held.subarray(begin, begin + bytesOf).toString();
        if (this.messages.length === this.breakAt) {
          this.breakAt = undefined;
          return void socket.resetAndDestroy();
        }
        if (form.test(message)) this.messages.push(message);
        else this.faults.push(message);
        held = held.subarray(begin + bytesOf);
      }
    });
  }
}

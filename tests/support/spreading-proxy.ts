import { connect, createServer, type Server, type Socket } from 'node:net';

/** As a clinic would put in front of several servers: passes TLS through, each connection to the next that answers. */
export class SpreadingProxy {
  readonly #listening: Server[] = [];
  readonly #sockets = new Set<Socket>();

  static async start(ports: readonly number[], hosts: readonly string[]): Promise<SpreadingProxy> {
    const proxy = new SpreadingProxy();
    let next = 0;
    for (const port of ports) {
      const server = createServer({ pauseOnConnect: true }, (client) => {
        const first = next++;
        const inTurn = hosts.map((_, n) => hosts[(first + n) % hosts.length]!);
        proxy.#pass(client, inTurn, port);
      });
      proxy.#listening.push(server);
      await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    }
    return proxy;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    for (const server of this.#listening) server.close();
  }

  #pass(client: Socket, [host, ...others]: readonly string[], port: number): void {
    if (host === undefined) return void client.destroy();
    const server = connect(port, host);
    const refused = () => this.#pass(client, others, port);
    server.once('error', refused);
    server.once('connect', () => {
      server.off('error', refused);
      for (const [socket, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
  }
}

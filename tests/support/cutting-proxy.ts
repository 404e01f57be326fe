import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** When the line is cut: before the database hears the word, or once it has, before anybody hears its answer. */
export type Cut = 'before it is heard' | 'before the answer';

/** Stands between a store and its database, and cuts the line at a word that the store says. */
export class CuttingProxy {
  port = 0;
  #armed: { word: string; cut: Cut } | undefined;
  readonly #sockets = new Set<Socket>();

  static async start(target: number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy();
    const server = createServer((client) => proxy.#pass(client, connect(target, '127.0.0.1')));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    proxy.port = (server.address() as AddressInfo).port;
    onTestFinished(() => {
      for (const socket of proxy.#sockets) socket.destroy();
      server.close();
    });
    return proxy;
  }

  /** Once. */
  cutAt(word: string, cut: Cut): void {
    this.#armed = { word, cut };
  }

  #pass(client: Socket, database: Socket): void {
    let deaf = false;
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => other.destroy());
    }
    client.on('data', (said) => {
      const armed = this.#armed;
      if (armed === undefined || !said.includes(armed.word)) return void database.write(said);
      this.#armed = undefined;
      if (armed.cut === 'before it is heard') return void client.destroy();
      deaf = true;
      database.write(said);
      database.once('data', () => client.destroy());
    });
    database.on('data', (said) => deaf || client.write(said));
  }
}

import { unlink } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../shared/contract/limits.ts';
import { randomToken } from '../keys/tokens.ts';
import { localSocketPath } from './local-socket.ts';
import { ExchangeError, Lines, sealLine, unsealLine } from './sealed-exchange.ts';

export const controlPurpose = 'epk-control';

export interface ControlOptions {
  /** The folder of the data. Whoever holds it is the only server on it. */
  readonly folder: string;
  readonly key: Buffer;
  readonly log: FastifyBaseLogger;
  /** Does what a command asks for. */
  readonly answer: (question: unknown) => Promise<unknown>;
}

/** What is asked for is done to its end, also when the server is told to stop. */
const questioned = new WeakSet<Socket>();

/**
 * Where commands reach the server that runs on their data, which they cannot open themselves meanwhile [R3]. It has no
 * network address; whoever calls proves with the first word that they hold the master key.
 */
export async function openControl(options: ControlOptions): Promise<{ close(): Promise<void> }> {
  const path = await localSocketPath(controlPurpose, options.folder);
  const open = new Set<Socket>();
  const answering = new Set<Promise<void>>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const done = converse(socket, options).finally(() => {
      answering.delete(done);
      socket.destroy();
    });
    answering.add(done);
  });
  server.maxConnections = limits.control.connections;
  // Whoever has the folder has its place too: what is left there is of one that was killed.
  if (path.endsWith('.sock')) await unlink(path).catch(() => {});
  try {
    await listen(server, path);
  } catch (error) {
    // People can sign in all the same.
    options.log.error({ err: error }, 'commands cannot reach this server while it runs');
    return { close: async () => {} };
  }
  server.unref();
  return {
    close: async () => {
      const closed = new Promise<void>((done) => void server.close(() => done()));
      const busy = [...answering];
      // Those that still wait for a question.
      for (const socket of open) if (!questioned.has(socket)) socket.destroy();
      await Promise.allSettled(busy);
      await closed;
    },
  };
}

async function converse(socket: Socket, { key, log, answer }: ControlOptions): Promise<void> {
  socket.on('error', () => {});
  socket.setTimeout(limits.control.silence, () => socket.destroy());
  const challenge = randomToken();
  try {
    socket.write(`${challenge}\n`);
    const question = unsealLine(key, 'question', challenge, await new Lines(socket, limits.control.bytes).next());
    questioned.add(socket);
    // The work itself may take minutes.
    socket.setTimeout(0);
    const said = await answer(question).catch((error: unknown) => {
      log.error({ err: error }, 'a command failed');
      return { outcome: 'failed' };
    });
    await new Promise<void>((done) => socket.end(sealLine(key, 'answer', challenge, said), () => done()));
  } catch (error) {
    if (error instanceof ExchangeError) log.warn({ reason: error.message }, 'a command was refused');
    else if (!socket.destroyed) log.error({ err: error }, 'a command was not understood');
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(path, () => done());
  });
}

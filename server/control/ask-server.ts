import { connect, type Socket } from 'node:net';
import { limits } from '../../shared/contract/limits.ts';
import { controlPurpose } from './control-endpoint.ts';
import { localSocketPath } from './local-socket.ts';
import { Lines, sealLine, unsealLine } from './sealed-exchange.ts';

/** Nobody answers there: no server runs on this data, or it is just starting. */
export class NobodyThereError extends Error {}

/**
 * Asks the server that runs on this data. @returns its answer
 * @throws NobodyThereError, or ExchangeError where the other side does not hold the same master key
 */
export async function askServer(folder: string, key: Buffer, question: unknown): Promise<unknown> {
  const socket = await reach(await localSocketPath(controlPurpose, folder));
  try {
    const lines = new Lines(socket, limits.control.bytes);
    const challenge = await lines.next();
    socket.write(sealLine(key, 'question', challenge, question));
    return unsealLine(key, 'answer', challenge, await lines.next());
  } finally {
    socket.destroy();
  }
}

function reach(path: string): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(path, () => {
      // Whoever reads hears of it.
      socket.on('error', () => {});
      done(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      fail(['ENOENT', 'ECONNREFUSED'].includes(error.code!) ? new NobodyThereError() : error);
    });
  });
}

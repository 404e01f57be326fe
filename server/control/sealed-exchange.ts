import type { Socket } from 'node:net';
import { seal, UnreadableError, unseal } from '../store/sealed.ts';

/**
 * How a command and the server of one folder speak: a question and an answer over a local socket, each one line of
 * base64, sealed under a key that comes from the master key. Whoever seals shows that they hold it, on both sides, and
 * nobody else on the machine reads along. A challenge of the server's, new for each connection, is authenticated with
 * both: what was recorded opens nothing a second time, and an answer is no question.
 */

export class ExchangeError extends Error {}

export function sealLine(key: Buffer, side: 'question' | 'answer', challenge: string, message: unknown): string {
  return `${seal(key, JSON.stringify(message), Buffer.from(`${side}/${challenge}`)).toString('base64')}\n`;
}

/** @throws ExchangeError where it was sealed under another key, for another connection, or by the same side */
export function unsealLine(key: Buffer, side: 'question' | 'answer', challenge: string, line: string): unknown {
  try {
    return JSON.parse(unseal(key, Buffer.from(line, 'base64'), Buffer.from(`${side}/${challenge}`)));
  } catch (error) {
    if (error instanceof UnreadableError) throw new ExchangeError('not sealed with the master key of this data');
    throw error;
  }
}

/** Reads lines one by one. @throws ExchangeError where the other side says more than it may, or goes away */
export class Lines {
  readonly #socket: Socket;
  readonly #most: number;
  #waiting: Buffer[] = [];
  #bytes = 0;
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(socket: Socket, most: number) {
    this.#socket = socket;
    this.#most = most;
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async next(): Promise<string> {
    for (;;) {
      const { done, value } = await this.#chunks.next();
      if (done) throw new ExchangeError('the other side has gone away');
      const end = value.indexOf(0x0a);
      this.#bytes += value.length;
      if (this.#bytes > this.#most) {
        this.#socket.destroy();
        throw new ExchangeError('more was said than may be');
      }
      if (end < 0) {
        this.#waiting.push(value);
        continue;
      }
      const line = Buffer.concat([...this.#waiting, value.subarray(0, end)]).toString('latin1');
      // Neither side says two lines at once.
      this.#waiting = [];
      this.#bytes = 0;
      return line;
    }
  }
}

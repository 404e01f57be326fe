import { utilityProcess } from 'electron';
import { Value } from 'typebox/value';
import { StartedMessage, type StartMessage } from '../../shared/embedded-server.ts';
import type { Addresses } from '../security/origins.ts';

export interface EmbeddedServer {
  readonly addresses: Addresses;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
}

export class ServerStartError extends Error {}

/**
 * Starts the identity server and the applications in a process of their own, which ends with the shell.
 * @throws ServerStartError with a sentence for the person at the workstation
 */
export function startEmbeddedServer(file: string, start: Omit<StartMessage, 'type'>): Promise<EmbeddedServer> {
  const child = utilityProcess.fork(file, [], {
    serviceName: 'Enterprise Portal server',
    // Hashing uses libuv's threads, and more of them than cores only adds latency.
    env: { ...process.env, UV_THREADPOOL_SIZE: '2' },
  });
  let running = true;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running = false;
      resolve();
    });
  });
  const stop = async () => {
    if (running) child.kill();
    await gone;
  };

  return new Promise((resolve, reject) => {
    void gone.then(() => reject(new ServerStartError('The server ended before it was ready.')));
    child.once('spawn', () => child.postMessage({ type: 'start', ...start } satisfies StartMessage));
    child.once('message', (message: unknown) => {
      if (!Value.Check(StartedMessage, message))
        return reject(new ServerStartError('The server gave no usable answer.'));
      if (message.type === 'failed') return reject(new ServerStartError(message.message));
      const { portal, applications } = message;
      resolve({ addresses: { portal, applications }, stop });
    });
  });
}

import { utilityProcess } from 'electron';
import { Value } from 'typebox/value';
import { StartedMessage, type StartMessage } from '../../shared/embedded-server.ts';

export type ReadyMessage = Extract<StartedMessage, { type: 'ready' }>;

export interface ServerProcess {
  readonly ready: ReadyMessage;
  /** Resolves when the process is gone, with the last lines that it wrote. */
  readonly gone: Promise<LastWords>;
  /** Asks it to end. */
  kill(): void;
  /** Ends it without asking, for one that no longer hears. */
  destroy(): void;
}

export interface LastWords {
  readonly exitCode: number;
  readonly lines: readonly string[];
}

export class ServerStartError extends Error {}

const linesKept = 20;

/**
 * Starts the identity server and the applications in a process of their own.
 * @throws ServerStartError with a sentence for the person at the workstation
 */
export function startServerProcess(file: string, start: Omit<StartMessage, 'type'>): Promise<ServerProcess> {
  const child = utilityProcess.fork(file, [], {
    serviceName: 'Enterprise Portal server',
    // Hashing uses libuv's threads, and more of them than cores only adds latency.
    env: { ...process.env, UV_THREADPOOL_SIZE: '2' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines: string[] = [];
  child.stderr?.on('data', (text: Buffer) => {
    process.stderr.write(text);
    lines.push(...text.toString().split('\n').filter(Boolean));
    lines.splice(0, lines.length - linesKept);
  });
  const gone = new Promise<LastWords>((resolve) => {
    child.once('exit', (exitCode) => resolve({ exitCode, lines }));
  });

  return new Promise((resolve, reject) => {
    void gone.then(() => reject(new ServerStartError('The server ended before it was ready.')));
    child.once('spawn', () => child.postMessage({ type: 'start', ...start } satisfies StartMessage));
    child.once('message', (message: unknown) => {
      if (!Value.Check(StartedMessage, message))
        return reject(new ServerStartError('The server gave no usable answer.'));
      if (message.type === 'failed') return reject(new ServerStartError(message.message));
      resolve({
        ready: message,
        gone,
        kill: () => void child.kill(),
        destroy: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
      });
    });
  });
}

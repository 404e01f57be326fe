import { utilityProcess } from 'electron';
import { Value } from 'typebox/value';
import type { Log } from '../diagnostics/log.ts';
import { ServerLines } from '../diagnostics/server-lines.ts';
import { type FirstRunCodes, StartedMessage, type StartMessage } from '../../shared/kiosk/embedded-server.ts';

export type ReadyMessage = Extract<StartedMessage, { type: 'ready' }>;

export interface ServerProcess {
  readonly ready: ReadyMessage;
  /** What the shell shows while nobody can sign in. */
  codes: FirstRunCodes;
  /** Resolves with its exit code when the process is gone. */
  readonly gone: Promise<number>;
  /** Asks it to end. */
  kill(): void;
  /** Ends it without asking, for one that no longer hears. */
  destroy(): void;
}

export class ServerStartError extends Error {}

export const noCodes: FirstRunCodes = { setUp: null, administrator: null };

/**
 * Starts the identity server and the applications in a process of their own.
 * @param setUp told when somebody has set it up, and it answers as what it is now
 * @throws ServerStartError with a sentence for the person at the workstation
 */
export function startServerProcess(
  file: string,
  start: Omit<StartMessage, 'type'>,
  log: Log,
  setUp: () => void,
): Promise<ServerProcess> {
  const child = utilityProcess.fork(file, [], {
    serviceName: 'Enterprise Portal server',
    // Hashing uses libuv's threads, and more of them than cores only adds latency.
    env: { ...process.env, UV_THREADPOOL_SIZE: '2' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const lines = new ServerLines(log);
  child.stderr?.on('data', (text: Buffer) => {
    // Whoever started the kiosk in a terminal sees it; what may be kept of it is in the log.
    process.stderr.write(text);
    lines.add(text.toString());
  });
  const gone = new Promise<number>((resolve) => void child.once('exit', resolve));

  return new Promise((resolve, reject) => {
    void gone.then(() => reject(new ServerStartError('The server ended before it was ready.')));
    child.once('spawn', () => child.postMessage({ type: 'start', ...start } satisfies StartMessage));
    let server: ServerProcess | undefined;
    child.on('message', (message: unknown) => {
      if (!Value.Check(StartedMessage, message))
        return reject(new ServerStartError('The server gave no usable answer.'));
      if (message.type === 'failed') return reject(new ServerStartError(message.message));
      if (message.type === 'set up') {
        if (server) server.codes = message.codes;
        return setUp();
      }
      server = {
        ready: message,
        codes: message.codes,
        gone,
        kill: () => void child.kill(),
        destroy: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
      };
      resolve(server);
    });
  });
}

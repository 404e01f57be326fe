import { execFile } from 'node:child_process';
import type { FastifyBaseLogger } from 'fastify';

/**
 * Tells systemd, where it started this server as a service of `Type=notify`, that it answers, that it stops, and again and
 * again that it is alive. Node has no datagram sockets of this kind, so systemd's own program speaks (systemd-notify(1)).
 */

export interface SystemdOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
  /** Instead of systemd's own. */
  readonly program?: string;
}

export interface Systemd {
  /** Begins to say that it is alive, too, where systemd watches. */
  ready(): Promise<void>;
  stopping(): Promise<void>;
}

/** Does nothing where systemd does not ask. */
export function systemd({ env, log, program = 'systemd-notify' }: SystemdOptions): Systemd {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: within } = env;
  if (socket === undefined) return { ready: async () => {}, stopping: async () => {} };
  let watch: NodeJS.Timeout | undefined;
  const say = (...words: string[]) =>
    new Promise<void>((done) => {
      execFile(program, words, { env: { PATH: env['PATH'], NOTIFY_SOCKET: socket } }, (error) => {
        if (error) log.warn({ err: error, words }, 'systemd could not be told');
        done();
      });
    });
  return {
    ready: async () => {
      await say('--ready');
      const every = Number(within) / 1000 / 3;
      // A loop that is stuck does not come to it, and systemd starts the server anew.
      if (every > 0) watch = setInterval(() => void say('WATCHDOG=1'), every).unref();
    },
    stopping: async () => {
      clearInterval(watch);
      await say('STOPPING=1');
    },
  };
}

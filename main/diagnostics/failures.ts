import type { Log } from './log.ts';

export interface FailuresDeps {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly log: Log;
  /** Before the windows are there, nobody would see a kiosk that goes on without what failed. */
  readonly startFailed: (error: unknown) => void;
}

/**
 * Nothing that the shell forgot to handle ends it [K10].
 * @returns to be called once the kiosk has started
 */
export function watchFailures({ process, log, startFailed }: FailuresDeps): () => void {
  let starting = true;
  process.on('uncaughtException', (error) => {
    log.error('error.uncaught', { error, during: starting ? 'start' : 'work' });
    if (!starting) return;
    starting = false;
    startFailed(error);
  });
  process.on('unhandledRejection', (error) => log.error('error.unhandled', { error }));
  return () => {
    starting = false;
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import { identityApi } from '../../shared/identity/api/identity.ts';
import type { DeploymentKind } from '../../shared/identity/api/identity.ts';
import type { FirstRunCodes, StartMessage } from '../../shared/kiosk/embedded-server.ts';
import { localFetch } from '../../shared/contract/local-fetch.ts';
import type { Log } from '../diagnostics/log.ts';
import { noCodes, type ServerProcess, startServerProcess } from './server-process.ts';

export interface EmbeddedServer {
  /** The portal's address. */
  readonly portal: string;
  /** At its start; undefined where nobody had decided yet. */
  readonly kind: DeploymentKind | undefined;
  /** What the shell shows while nobody can sign in. */
  codes(): FirstRunCodes;
  forgetCodes(): void;
  /** Told when somebody has set it up. */
  onSetUp: () => void;
  /** Resolves when the process is gone for good. */
  stop(): Promise<void>;
}

/** How long to wait before each start after the first, milliseconds; the last holds from then on. */
const restartAfter = [0, 1000, 5000, 15_000, 60_000];
/** A process that has run that long was well: waiting begins anew. */
const wellAfter = 5 * 60_000;
const health = { every: 5000, patience: 5000, failures: 3 };

/**
 * The server behind a local deployment, kept running [K7]: one that dies or stops answering is started again, at the same
 * addresses, so that the pages that are open go on.
 * @throws ServerStartError when the very first start fails: nobody has lost anything yet, and somebody should know why
 */
export async function startEmbeddedServer(
  file: string,
  start: Omit<StartMessage, 'type'>,
  log: Log,
): Promise<EmbeddedServer> {
  const stopping = new AbortController();
  let isDecided = false;
  const setUp = () => {
    isDecided = true;
    log.info('server.set-up', {});
    embedded.onSetUp();
  };
  let server = await startServerProcess(file, start, log, setUp);
  const { portal, ports, kind } = server.ready;
  isDecided = kind !== undefined;
  const supervised = supervise();

  async function supervise(): Promise<void> {
    for (let restarts = 0; ; restarts++) {
      const since = performance.now();
      const watching = new AbortController();
      void endWhenSilent(server, log, AbortSignal.any([watching.signal, stopping.signal]));
      const exitCode = await server.gone;
      watching.abort();
      if (stopping.signal.aborted) return;
      log.warn('server.ended', { exitCode });
      if (performance.now() - since > wellAfter) restarts = 0;
      const next = await startAgain(restarts);
      if (next === undefined) return;
      server = next;
      // Ended while it became what was chosen, it has gone on with that.
      if (!isDecided && next.ready.kind !== undefined) setUp();
    }
  }

  /** Until it runs. @returns undefined when nobody wants it any more */
  async function startAgain(restarts: number): Promise<ServerProcess | undefined> {
    for (let tries = restarts; ; tries++) {
      await delay(restartAfter[Math.min(tries, restartAfter.length - 1)], undefined, stopping).catch(() => {});
      if (stopping.signal.aborted) return undefined;
      try {
        const next = await startServerProcess(file, { ...start, ports }, log, setUp);
        if (stopping.signal.aborted) next.kill();
        log.info('server.started-again', {});
        return next;
      } catch (error) {
        log.error('server.start-failed', { error });
      }
    }
  }

  const embedded: EmbeddedServer = {
    portal,
    kind,
    codes: () => server.codes,
    forgetCodes: () => void (server.codes = noCodes),
    onSetUp: () => {},
    stop: async () => {
      stopping.abort();
      server.kill();
      await supervised;
      await server.gone;
    },
  };
  return embedded;
}

/** A process that is there and answers nobody is as good as dead. */
async function endWhenSilent(server: ServerProcess, log: Log, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (failures < health.failures) {
    await delay(health.every, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    failures = (await answers(server.ready.portal)) ? 0 : failures + 1;
  }
  log.warn('server.silent', {});
  server.destroy();
}

async function answers(portal: string): Promise<boolean> {
  try {
    const response = await localFetch(new URL(identityApi.deployment.path, portal), {
      signal: AbortSignal.timeout(health.patience),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

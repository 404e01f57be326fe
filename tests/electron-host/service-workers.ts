// Service workers as Chromium reports them among its targets, while they run.
import { type CdpSession, ignoreFailure, type Protocol } from './cdp.ts';

const running = new Map<string, Protocol.Target.TargetInfo>();

/** @param contextId undefined for the default session */
export function runningWorkers(contextId: string | undefined): Record<number, { scriptUrl: string }> {
  return Object.fromEntries(workersOf(contextId).map(({ url }, index) => [index + 1, { scriptUrl: url }]));
}

/** A worker whose registration was cleared ends at once, unless a debugger holds it: here one always does. */
export function stopWorkers(browser: CdpSession, contextId: string | undefined, origin: string | undefined): void {
  for (const { targetId, url } of workersOf(contextId)) {
    if (origin === undefined || new URL(url).origin === origin)
      ignoreFailure(browser.send('Target.closeTarget', { targetId }));
  }
}

function workersOf(contextId: string | undefined): Protocol.Target.TargetInfo[] {
  return [...running.values()].filter(({ browserContextId }) => browserContextId === contextId);
}

export function workerStarted(target: Protocol.Target.TargetInfo): void {
  if (target.type === 'service_worker') running.set(target.targetId, target);
}

export function workerEnded(targetId: string): void {
  running.delete(targetId);
}

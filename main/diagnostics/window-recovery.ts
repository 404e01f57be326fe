/** How a window comes back [K10]. Pure; recover-contents.ts does what is decided here. */

export const recovery = {
  /** Before the page is loaded again, milliseconds; the last holds from then on. */
  backoff: [0, 2000, 10_000],
  crashes: { most: 5, within: 10 * 60_000 },
  /** How long a page may hang before its process is ended. */
  patience: 15_000,
} as const;

export const loadFailures = ['name not found', 'refused', 'timeout', 'certificate', 'other'] as const;
export type LoadFailure = (typeof loadFailures)[number];

export type WindowEvent =
  | { readonly is: 'gone'; readonly reason: string }
  | { readonly is: 'unresponsive' }
  | { readonly is: 'responsive' }
  | { readonly is: 'still unresponsive' }
  | { readonly is: 'load failed'; readonly why: LoadFailure }
  | { readonly is: 'loaded' };

export type RecoveryAction =
  | { readonly do: 'nothing' }
  | { readonly do: 'load again'; readonly after: number }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'stop waiting' }
  | { readonly do: 'end its process' }
  | { readonly do: 'give up' };

export interface WindowHistory {
  /** When its process went, on a clock that only goes forward. */
  readonly crashes: readonly number[];
  /** Since it last loaded. */
  readonly failedLoads: number;
}

export const nothingHappened: WindowHistory = { crashes: [], failedLoads: 0 };

export interface Decided {
  readonly action: RecoveryAction;
  readonly history: WindowHistory;
}

export function decide(event: WindowEvent, history: WindowHistory, now: number): Decided {
  switch (event.is) {
    case 'gone':
      return event.reason === 'clean-exit' ? { action: { do: 'nothing' }, history } : afterCrash(history, now);
    case 'unresponsive':
      return { action: { do: 'wait', milliseconds: recovery.patience }, history };
    case 'responsive':
      return { action: { do: 'stop waiting' }, history };
    case 'still unresponsive':
      return { action: { do: 'end its process' }, history };
    case 'load failed':
      return afterFailedLoad(event.why, history);
    case 'loaded':
      return { action: { do: 'stop waiting' }, history: { ...history, failedLoads: 0 } };
  }
}

function afterCrash(history: WindowHistory, now: number): Decided {
  const { most, within } = recovery.crashes;
  const crashes = [...history.crashes.filter((time) => now - time < within), now].slice(-most - 1);
  const action: RecoveryAction =
    crashes.length > most ? { do: 'give up' } : { do: 'load again', after: backoff(crashes.length) };
  return { action, history: { ...history, crashes } };
}

/** A server may be away for long and is waited for; a certificate does not become right by asking again. */
function afterFailedLoad(why: LoadFailure, history: WindowHistory): Decided {
  const failedLoads = history.failedLoads + 1;
  const action: RecoveryAction =
    why === 'certificate' ? { do: 'give up' } : { do: 'load again', after: backoff(failedLoads) };
  return { action, history: { ...history, failedLoads } };
}

function backoff(times: number): number {
  return recovery.backoff[Math.min(times, recovery.backoff.length) - 1]!;
}

/** A navigation that another one overtook, or that the guard refused. */
export const aborted = -3;

const failureOf: Readonly<Record<number, LoadFailure>> = {
  [-7]: 'timeout',
  [-102]: 'refused',
  [-105]: 'name not found',
  [-118]: 'timeout',
  [-137]: 'name not found',
  [-150]: 'certificate', // pinned key not in the chain
};

/** @param code one of Chromium's net errors; those of certificates are -200 to -299 */
export function loadFailureOf(code: number): LoadFailure {
  if (code <= -200 && code > -300) return 'certificate';
  return failureOf[code] ?? 'other';
}

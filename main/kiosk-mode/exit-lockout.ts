import { limits } from '../../shared/contract/limits.ts';

/** How often wrong exit codes were tried, and until when the next must wait. Milliseconds since 1970. */
export interface Tries {
  readonly wrong: number;
  readonly waitUntil: number;
}

export const noTries: Tries = { wrong: 0, waitUntil: 0 };

/**
 * A try is counted as wrong before the code is looked at: tries at the same time cannot outnumber the limit, nor can
 * tries that end with the power being cut.
 * @returns what holds until the code turns out right, or undefined where it is too soon to look at it
 */
export function countTry(tries: Tries, now: number): Tries | undefined {
  if (waitFor(tries, now) > 0) return undefined;
  const { freeTries, firstWait, longestWait, counted } = limits.kioskExit;
  const wrong = Math.min(tries.wrong + 1, counted);
  const wait = wrong < freeTries ? 0 : Math.min(firstWait * 2 ** (wrong - freeTries), longestWait);
  return { wrong, waitUntil: now + wait };
}

/** @returns milliseconds until the next try */
export function waitFor({ waitUntil }: Tries, now: number): number {
  return Math.max(0, waitUntil - now);
}

/** Since a clock may have been set back: nobody waits longer than the longest wait from now. */
export function withinWait(tries: Tries, now: number): Tries {
  const latest = now + limits.kioskExit.longestWait;
  return tries.waitUntil > latest ? { ...tries, waitUntil: latest } : tries;
}

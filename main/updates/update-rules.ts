import { limits } from '../../shared/contract/limits.ts';

/** When to look for an update and when to apply it [K9]. Times are milliseconds on a clock that nobody sets. */
export interface UpdateState {
  readonly stage: 'waiting' | 'looking' | 'ready' | 'applying';
  readonly nextLook: number;
  /** Since when nobody has been at the workstation. */
  readonly quietSince: number | undefined;
}

export interface Seen {
  readonly now: number;
  /** Nobody is signed in, the desk is clear, and nothing was touched since the last time. */
  readonly quiet: boolean;
}

export type UpdateAction = 'look' | 'apply' | 'nothing';

/** @param random from 0 to 1: many workstations are switched on at the same hour */
export function firstState(now: number, random: number): UpdateState {
  return { stage: 'waiting', nextLook: now + random * limits.updates.firstLookWithin, quietSince: undefined };
}

export function next(state: UpdateState, { now, quiet }: Seen, random: number): [UpdateState, UpdateAction] {
  const quietSince = quiet ? (state.quietSince ?? now) : undefined;
  const seen = { ...state, quietSince };
  if (seen.stage === 'ready' && quietSince !== undefined && now - quietSince >= limits.updates.appliedAfterQuiet) {
    return [{ ...seen, stage: 'applying' }, 'apply'];
  }
  if (seen.stage === 'waiting' && now >= seen.nextLook) {
    const { lookEvery, jitter } = limits.updates;
    const nextLook = now + lookEvery * (1 + jitter * (2 * random - 1));
    return [{ ...seen, stage: 'looking', nextLook }, 'look'];
  }
  return [seen, 'nothing'];
}

/** What came of looking, downloading included, or of an update that could not be applied. */
export function after(state: UpdateState, outcome: 'ready' | 'none' | 'failed'): UpdateState {
  return { ...state, stage: outcome === 'ready' ? 'ready' : 'waiting' };
}

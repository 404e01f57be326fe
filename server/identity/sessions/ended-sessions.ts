import type { EndReason } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import { digestOf } from '../../keys/tokens.ts';
import { type PortalSessions, portalSessions } from './portal-sessions.ts';
import { clockOf } from './session-policy.ts';

/** Why a session ended, kept a while for the browser that still has its cookie: nothing of whose it was. */
export interface EndedSession {
  /** The session's. */
  readonly id: string;
  readonly reason: EndReason;
  readonly endedAt: number;
}

export const endedSessions = defineCollection<EndedSession>()({
  name: 'ended-sessions',
  lifetime: 'session',
  indexes: [],
});

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** @param token the portal's session cookie */
export async function whyEnded(
  token: string | undefined,
  { store, clock, sessions }: Deps & { readonly sessions: PortalSessions },
): Promise<EndReason | undefined> {
  if (token === undefined) return undefined;
  const id = digestOf(token);
  // The sweep may not have come by yet.
  const kept = await store.collection(portalSessions).get(id);
  if (kept) return (await sessions.get(id)) ? undefined : clockOf(kept, sessions.policy, clock.now()).endsBy;
  return reasonOfEnd(id, { store });
}

/** Why a session ended not long ago. */
export async function reasonOfEnd(id: string, { store }: Pick<Deps, 'store'>): Promise<EndReason | undefined> {
  return (await store.collection(endedSessions).get(id))?.reason;
}

export async function forgetEnded({ store, clock }: Deps): Promise<void> {
  const records = store.collection(endedSessions);
  const old = clock.now() - limits.session.endedKept;
  for (const { id, endedAt } of await records.list()) if (endedAt <= old) await records.delete(id);
}

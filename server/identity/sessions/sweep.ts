import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../../shared/limits.ts';
import type { OidcRecords } from '../oidc/adapter.ts';
import { endSession, type EndSessionDeps } from './end-session.ts';
import { forgetEnded } from './ended-sessions.ts';
import { clockOf } from './session-policy.ts';
import { deleteOldWorkspaces } from './workspaces.ts';

export interface SweepDeps extends EndSessionDeps {
  readonly records: OidcRecords;
  readonly log: FastifyBaseLogger;
}

const cleanEvery = 10 * 60_000;

/**
 * Ends sessions whose time has come, so that applications and open pages hear of it; reads never wait for that. Begins a
 * moment after the start: people may have gone on working while the server was away, and their pages say so first.
 * @returns how to stop; resolves when a sweep under way is done
 */
export function startSweeping(deps: SweepDeps): () => Promise<void> {
  let sweeping: Promise<void> | undefined;
  let begun = false;
  const look = () => {
    sweeping ??= sweep(deps)
      .catch((error: unknown) => deps.log.error({ err: error }, 'ended sessions could not be swept'))
      .finally(() => {
        sweeping = undefined;
      });
  };
  const begin = setTimeout(() => (begun = true), limits.session.startGrace).unref();
  const timer = setInterval(() => begun && look(), limits.session.sweepEvery).unref();
  const cleaning = setInterval(() => void clean(deps), cleanEvery).unref();
  return async () => {
    clearTimeout(begin);
    for (const each of [timer, cleaning]) clearInterval(each);
    await sweeping;
  };
}

async function sweep(deps: SweepDeps): Promise<void> {
  const { sessions, clock } = deps;
  for (const session of await sessions.ended()) {
    await endSession(session.id, clockOf(session, sessions.policy, clock.now()).endsBy, deps);
  }
}

/** What expired by itself and tells nobody. */
export async function clean(deps: SweepDeps): Promise<void> {
  try {
    await deps.records.deleteExpired();
    await deleteOldWorkspaces(deps);
    await forgetEnded(deps);
  } catch (error) {
    deps.log.error({ err: error }, 'expired records could not be deleted');
  }
}

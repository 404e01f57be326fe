import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../../shared/contract/limits.ts';
import { Outage } from '../../http/outage.ts';
import type { Claim } from '../../store/contract.ts';
import type { OidcRecords } from '../oidc/adapter.ts';
import { keepFewStrangers } from '../strangers.ts';
import { endSession, type EndSessionDeps } from './end-session.ts';
import { EndingSessions } from './ending-sessions.ts';
import { forgetEnded } from './ended-sessions.ts';
import type { PortalSession } from './portal-sessions.ts';
import { clockOf } from './session-policy.ts';
import { deleteOldInterruptions } from './interruptions.ts';
import { deleteOldWorkspaces } from './workspaces.ts';

export interface SweepDeps extends EndSessionDeps {
  readonly records: OidcRecords;
  readonly log: FastifyBaseLogger;
}

const cleanEvery = 10 * 60_000;

/**
 * Ends sessions whose time has come, so that applications and open pages hear of it; reads never wait for that. One process
 * does it for all. It begins a moment after the start, or after another that did it has gone: people may have gone on
 * working meanwhile, and their pages say so first.
 * @returns how to stop; resolves when a sweep under way is done
 */
export async function startSweeping(deps: SweepDeps): Promise<() => Promise<void>> {
  const { store, log } = deps;
  let job: Claim | undefined;
  let ending: EndingSessions;
  let notBefore = 0;
  let [cleaned, trimmed] = [0, 0];
  const outage = new Outage(log, {
    fails: 'ended sessions could not be swept; it is tried again every second',
    works: 'ended sessions are swept again',
  });
  const look = async () => {
    if (!job?.held) {
      await job?.release();
      job = await store.claim('sweep');
      ending = new EndingSessions(deps.sessions, deps.clock);
      notBefore = performance.now() + limits.session.startGrace;
      cleaned = 0;
    }
    if (job === undefined) return;
    if (cleaned === 0 || performance.now() >= cleaned + cleanEvery) {
      cleaned = performance.now();
      await clean(deps);
    }
    if (performance.now() >= trimmed + limits.strangers.lookEvery) {
      trimmed = performance.now();
      await keepFewStrangers(store);
    }
    if (performance.now() >= notBefore) await sweep(ending, deps);
  };
  let looking: Promise<void> | undefined;
  const inTurn = () => {
    looking ??= look()
      .then(
        () => outage.over(),
        (error: unknown) => outage.failed(error),
      )
      .finally(() => (looking = undefined));
    return looking;
  };
  await inTurn();
  const timer = setInterval(() => void inTurn(), limits.session.sweepEvery).unref();
  return async () => {
    clearInterval(timer);
    await looking;
    await job?.release();
  };
}

async function sweep(ending: EndingSessions, deps: SweepDeps): Promise<void> {
  const { sessions, clock } = deps;
  const isOver = (session: PortalSession) => !sessions.isLive(session);
  for (const session of await ending.due()) {
    await endSession(session.id, clockOf(session, sessions.policy, clock.now()).endsBy, deps, isOver);
  }
}

/** What expired by itself and tells nobody. */
async function clean(deps: SweepDeps): Promise<void> {
  try {
    await deps.records.deleteExpired();
    await deleteOldWorkspaces(deps);
    await deleteOldInterruptions(deps);
    await forgetEnded(deps);
  } catch (error) {
    deps.log.error({ err: error }, 'expired records could not be deleted');
  }
}

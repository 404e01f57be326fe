import type { FastifyBaseLogger } from 'fastify';
import type { EndReason } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { Outbox, type Queued } from '../../outbox.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { withoutCaller } from '../audit/source-address.ts';

/** That a session ended, for as long as the audit trail does not have it [R4]. */
export interface UnrecordedEnd extends Queued {
  readonly account: string;
  readonly workstation: string;
  readonly reason: EndReason;
}

export const unrecordedEnds = defineCollection<UnrecordedEnd>()({
  name: 'unrecorded-ends',
  lifetime: 'session',
  indexes: [],
});

/**
 * A session must end whether or not its entry can be written: so that is kept with the end itself, and written as soon as
 * the disk has room, or after a start. A stop between an entry and the note of it leaves the entry twice.
 */
export function endOutbox(deps: { store: Store; clock: Clock; log: FastifyBaseLogger; audit: AuditTrail }) {
  const { audit, ...rest } = deps;
  const { lookEvery, retryAfter, lateAfter } = limits.unrecordedEnds;
  return new Outbox<UnrecordedEnd>({
    ...rest,
    lookEvery,
    definition: unrecordedEnds,
    what: 'the audit entry of a session’s end',
    laneOf: () => 'audit trail',
    deliver: ({ account, workstation, reason, queuedAt }) => {
      const late = rest.clock.now() - queuedAt >= lateAfter;
      const detail = { reason, ...(late && { endedAt: new Date(queuedAt).toISOString() }) };
      // Whoever's request set this going may be somebody else.
      return withoutCaller(() => audit.record({ event: 'session.ended', account, workstation, detail }));
    },
    waitAfter: () => retryAfter,
  });
}

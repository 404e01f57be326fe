import type { FastifyRequest } from 'fastify';
import type { PortalServices } from '../../platform/portal-services.ts';
import type { Doer } from './enrollment-records.ts';

/** What becomes of an enrollment, as its events are registered in the manifest. */
export type EnrollmentMove =
  | 'started'
  | 'renewal-started'
  | 'discarded'
  | 'submitted'
  | 'returned'
  | 'approved'
  | 'withdrawn';

/** Who moves an enrollment, and what says so in the audit trail. */
export interface Moving {
  readonly by: Doer;
  /** Before it is done: what cannot be recorded is not done. @throws Problem where it could not be recorded */
  readonly record: (
    move: EnrollmentMove,
    enrollment: { readonly id: string; readonly siteId: string },
  ) => Promise<void>;
}

export function movingBy(
  services: Pick<PortalServices, 'record'>,
  { applicationSession }: Pick<FastifyRequest, 'applicationSession'>,
): Moving {
  const session = applicationSession!;
  const { accountId, name } = session.caller;
  return {
    by: { accountId, name },
    record: (move, { id, siteId }) => services.record(`enrollment.${move}`, session, { enrollment: id, site: siteId }),
  };
}

import type { FastifyRequest } from 'fastify';
import { vaosEn } from '../../../shared/applications/vaos/texts/en.ts';
import { Problem } from '../../http/problem.ts';
import { CursorError } from '../../store/contract.ts';
import { AllocationOver } from './allocations/allocations.ts';
import { NotEnrolled } from './enrollment/enrolled.ts';
import { OrderChanged, OrderingLocked } from './orders/orders.ts';
import { NotThere, refusal, Refused } from './refused.ts';
import type { Doing } from './stock/stock.ts';
import { TransferChanged } from './transfers/transfers.ts';

/** Whose doing a request is, and at which site. */
export function doing(request: Pick<FastifyRequest, 'applicationSession'> & { params: { site: string } }): Doing {
  const { accountId, name } = request.applicationSession!.caller;
  return { siteId: request.params.site, by: { accountId, name } };
}

export const notSetUp = () => new Problem('not-found', { detail: vaosEn.notThere });

/** What a rule does not allow, as the page hears it. @throws Problem */
export async function toProblem<T>(done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof Refused) {
      throw new Problem('request-invalid', { fields: [error.problem] });
    }
    if (error instanceof CursorError) {
      throw new Problem('request-invalid', { fields: [refusal('after', 'no-such-page')] });
    }
    if (error instanceof NotThere) throw notSetUp();
    if (error instanceof NotEnrolled) throw new Problem('not-enrolled');
    if (error instanceof OrderingLocked) throw new Problem('ordering-locked');
    if (error instanceof AllocationOver) throw new Problem('allocation-over');
    if (error instanceof TransferChanged) throw new Problem('transfer-changed');
    if (error instanceof OrderChanged) throw new Problem('order-changed');
    throw error;
  }
}

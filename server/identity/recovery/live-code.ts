import { limits } from '../../../shared/contract/limits.ts';
import type { IdentityContext } from '../context.ts';
import { accountOf } from './choices.ts';
import { Flows } from './flow.ts';

/** Whether a code could still be redeemed [P4]: not one that was used or replaced, or whose flow has ended. */
export async function isLiveRecoveryCode(
  flowId: string,
  digest: string,
  { store, clock, accounts }: Pick<IdentityContext, 'store' | 'clock' | 'accounts'>,
): Promise<boolean> {
  const flow = await new Flows(store, clock).get(flowId);
  if (flow?.state !== 'code sent' || flow.code?.digest !== digest) return false;
  if (flow.codeTries >= limits.recovery.triesPerFlow) return false;
  return (await accountOf(flow, { accounts })) !== undefined;
}

import type { ApprovalAct, ApprovalState } from '../../../shared/identity/api/approvals.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { defineCollection } from '../../store/contract.ts';
import type { IdentityContext } from '../context.ts';

/** What an administrator asked for, as it came, until another has decided. */
export interface ApprovalRecord {
  readonly id: string;
  readonly act: ApprovalAct;
  readonly body: Readonly<Record<string, unknown>> & { readonly reason: string };
  /** The account that asked, and where. */
  readonly by: string;
  readonly workstation: string;
  readonly askedAt: number;
  readonly until: number;
  /** One that is over is still `open` here. */
  readonly state: Exclude<ApprovalState, 'over'>;
  readonly decidedBy?: string;
  readonly decidedAt?: number;
  readonly because?: string;
}

export const approvals = defineCollection<ApprovalRecord>()({ name: 'approvals', lifetime: 'lasting', indexes: [] });

export function isOpen({ state, until }: ApprovalRecord, now: number): boolean {
  return state === 'open' && now < until;
}

/** The audit trail still has them. */
export async function deleteOldApprovals({ store, clock }: Pick<IdentityContext, 'store' | 'clock'>): Promise<void> {
  const records = store.collection(approvals);
  for (const { id, until } of await records.list()) {
    if (clock.now() - until > limits.approvals.keptFor) await records.delete(id);
  }
}

/** How many wait for this administrator. */
export async function waitingFor(
  account: { readonly id: string },
  { store, clock }: Pick<IdentityContext, 'store' | 'clock'>,
): Promise<number> {
  const all = await store.collection(approvals).list();
  return all.filter((each) => isOpen(each, clock.now()) && each.by !== account.id).length;
}

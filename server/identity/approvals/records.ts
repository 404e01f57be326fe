import type { ApprovalAct, ApprovalState } from '../../../shared/identity/api/approvals.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Role } from '../../../shared/identity/roles.ts';
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
  /** One that has just run out is `open` here until that is recorded. */
  readonly state: ApprovalState;
  readonly decidedBy?: string;
  readonly decidedAt?: number;
  readonly because?: string;
}

export const approvals = defineCollection<ApprovalRecord>()({ name: 'approvals', lifetime: 'lasting', indexes: [] });

export function isOpen({ state, until }: ApprovalRecord, now: number): boolean {
  return state === 'open' && now < until;
}

/** What nobody decided on in time stands in the audit trail, too; once, by whoever changes its state. */
export async function recordExpired({
  store,
  clock,
  audit,
}: Pick<IdentityContext, 'store' | 'clock' | 'audit'>): Promise<void> {
  const records = store.collection(approvals);
  for (const record of await records.list()) {
    const { id, act, by, state } = record;
    if (state !== 'open' || isOpen(record, clock.now())) continue;
    if (!(await records.replaceIf(id, { state: 'open' }, { state: 'over' }))) continue;
    await audit.record({ event: 'approval.expired', account: by, detail: { approval: id, act } });
  }
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

/** Whether the pages for administrators have a place for them. */
export async function knowsApprovals(
  { roles }: { readonly roles: readonly Role[] },
  { store, settings }: Pick<IdentityContext, 'store' | 'settings'>,
): Promise<boolean> {
  if (!roles.includes('administrator')) return false;
  return settings.administration?.secondPerson === true || (await store.collection(approvals).list()).length > 0;
}

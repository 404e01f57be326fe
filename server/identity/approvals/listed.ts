import { type Approval, type ApprovalField, approvalFields } from '../../../shared/identity/api/approvals.ts';
import { siteText } from '../../../shared/identity/account-fields.ts';
import type { Site } from '../../../shared/identity/site.ts';
import type { IdentityContext } from '../context.ts';
import { Names } from '../audit/trail-page.ts';
import { type ApprovalRecord, approvals, isOpen } from './records.ts';

type Deps = Pick<IdentityContext, 'store' | 'clock' | 'accounts' | 'settings'>;

/** All that are kept, the newest first, with names in place of ids. @param own the account that asks */
export async function listedApprovals(own: string, deps: Deps): Promise<{ inUse: boolean; approvals: Approval[] }> {
  const names = new Names(deps);
  const records = (await deps.store.collection(approvals).list()).toSorted((a, b) => b.askedAt - a.askedAt);
  return {
    inUse: deps.settings.administration?.secondPerson === true,
    approvals: await Promise.all(records.map((record) => listed(record, own, names, deps))),
  };
}

async function listed(record: ApprovalRecord, own: string, names: Names, { clock }: Deps): Promise<Approval> {
  const { id, act, body, by, askedAt, until, state, decidedBy, decidedAt, because } = record;
  const nameOf = async (account: string) => (await names.account(account)) ?? account;
  return {
    ...{ id, act, askedAt, until },
    about: await aboutOf(body, names),
    reason: body.reason,
    by: await nameOf(by),
    own: by === own,
    state: state === 'open' && !isOpen(record, clock.now()) ? 'over' : state,
    ...(decidedBy !== undefined && { decidedBy: await nameOf(decidedBy) }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(because !== undefined && { because }),
  };
}

async function aboutOf(body: ApprovalRecord['body'], names: Names): Promise<Approval['about']> {
  const { id, ...rest } = body;
  const said: Partial<Record<ApprovalField, unknown>> = {
    ...rest,
    ...(typeof id === 'string' && { workstation: (await names.workstation(id)) ?? id }),
  };
  return approvalFields.flatMap((field) => {
    const value = said[field];
    if (value === undefined) return [];
    return [
      { field, values: [value].flat().map((each) => (typeof each === 'string' ? each : siteText(each as Site))) },
    ];
  });
}

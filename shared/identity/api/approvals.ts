import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { supportReason } from './support.ts';

/** What one administrator asked for and another has to approve, where the settings want two people for what cannot be undone. */

const closed = { additionalProperties: false } as const;
const Moment = Type.Integer({ description: 'milliseconds since 1970' });

/** What can be asked for: the addresses of those endpoints, without `/api/`. */
export const approvalActs = [
  'workstations/revoke',
  'accounts/create',
  'accounts/roles',
  'accounts/email',
  'accounts/enable',
] as const;
export type ApprovalAct = (typeof approvalActs)[number];

/** What is said of it. */
export const approvalFields = ['workstation', 'username', 'name', 'email', 'roles', 'sites', 'language'] as const;
export type ApprovalField = (typeof approvalFields)[number];

/** `approved` is one that was begun and of which nobody knows whether it was done: the server stopped in the middle of it. */
export const approvalStates = ['open', 'over', 'withdrawn', 'refused', 'approved', 'done', 'failed'] as const;
export type ApprovalState = (typeof approvalStates)[number];

export const Approval = Type.Object({
  id: Type.String(),
  act: Type.Enum([...approvalActs]),
  about: Type.Array(Type.Object({ field: Type.Enum([...approvalFields]), values: Type.Array(Type.String()) })),
  reason: Type.String(),
  /** Usernames. */
  by: Type.String(),
  own: Type.Boolean(),
  askedAt: Moment,
  /** From then on nobody can approve it. */
  until: Moment,
  state: Type.Enum([...approvalStates]),
  decidedBy: Type.Optional(Type.String()),
  decidedAt: Type.Optional(Moment),
  /** Why it was refused; or in English why it could not be done. */
  because: Type.Optional(Type.String()),
});
export type Approval = Static<typeof Approval>;

/** The newest first. */
const answer = Type.Object({ inUse: Type.Boolean(), approvals: Type.Array(Approval) });

export const ApprovalDecision = Type.Object(
  {
    decision: Type.Enum(['approve', 'refuse', 'withdraw']),
    /** Of a refusal. */
    reason: Type.Optional(Type.String({ maxLength: supportReason.maximum })),
  },
  closed,
);
export type ApprovalDecision = Static<typeof ApprovalDecision>;

export const approvalsApi = {
  list: endpoint({ method: 'GET', path: '/api/approvals', access: 'administrator', answer }),
  /** Others approve or refuse; whoever asked withdraws. */
  decide: endpoint({
    method: 'POST',
    path: '/api/approvals/:id/decision',
    access: 'administrator',
    params: Type.Object({ id: Type.String({ maxLength: 64 }) }, closed),
    request: ApprovalDecision,
    answer,
    problems: ['not-found', 'approval-own', 'approval-over'],
  }),
};

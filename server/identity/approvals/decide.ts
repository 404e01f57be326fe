import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApprovalAct, ApprovalDecision } from '../../../shared/identity/api/approvals.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { Problem } from '../../http/problem.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { givenReason } from '../reason.ts';
import { type ApprovalRecord, approvals, isOpen } from './records.ts';

/** Does what a request asks for. */
export type Doing = (request: FastifyRequest, reply: FastifyReply) => unknown;

type Deps = Pick<IdentityContext, 'store' | 'clock' | 'audit' | 'accounts'>;

const states = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;

/**
 * Decides on what somebody asked for, once, whoever else decides at the same moment; what is approved is then done in the name
 * of whoever asked for it. Nobody decides on their own, but may withdraw it.
 * @throws Problem
 */
export async function decide(
  id: string,
  { decision, reason = '' }: ApprovalDecision,
  { request, reply, doings }: { request: FastifyRequest; reply: FastifyReply; doings: ReadonlyMap<ApprovalAct, Doing> },
  deps: Deps,
): Promise<void> {
  const { store, clock, audit } = deps;
  const { account, session } = callerOf(request);
  const records = store.collection(approvals);
  const asked = await records.get(id);
  if (asked === undefined) throw new Problem('not-found');
  if ((asked.by === account.id) !== (decision === 'withdraw')) throw new Problem('approval-own');
  const because = decision === 'refuse' ? givenReason({ reason }) : undefined;
  const decided = {
    state: states[decision],
    decidedBy: account.id,
    decidedAt: clock.now(),
    ...(because && { because }),
  };
  if (!isOpen(asked, clock.now()) || !(await records.replaceIf(id, { state: 'open' }, decided))) {
    throw new Problem('approval-over');
  }
  const detail = { approval: id, act: asked.act, by: asked.by, ...(because && { reason: because }) };
  const { workstation } = session;
  await audit.record({ event: `approval.${decided.state}`, account: account.id, workstation, detail });
  if (decision !== 'approve') return;
  const failed = await whyNotDone(asked, { request, reply, doing: doings.get(asked.act)! }, deps);
  await records.update(id, (kept) => ({
    ...kept,
    ...(failed ? { state: 'failed', because: failed } : { state: 'done' }),
  }));
}

async function whyNotDone(
  asked: ApprovalRecord,
  { request, reply, doing }: { request: FastifyRequest; reply: FastifyReply; doing: Doing },
  { accounts }: Deps,
): Promise<string | undefined> {
  const account = await accounts.get(asked.by);
  if (account?.status !== 'active' || !account.roles.includes('administrator')) {
    return 'Whoever asked for it is no longer an administrator';
  }
  const { session } = callerOf(request);
  const signedIn = { account, session: { ...session, accountId: account.id, workstation: asked.workstation } };
  const later: FastifyRequest = Object.create(request, { body: { value: asked.body }, signedIn: { value: signedIn } });
  try {
    await doing(later, reply);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const fields = (error.fields ?? []).map(({ field, message }) => `${field} ${message}`);
    return [error.message || problems[error.type].title, ...fields].join('; ');
  }
}

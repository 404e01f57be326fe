import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '../../../shared/contract/endpoint.ts';
import type { ApprovalAct } from '../../../shared/identity/api/approvals.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { usernameKey } from '../accounts/username.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { givenReason } from '../reason.ts';
import { type ApprovalRecord, approvals, isOpen } from './records.ts';

type Deps = Pick<IdentityContext, 'store' | 'clock' | 'audit' | 'accounts' | 'settings'>;

/** Whether another administrator has to approve this very request. */
export async function needsSecondPerson(
  { secondPerson }: Endpoint,
  body: unknown,
  { settings, accounts }: Pick<Deps, 'settings' | 'accounts'>,
): Promise<boolean> {
  if (secondPerson === undefined || settings.administration?.secondPerson !== true) return false;
  if (secondPerson === 'always') return true;
  const { roles = [], username = '' } = body as { roles?: readonly string[]; username?: string };
  const [account] = await accounts.find('usernameKey', usernameKey(username));
  return roles.includes('administrator') || account?.roles.includes('administrator') === true;
}

/** Keeps the request until somebody decides; the same one once. */
export async function askForApproval(act: ApprovalAct, request: FastifyRequest, deps: Deps): Promise<void> {
  const { store, clock, audit } = deps;
  const { account, session } = callerOf(request);
  const body = request.body as ApprovalRecord['body'];
  const reason = givenReason(body);
  const records = store.collection(approvals);
  const now = clock.now();
  const isSame = (each: ApprovalRecord) =>
    isOpen(each, now) && each.act === act && each.by === account.id && isDeepStrictEqual(each.body, body);
  if ((await records.list()).some(isSame)) return;
  const id = randomUUID();
  const { workstation } = session;
  await audit.record({
    event: 'approval.asked',
    account: account.id,
    workstation,
    detail: { approval: id, act, reason },
  });
  const until = now + limits.approvals.openFor;
  await records.insert({ id, act, body, by: account.id, workstation, askedAt: now, until, state: 'open' });
}

import { limits } from '../../../shared/contract/limits.ts';
import { equalInConstantTime } from '../../keys/tokens.ts';
import { codeDigest } from './code-digest.ts';
import type { RecoveryDeps } from './deps.ts';
import type { Flow } from './flow.ts';

export type Redeemed = 'proved' | 'wrong' | 'expired' | 'tries used up' | 'ended';

/**
 * Redeems the one-time code that was mailed for a flow [P4]. The try is counted before the code is looked at, so that
 * parallel guesses cannot outnumber the limit.
 * @param typed spaces, dashes and what else is no letter or digit are ignored
 * @returns `proved` once for one code, whatever the number of callers
 */
export async function redeemCode({ id }: Flow, typed: string, deps: RecoveryDeps): Promise<Redeemed> {
  const flow = await deps.flows.countCodeTry(id);
  if (flow === undefined || flow.state !== 'code sent' || flow.code === null) return 'ended';
  const outcome = await judged(flow, flow.code, typed, deps);
  if (outcome !== 'proved' && outcome !== 'ended') {
    const whose = { ...(flow.accountId && { account: flow.accountId }), workstation: flow.workstation };
    await deps.audit.record({ event: 'recovery.refused', ...whose, detail: { reason: `code ${outcome}` } });
  }
  return outcome;
}

async function judged(
  flow: Flow,
  code: NonNullable<Flow['code']>,
  typed: string,
  { clock, keys, flows }: RecoveryDeps,
): Promise<Redeemed> {
  if (flow.codeTries > limits.recovery.triesPerFlow) return 'tries used up';
  if (clock.now() >= code.expiresAt) return 'expired';
  if (!equalInConstantTime(code.digest, codeDigest(flow.id, typed, keys))) return 'wrong';
  // Only while it is still the code: a fresh one may have replaced it meanwhile.
  return (await flows.replaceIf(flow.id, { state: 'code sent', code }, { state: 'proved', code: null }))
    ? 'proved'
    : 'ended';
}

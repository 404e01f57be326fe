import { type HistoryEvent, historyEvents, isHistoryEvent } from '../../../shared/identity/account-history.ts';
import type { AccountHistory, HistoryEntry } from '../../../shared/identity/api/support.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { isPermitted } from '../../../shared/identity/permissions.ts';
import type { Role } from '../../../shared/identity/roles.ts';
import type { Account } from '../accounts/account.ts';
import type { ChainedEntry } from '../audit/chain.ts';
import { looksLikeId, Names, trailPage } from '../audit/trail-page.ts';
import type { IdentityContext } from '../context.ts';

type Deps = Pick<IdentityContext, 'audit' | 'accounts' | 'clock' | 'store'>;

/** One page of what was done to an account, as far as whoever asks may see it, read from the audit trail. */
export async function accountHistory(
  { id }: Pick<Account, 'id'>,
  below: number | undefined,
  roles: readonly Role[],
  deps: Deps,
): Promise<AccountHistory> {
  const fits = ({ account, event }: ChainedEntry) =>
    account === id && isHistoryEvent(event) && isPermitted(historyEvents[event], roles);
  const always = { from: new Date(0).toISOString(), to: new Date(deps.clock.now() + 1).toISOString() };
  const { found, ...rest } = await trailPage({ ...always, below }, limits.accountHistory.pageEntries, fits, deps);
  const names = new Names(deps);
  const entries: HistoryEntry[] = [];
  for (const entry of found) entries.push(await told(entry, names));
  return { entries, ...rest };
}

async function told({ n, at, event, workstation, detail = {} }: ChainedEntry, names: Names): Promise<HistoryEntry> {
  const by = detail['by'] ?? detail['application'];
  const where = workstation === undefined ? undefined : await names.workstation(workstation);
  // Of a new account the trail has what it began with, and of an import which fields it changed.
  const { reason, before, after = detail['roles'] ?? detail['fields'] } = detail;
  return {
    n,
    at: Date.parse(at),
    event: event as HistoryEvent,
    ...(by !== undefined && { by: looksLikeId(by) ? ((await names.account(by)) ?? by) : by }),
    ...(where !== undefined && { workstation: where }),
    // Where nobody else did it, what stands there is not somebody's reason.
    ...(reason !== undefined && by !== undefined && { reason }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

import type { FoundEntry, TrailQuery } from '../../../shared/identity/api/trail-search.ts';
import { dayOf, momentOf, plusDays } from '../../../shared/contract/time.ts';
import { usernameKey } from '../accounts/username.ts';
import type { IdentityContext } from '../context.ts';
import type { ChainedEntry } from './chain.ts';
import { looksLikeId, Names, trailPage } from './trail-page.ts';
import type { TrailRange } from './trail-storage.ts';

export type SearchDeps = Pick<IdentityContext, 'audit' | 'accounts' | 'store' | 'timeZone'>;

export interface Found {
  readonly entries: FoundEntry[];
  readonly next?: number;
  readonly lookedBackTo: string;
}

/** One page of what fits, newest first. */
export async function searchTrail(query: TrailQuery, deps: SearchDeps): Promise<Found> {
  const { limit, below, to, from } = query;
  const fits = await filterOf(query, deps);
  const page = await trailPage({ ...rangeOf({ from, to }, deps.timeZone), below }, limit, fits, deps);
  const names = new Names(deps);
  const entries: FoundEntry[] = [];
  for (const entry of page.found) entries.push(await named(entry, names));
  const { next, lookedBackTo } = page;
  return {
    entries,
    ...(next !== undefined && { next }),
    lookedBackTo: lookedBackTo === undefined ? from : dayOf(lookedBackTo, deps.timeZone),
  };
}

/** Whole days of the clinic. @returns `to` is the first moment that is past them */
export function rangeOf({ from, to }: { readonly from: string; readonly to: string }, timeZone: string): TrailRange {
  const beginOf = (day: string) => new Date(momentOf(`${day}T00:00`, timeZone)!).toISOString();
  return { from: beginOf(from), to: beginOf(plusDays(to, 1)) };
}

async function filterOf(
  { event = '', person = '' }: TrailQuery,
  { accounts }: SearchDeps,
): Promise<(entry: ChainedEntry) => boolean> {
  const isEvent = (entry: ChainedEntry) => entry.event.startsWith(event.trim());
  if (person.trim() === '') return isEvent;
  const [account] = await accounts.find('usernameKey', usernameKey(person));
  // Also by whom: support's and administrators' entries name the account that they were for.
  const isPerson = ({ account: about, detail = {} }: ChainedEntry) =>
    account !== undefined && (about === account.id || Object.values(detail).includes(account.id));
  return (entry) => isEvent(entry) && isPerson(entry);
}

async function named(entry: ChainedEntry, names: Names): Promise<FoundEntry> {
  const { n, at, event, account, workstation, address, detail = {} } = entry;
  const username = account === undefined ? undefined : await names.account(account);
  const workstationName = workstation === undefined ? undefined : await names.workstation(workstation);
  const withNames: Record<string, string> = {};
  for (const [key, value] of Object.entries(detail)) {
    const name = looksLikeId(value) ? await names.account(value) : undefined;
    withNames[key] = name === undefined ? value : `${value} (${name})`;
  }
  return {
    n,
    at: Date.parse(at),
    event,
    detail: withNames,
    ...(account !== undefined && { account }),
    ...(username !== undefined && { username }),
    ...(workstation !== undefined && { workstation }),
    ...(workstationName !== undefined && { workstationName }),
    ...(address !== undefined && { address }),
  };
}

import type { FoundEntry, TrailQuery } from '../../../shared/identity/api/trail-search.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { dayOf, momentOf, plusDays } from '../../../shared/contract/time.ts';
import { usernameKey } from '../accounts/username.ts';
import type { IdentityContext } from '../context.ts';
import { enrolledWorkstations } from '../workstations/enrolment.ts';
import type { TrailRange } from './trail-storage.ts';
import type { ChainedEntry } from './chain.ts';

export type SearchDeps = Pick<IdentityContext, 'audit' | 'accounts' | 'store' | 'timeZone'>;

export interface Found {
  readonly entries: FoundEntry[];
  readonly next?: number;
  readonly lookedBackTo: string;
}

/**
 * One page of what fits, newest first. It reads so many entries at most, wherever they lead, so that no question keeps the
 * server busy; the next page goes on where it stopped.
 */
export async function searchTrail(query: TrailQuery, deps: SearchDeps): Promise<Found> {
  const { limit, below, to, from } = query;
  const fits = await filterOf(query, deps);
  const found: ChainedEntry[] = [];
  let read = 0;
  let next: number | undefined;
  let lookedBackTo = from;
  for await (const entry of deps.audit.backwards({ ...rangeOf({ from, to }, deps.timeZone), below })) {
    if (found.length === limit || read === limits.auditSearch.readEntries) {
      // The next page begins with this one.
      next = entry.n + 1;
      lookedBackTo = dayOf(Date.parse(entry.at), deps.timeZone);
      break;
    }
    read += 1;
    if (fits(entry)) found.push(entry);
  }
  const names = new Names(deps);
  const entries: FoundEntry[] = [];
  for (const entry of found) entries.push(await named(entry, names));
  return { entries, ...(next !== undefined && { next }), lookedBackTo };
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

/** What ids stand for, each asked for once. */
class Names {
  readonly #deps: SearchDeps;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(deps: SearchDeps) {
    this.#deps = deps;
  }

  account(id: string): Promise<string | undefined> {
    return this.#once(`account ${id}`, async () => (await this.#deps.accounts.get(id))?.username);
  }

  workstation(id: string): Promise<string | undefined> {
    const records = this.#deps.store.collection(enrolledWorkstations);
    return this.#once(`workstation ${id}`, async () => (await records.get(id))?.name);
  }

  #once(key: string, ask: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = this.#known.get(key) ?? ask();
    this.#known.set(key, known);
    return known;
  }
}

/** The form of an account's id. */
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function named(entry: ChainedEntry, names: Names): Promise<FoundEntry> {
  const { n, at, event, account, workstation, detail = {} } = entry;
  const username = account === undefined ? undefined : await names.account(account);
  const workstationName = workstation === undefined ? undefined : await names.workstation(workstation);
  const withNames: Record<string, string> = {};
  for (const [key, value] of Object.entries(detail)) {
    const name = id.test(value) ? await names.account(value) : undefined;
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
  };
}

import { unfitSites } from '../../../shared/identity/account-fields.ts';
import type { KeptSite } from '../../../shared/identity/api/sites.ts';
import type { Site } from '../../../shared/identity/site.ts';
import { type Collections, defineCollection } from '../../store/contract.ts';
import { accounts } from '../accounts/account.ts';
import { siteKey, withSearchKeys } from '../accounts/search-keys.ts';
import { type Actor, entryBy } from '../actor.ts';
import type { AuditEvent } from '../audit/audit-trail.ts';
import type { IdentityContext } from '../context.ts';

/** What an administrator has said of a site; others are known by the accounts that have them. */
export interface SiteRecord extends Site {
  readonly closed: boolean;
}

export const siteRecords = defineCollection<SiteRecord>()({ name: 'sites', lifetime: 'lasting', indexes: [] });

type Deps = Pick<IdentityContext, 'store' | 'audit'>;

export type SiteOutcome = 'done' | 'unchanged' | 'not found' | 'taken' | { readonly unfit: string };

/** Every site that anybody has, or an administrator made, by name. */
export async function keptSites({ store }: Pick<Deps, 'store'>): Promise<KeptSite[]> {
  const kept = new Map<string, KeptSite>();
  for (const { id, name, closed } of await store.collection(siteRecords).list())
    kept.set(id, { id, name, closed, people: 0 });
  for (const account of await store.collection(accounts).list()) {
    for (const { id, name } of account.sites) {
      const known = kept.get(id) ?? { id, name, closed: false, people: 0 };
      kept.set(id, { ...known, people: known.people + 1 });
    }
  }
  return [...kept.values()].toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

export async function createSite(site: Site, actor: Actor, deps: Deps): Promise<SiteOutcome> {
  const why = unfitSites([site]);
  if (why !== undefined) return { unfit: why };
  return changed('site.created', site.id, actor, deps, async (collections) => {
    if ((await siteIn(collections, site.id)) !== undefined) return 'taken';
    await collections.collection(siteRecords).put({ ...site, closed: false });
    return 'done';
  });
}

/** Gives it another name, also where people have it. Their sessions go on: what they may do is the same. */
export async function renameSite(site: Site, actor: Actor, deps: Deps): Promise<SiteOutcome> {
  const why = unfitSites([site]);
  if (why !== undefined) return { unfit: why };
  return changed('site.renamed', site.id, actor, deps, async (collections) => {
    const before = await siteIn(collections, site.id);
    if (before === undefined) return 'not found';
    if (before.name === site.name) return 'unchanged';
    await collections.collection(siteRecords).put({ ...before, name: site.name });
    const known = collections.collection(accounts);
    for (const account of await known.find('searchKeys', siteKey(site.id))) {
      const renamed = account.sites.map((each) => (each.id === site.id ? { ...each, name: site.name } : each));
      await known.put(withSearchKeys({ ...account, sites: renamed }));
    }
    return 'done';
  });
}

export async function setClosed(id: string, closed: boolean, actor: Actor, deps: Deps): Promise<SiteOutcome> {
  return changed(closed ? 'site.closed' : 'site.opened', id, actor, deps, async (collections) => {
    const before = await siteIn(collections, id);
    if (before === undefined) return 'not found';
    if (before.closed === closed) return 'unchanged';
    await collections.collection(siteRecords).put({ ...before, closed });
    return 'done';
  });
}

/**
 * The sites that somebody is given, under the names that are kept: whoever types another for a known id does not rename it.
 * @param before those that they have
 * @returns undefined where one of them is closed and they do not have it yet
 */
export async function givenSites(
  given: readonly Site[],
  before: readonly Site[],
  collections: Collections,
): Promise<Site[] | undefined> {
  const records = collections.collection(siteRecords);
  const named: Site[] = [];
  for (const { id, name } of given) {
    const record = await records.get(id);
    if (record?.closed && !before.some((each) => each.id === id)) return undefined;
    named.push({ id, name: record?.name ?? name });
  }
  return named;
}

async function siteIn(collections: Collections, id: string): Promise<SiteRecord | undefined> {
  const record = await collections.collection(siteRecords).get(id);
  if (record !== undefined) return record;
  const { records } = await collections.collection(accounts).page({ index: ['searchKeys', siteKey(id)], limit: 1 });
  const site = records[0]?.sites.find((each) => each.id === id);
  return site && { ...site, closed: false };
}

/** In one transaction, and recorded last: what cannot be recorded does not happen. */
function changed(
  event: AuditEvent,
  site: string,
  actor: Actor,
  { store, audit }: Deps,
  change: (collections: Collections) => Promise<SiteOutcome>,
): Promise<SiteOutcome> {
  let recorded = false;
  return store.transaction(async (collections) => {
    const outcome = await change(collections);
    if (outcome === 'done' && !recorded) await audit.record(entryBy(actor, event, { site }));
    // Once, though a store may have to begin again after this.
    if (outcome === 'done') recorded = true;
    return outcome;
  });
}

import type { Entry, EntryDue, EntryStep } from '../../../../shared/applications/immtrac2/api.ts';
import type { Reason } from '../../../../shared/applications/immtrac2/fields.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Clock } from '../../../clock.ts';
import type { Store } from '../../../store/contract.ts';
import type { Caller } from '../../platform/relying-party/session.ts';
import type { Acting } from '../registry.ts';
import { type AnnouncementsDeps, announcementsOfToday } from './announcements.ts';
import { entries, sites } from '../records.ts';
import type { EntryRecord } from '../shapes.ts';
import { standingOfSite } from '../sites/site-agreements.ts';

export interface EntryDeps {
  readonly store: Store;
  readonly clock: Clock;
}

type WayInDeps = EntryDeps & AnnouncementsDeps;

/** The application session, and whose it is. */
export interface Entering {
  readonly id: string;
  readonly caller: Pick<Acting, 'sites'> & Pick<Caller, 'accountId' | 'workstation' | 'interrupted'>;
}

const following = {
  statement: 'landing',
  landing: 'pandemic-message',
  'pandemic-message': 'none',
} as const satisfies Record<EntryStep, EntryDue>;

/** How far somebody has come, what is told them there, and the site that they work for [O5, O10]. */
export async function entryOf(deps: WayInDeps, { id, caller }: Entering): Promise<Entry> {
  const entry = await deps.store.collection(entries).get(id);
  const announcements = announcementsOfToday(deps).filter(({ title }) => !entry?.announced?.includes(title));
  const stored = entry?.due ?? 'statement';
  // What is over, or was never there, keeps nobody.
  const due = stored === 'pandemic-message' && announcements.length === 0 ? 'none' : stored;
  const site = caller.sites.find(({ id: each }) => each === entry?.siteId) ?? caller.sites[0] ?? null;
  return {
    due,
    announcements: due === 'pandemic-message' ? announcements : [],
    site,
    ...(site && { standing: standingOfSite(await deps.store.collection(sites).get(site.id), today(deps)) }),
  };
}

/** @returns false where it is none of their sites */
export async function switchSite({ store }: EntryDeps, { id, caller }: Entering, siteId: string): Promise<boolean> {
  if (!caller.sites.some((site) => site.id === siteId)) return false;
  await store.collection(entries).update(id, (entry) => ({ ...entry, siteId }));
  return true;
}

/** What this session still has to pass before the registry's screen [O5]. */
export async function dueStep({ store }: EntryDeps, sessionId: string): Promise<EntryDue> {
  return (await store.collection(entries).get(sessionId))?.due ?? 'statement';
}

/**
 * Takes one step on the way in. A step that is not due changes nothing, so none can be skipped and a repeated click
 * does no harm. Who was interrupted, and had come in on the same day, sees the statement and what is new.
 */
export async function completeStep(deps: WayInDeps, { id, caller }: Entering, step: EntryStep): Promise<void> {
  const records = deps.store.collection(entries);
  if (step === 'statement') {
    const before = caller.interrupted ? await lastEntry(deps, caller) : undefined;
    const announced = before?.announced ?? [];
    await records.insert({
      id,
      owner: ownerOf(caller),
      day: today(deps),
      due: before === undefined ? 'landing' : isNew(deps, announced) ? 'pandemic-message' : 'none',
      announced,
      ...(before?.siteId !== undefined && { siteId: before.siteId }),
      endsAt: deps.clock.now() + limits.session.absolute,
    });
  } else {
    const announced = announcementsOfToday(deps).map(({ title }) => title);
    const change = step === 'pandemic-message' ? { due: following[step], announced } : { due: following[step] };
    await records.replaceIf(id, { due: step }, change);
  }
}

const ownerOf = ({ accountId, workstation }: Entering['caller']) => `${accountId}/${workstation}`;

/** The last one of the same person, place and day that had come all the way in. */
async function lastEntry(deps: WayInDeps, caller: Entering['caller']): Promise<EntryRecord | undefined> {
  const day = today(deps);
  const all = await deps.store.collection(entries).find('owner', ownerOf(caller));
  return all
    .filter((entry) => entry.day === day && (entry.due === 'none' || entry.due === 'pandemic-message'))
    .toSorted((a, b) => b.endsAt - a.endsAt)[0];
}

function isNew(deps: WayInDeps, announced: readonly string[]): boolean {
  return announcementsOfToday(deps).some(({ title }) => !announced.includes(title));
}

/** Whether the Confidentiality Statement was agreed to in this session; without that no client is shown. */
export async function hasAgreed(deps: EntryDeps, sessionId: string): Promise<boolean> {
  return (await dueStep(deps, sessionId)) !== 'statement';
}

/** What somebody looked for last, and why [R4]. @param searched only where nobody was found: that person can be added */
export async function rememberSearch(
  { store }: EntryDeps,
  sessionId: string,
  { reason, searched }: { reason: Reason; searched?: string | undefined },
): Promise<void> {
  const records = store.collection(entries);
  await records.update(sessionId, ({ searched: _, ...entry }) => ({
    ...entry,
    reason,
    ...(searched !== undefined && { searched }),
  }));
}

export async function lastSearch(
  { store }: EntryDeps,
  sessionId: string,
): Promise<{ reason: Reason; searched: string | undefined }> {
  const entry = await store.collection(entries).get(sessionId);
  return { reason: entry?.reason ?? 'client-care', searched: entry?.searched };
}

export async function deleteEndedEntries({ store, clock }: EntryDeps): Promise<void> {
  const records = store.collection(entries);
  for (const { id, endsAt } of await records.list()) if (endsAt <= clock.now()) await records.delete(id);
}

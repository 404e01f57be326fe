import { randomUUID } from 'node:crypto';
import type { Announcement, AnnouncementFault, NewAnnouncement } from '../../../shared/identity/api/announcements.ts';
import { languages } from '../../../shared/contract/languages.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { minuteOf, momentOf } from '../../../shared/contract/time.ts';
import type { Site } from '../../../shared/identity/api/identity.ts';
import { type Actor, entryBy, nameOfActor } from '../actor.ts';
import type { AuditEvent } from '../audit/audit-trail.ts';
import type { IdentityContext } from '../context.ts';
import type { Collection } from '../../store/contract.ts';
import { keptSites } from '../sites/sites.ts';
import { isPlain } from '../notices/post-notice.ts';
import { type AnnouncementRecord, announcements, isLive } from './records.ts';

export type AnnouncementDeps = Pick<IdentityContext, 'store' | 'clock' | 'audit' | 'accounts' | 'timeZone'>;

export type Written =
  | { readonly outcome: 'done'; readonly record: AnnouncementRecord }
  | { readonly outcome: 'too many' | 'not found' | 'changed' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

export async function writeAnnouncement(
  given: NewAnnouncement,
  actor: Actor,
  deps: AnnouncementDeps,
): Promise<Written> {
  const read = await contentOf(given, deps);
  if ('fields' in read) return { outcome: 'refused', fields: read.fields };
  const { clock } = deps;
  return kept(actor, deps, 'announcement.written', async (records) => {
    const now = clock.now();
    const live = (await records.list()).filter((each) => isLive(each, now));
    if (live.length >= limits.announcements.kept) return 'too many';
    return { ...read.content, id: randomUUID(), version: 1, withdrawn: false, by: nameOfActor(actor), changedAt: now };
  });
}

/** @param version the one that the actor saw; one that somebody else has changed meanwhile stays as it is */
export async function changeAnnouncement(
  { id, version, ...given }: NewAnnouncement & { readonly id: string; readonly version: number },
  actor: Actor,
  deps: AnnouncementDeps,
): Promise<Written> {
  const read = await contentOf(given, deps);
  if ('fields' in read) return { outcome: 'refused', fields: read.fields };
  return changed(id, version, actor, deps, 'announcement.changed', () => read.content);
}

export async function withdrawAnnouncement(
  { id, version }: { readonly id: string; readonly version: number },
  actor: Actor,
  deps: AnnouncementDeps,
): Promise<Written> {
  return changed(id, version, actor, deps, 'announcement.withdrawn', () => ({ withdrawn: true }));
}

export function shownAnnouncement(
  { audience, from, to, ...record }: AnnouncementRecord,
  by: string,
  { clock, timeZone }: Pick<AnnouncementDeps, 'clock' | 'timeZone'>,
): Announcement {
  const { withdrawn, ...rest } = record;
  const { role, site } = audience;
  const now = clock.now();
  const state = withdrawn ? 'withdrawn' : now >= to ? 'over' : now >= from ? 'shown' : 'upcoming';
  return {
    ...rest,
    by,
    state,
    audience: { ...(role && { role }), ...(site && { site: site.id }) },
    ...(site && { siteName: site.name }),
    from: minuteOf(from, timeZone),
    to: minuteOf(to, timeZone),
  };
}

/** Those that are kept, the newest first, with the names of whoever changed them last. */
export async function listedAnnouncements(deps: AnnouncementDeps): Promise<Announcement[]> {
  const records = await deps.store.collection(announcements).list();
  const newestFirst = records.toSorted((a, b) => b.from - a.from || b.changedAt - a.changedAt);
  return Promise.all(newestFirst.map((record) => namedAnnouncement(record, deps)));
}

export async function namedAnnouncement(record: AnnouncementRecord, deps: AnnouncementDeps): Promise<Announcement> {
  return shownAnnouncement(record, (await deps.accounts.get(record.by))?.name ?? record.by, deps);
}

/** Those that an announcement can be for. */
export async function knownSites(deps: Pick<IdentityContext, 'store'>): Promise<Site[]> {
  return (await keptSites(deps)).filter(({ closed }) => !closed).map(({ id, name }) => ({ id, name }));
}

async function changed(
  id: string,
  version: number,
  actor: Actor,
  deps: AnnouncementDeps,
  event: AuditEvent,
  change: () => Partial<AnnouncementRecord>,
): Promise<Written> {
  return kept(actor, deps, event, async (records) => {
    const before = await records.get(id);
    if (before === undefined) return 'not found';
    // What is withdrawn stays so: whoever wants it back writes it anew, which is then in the trail as that.
    if (before.version !== version || before.withdrawn) return 'changed';
    return { ...before, ...change(), version: version + 1, by: nameOfActor(actor), changedAt: deps.clock.now() };
  });
}

/** Keeps a record and who made it so, or neither. */
async function kept(
  actor: Actor,
  { store, audit }: AnnouncementDeps,
  event: AuditEvent,
  made: (records: Collection<AnnouncementRecord>) => Promise<AnnouncementRecord | 'too many' | 'not found' | 'changed'>,
): Promise<Written> {
  let recorded = false;
  return store.transaction(async (collections): Promise<Written> => {
    const records = collections.collection(announcements);
    const record = await made(records);
    if (typeof record === 'string') return { outcome: record };
    await records.put(record);
    // Last, and within: what cannot be recorded does not happen. Once, though a store may have to begin again after this.
    const detail = { announcement: record.id, version: String(record.version), to: audienceOf(record) };
    if (!recorded) await audit.record(entryBy(actor, event, detail));
    recorded = true;
    return { outcome: 'done', record };
  });
}

function audienceOf({ audience: { role, site } }: AnnouncementRecord): string {
  return site ? `site:${site.id}` : role ? `role:${role}` : 'everybody';
}

type Content = Pick<AnnouncementRecord, 'severity' | 'audience' | 'from' | 'to' | 'en' | 'es'>;

const faults: Readonly<Record<AnnouncementFault, string>> = {
  'not-plain': 'must be one line of plain text, without control characters and invisible ones, and not blank',
  'not-a-time': 'must be a day and a time that there are, as 2026-11-30T08:00',
  'ends-before': 'must be after from',
  over: 'must be in the future',
  'too-long': 'must be within a year after from',
  'unknown-site': 'must be the id of a site at which somebody works who has an account',
};

async function contentOf(
  given: NewAnnouncement,
  deps: AnnouncementDeps,
): Promise<{ readonly content: Content } | { readonly fields: FieldProblem[] }> {
  const fields: FieldProblem[] = [];
  const refuse = (field: string, code: AnnouncementFault) => void fields.push({ field, code, message: faults[code] });
  for (const language of languages) {
    for (const part of ['title', 'text'] as const) {
      if (!isPlain(given[language][part])) refuse(`${language}.${part}`, 'not-plain');
    }
  }
  const [from, to] = [given.from, given.to].map((minute) => momentOf(minute, deps.timeZone));
  if (from === undefined) refuse('from', 'not-a-time');
  if (to === undefined) refuse('to', 'not-a-time');
  else if (to <= deps.clock.now()) refuse('to', 'over');
  else if (from !== undefined && to <= from) refuse('to', 'ends-before');
  else if (from !== undefined && to - from > limits.announcements.longest) refuse('to', 'too-long');
  const { role, site: id } = given.audience;
  const site = id === undefined ? undefined : (await knownSites(deps)).find((each) => each.id === id);
  if (id !== undefined && site === undefined) refuse('audience.site', 'unknown-site');
  if (fields.length > 0) return { fields };
  const { severity, en, es } = given;
  const audience = { ...(role && { role }), ...(site && { site }) };
  return { content: { severity, en, es, audience, from: from!, to: to! } };
}

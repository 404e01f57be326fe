import { randomUUID } from 'node:crypto';
import type { Program } from '../../../../shared/applications/programs.ts';
import { changesBetween } from '../../../../shared/applications/syntropi/answers/answer-changes.ts';
import type { AnsweredSection, Answers } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { programsOf, renewableFrom } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import type {
  EnrollableSite,
  EnrollmentForm,
  EnrollmentSummary,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, type ClinicTime, today } from '../../../../shared/contract/time.ts';
import type { Site } from '../../../../shared/identity/api/identity.ts';
import type { Collections, Store } from '../../../store/contract.ts';
import { enrolledUntil, lastApproved, siteWithOrganization } from '../enrolled/enrolled.ts';
import { note } from './enrollment-history.ts';
import type { Moving } from './enrollment-trail.ts';
import { type Doer, enrollmentHistory, type EnrollmentRecord, enrollments, letters } from './enrollment-records.ts';
import { refusal } from '../refusal.ts';

export interface FormDeps extends ClinicTime {
  readonly store: Store;
}

/** It is no longer where somebody saw it; `fields` names what somebody else has changed. */
export class EnrollmentChanged extends Error {
  readonly fields: readonly FieldProblem[];
  constructor(fields: readonly FieldProblem[] = []) {
    super();
    this.fields = fields;
  }
}

export class NoSuchEnrollment extends Error {}

const allPrograms: readonly Program[] = ['COVID-19', 'TVFC', 'ASN'];
const underWay: ReadonlySet<EnrollmentRecord['status']> = new Set(['draft', 'submitted', 'returned']);
/** In which the site may change what it says. */
export const editable: ReadonlySet<EnrollmentRecord['status']> = new Set(['draft', 'returned']);

export async function enrollableSites(
  { store, ...time }: FormDeps,
  callerSites: readonly Site[],
): Promise<EnrollableSite[]> {
  const day = today(time);
  return Promise.all(
    callerSites.map(async ({ id, name }) => {
      const { enrolments } = await siteWithOrganization(store, id);
      const until = enrolledUntil(enrolments);
      const open = (await store.collection(enrollments).find('siteId', id)).find(({ status }) => underWay.has(status));
      const programs = allPrograms.map((program) => {
        const renewBy = until[program];
        if (renewBy === undefined) return { program, status: 'none' as const };
        const status = renewBy < day ? ('lapsed' as const) : ('approved' as const);
        return { program, status, renewBy, renewableFrom: renewableFrom(renewBy) };
      });
      const mayStart = open === undefined && programs.some((each) => (each.renewableFrom ?? day) <= day);
      return { id, name, programs, mayStart, ...(open && { underWay: open.id }) };
    }),
  );
}

/** Of these sites, the latest first; of renewals only the last that was approved. */
export async function enrollmentsOf(
  { store, ...time }: FormDeps,
  siteIds: readonly string[],
): Promise<EnrollmentSummary[]> {
  const found = await Promise.all(siteIds.map((id) => store.collection(enrollments).find('siteId', id)));
  return summaries(found.flat(), today(time));
}

export function summaries(records: readonly EnrollmentRecord[], day: CalendarDate): EnrollmentSummary[] {
  const renewed = new Set(
    records.flatMap(({ status, previous }) => (status === 'approved' && previous ? [previous] : [])),
  );
  return records
    .filter(({ id }) => !renewed.has(id))
    .map((record) => summaryOf(record, day))
    .toSorted((a, b) => b.statusSince.localeCompare(a.statusSince) || a.id.localeCompare(b.id));
}

export function summaryOf(record: EnrollmentRecord, day: CalendarDate): EnrollmentSummary {
  const { id, siteId, siteName, status, statusSince, answers, renewBy, previous } = record;
  return {
    id,
    site: { id: siteId, name: answers.facility?.name?.trim() || siteName },
    programs: [...programsOf(answers)],
    status: status === 'approved' && renewBy !== undefined && renewBy < day ? 'lapsed' : status,
    statusSince,
    isRenewal: previous !== undefined,
    ...(renewBy !== undefined && { renewBy }),
  };
}

/** @returns its id; that of the one which is under way, where there is one */
export async function startEnrollment(deps: FormDeps, site: Site, { by, record }: Moving): Promise<string> {
  const id = randomUUID();
  const seen = await ofSiteToStart(deps.store, site);
  if (seen.open) return seen.open.id;
  await record(seen.last ? 'renewal-started' : 'started', { id, siteId: site.id });
  return deps.store.transaction(async (collections) => {
    const { open, last } = await ofSiteToStart(collections, site);
    if (open) return open.id;
    await collections.collection(enrollments).insert({
      id,
      siteId: site.id,
      siteName: site.name,
      status: 'draft',
      statusSince: today(deps),
      answers: last ? forTheNextYear(last.answers) : {},
      revisions: {},
      comments: [],
      asked: [],
      ...(last && { previous: last.id }),
    });
    await note(collections, { enrollmentId: id, at: deps.clock.now(), by, what: 'started' });
    return id;
  });
}

async function ofSiteToStart(collections: Pick<Collections, 'collection'>, site: Site) {
  const ofSite = await collections.collection(enrollments).find('siteId', site.id);
  return { open: ofSite.find(({ status }) => underWay.has(status)), last: lastApproved(ofSite) };
}

/** Training is of one year, and so are the people whom a site saw. */
function forTheNextYear({ population: _, ...answers }: Answers): Answers {
  const { coordinators } = answers;
  const untrained = Object.fromEntries(
    Object.entries(coordinators ?? {}).map(([role, { trainedOn: _trained, ...rest }]) => [role, rest]),
  );
  return { ...answers, ...(coordinators && { coordinators: untrained }) };
}

/** Saves a section, complete or not. @returns its revision @throws EnrollmentChanged @throws NoSuchEnrollment */
export async function saveSection(
  deps: FormDeps,
  id: string,
  { section, revision, answers }: { section: AnsweredSection; revision: number; answers: Answers },
  by: Doer,
): Promise<number> {
  return deps.store.transaction(async (collections) => {
    const record = await editableRecord(collections, id);
    const current = record.revisions[section] ?? 0;
    const next: Answers = { ...record.answers, [section]: answers[section] ?? {} };
    const changes = changesBetween(record.answers, next);
    // What comes twice because its answer was lost changes nothing.
    if (changes.length === 0) return current;
    if (current !== revision) throw new EnrollmentChanged(await changedSince(collections, id, section, revision));
    const revisions = { ...record.revisions, [section]: current + 1 };
    await collections.collection(enrollments).put({ ...record, answers: next, revisions });
    await note(collections, {
      enrollmentId: id,
      at: deps.clock.now(),
      by,
      what: 'saved',
      section,
      revision: current + 1,
      changes,
    });
    return current + 1;
  });
}

async function changedSince(
  collections: Collections,
  enrollmentId: string,
  section: AnsweredSection,
  revision: number,
): Promise<FieldProblem[]> {
  const since = (await collections.collection(enrollmentHistory).find('enrollmentId', enrollmentId)).filter(
    (entry) => entry.section === section && (entry.revision ?? 0) > revision,
  );
  return since
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ by, changes }) =>
      changes.map(({ field, after }) => {
        const changed = field.slice(section.length + 1);
        return after === undefined
          ? refusal(changed, 'changed-by', by.name)
          : refusal(changed, 'changed-to', by.name, after);
      }),
    );
}

/** @throws NoSuchEnrollment @throws EnrollmentChanged where the site may change nothing now */
export async function editableRecord(
  collections: Pick<Collections, 'collection'>,
  id: string,
): Promise<EnrollmentRecord> {
  const record = await collections.collection(enrollments).get(id);
  if (record === undefined) throw new NoSuchEnrollment();
  if (!editable.has(record.status)) throw new EnrollmentChanged();
  return record;
}

/** Deletes a draft, its letter and its history. @throws EnrollmentChanged @throws NoSuchEnrollment */
export async function discardDraft(
  { store }: Pick<FormDeps, 'store'>,
  id: string,
  { record: inTrail }: Pick<Moving, 'record'>,
): Promise<void> {
  await inTrail('discarded', await draftOf(store, id));
  await store.transaction(async (collections) => {
    await draftOf(collections, id);
    await collections.collection(enrollments).delete(id);
    await collections.collection(letters).delete(id);
    const history = collections.collection(enrollmentHistory);
    for (const entry of await history.find('enrollmentId', id)) await history.delete(entry.id);
  });
}

async function draftOf(collections: Pick<Collections, 'collection'>, id: string): Promise<EnrollmentRecord> {
  const record = await editableRecord(collections, id);
  if (record.status !== 'draft') throw new EnrollmentChanged();
  return record;
}

export interface Seen {
  readonly ofSite: boolean;
  readonly signs: boolean;
  readonly answers: boolean;
  readonly reviews: boolean;
}

/** @throws NoSuchEnrollment */
export async function formOf({ store, ...time }: FormDeps, id: string, seen: Seen): Promise<EnrollmentForm> {
  const record = await store.collection(enrollments).get(id);
  if (record === undefined) throw new NoSuchEnrollment();
  const { answers, revisions, letter, comments, signature, previous, siteId, status } = record;
  const last = previous === undefined ? undefined : await store.collection(enrollments).get(previous);
  const { enrolments } = await siteWithOrganization(store, siteId);
  const mayEdit = seen.ofSite && editable.has(status);
  return {
    ...summaryOf(record, today(time)),
    day: today(time),
    answers: structuredClone(answers),
    revisions: { ...revisions },
    comments: comments.map((comment) => ({ ...comment })),
    enrolledUntil: enrolledUntil(enrolments),
    mayEdit,
    maySign: mayEdit && seen.signs,
    mayWithdraw: seen.ofSite && seen.answers && underWay.has(status),
    // Nobody decides on their own site's.
    mayReview: seen.reviews && !seen.ofSite && status === 'submitted',
    ...(letter && { letter: { name: letter.name, bytes: letter.bytes, addedOn: letter.addedOn } }),
    ...(signature && { signature: { name: signature.name, on: signature.on } }),
    ...(last && { lastYear: structuredClone(last.answers) }),
  };
}

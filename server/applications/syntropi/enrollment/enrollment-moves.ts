import type { SectionComment } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { agreementVersion } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { mistakesIn, sectionsOf } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, today } from '../../../../shared/contract/time.ts';
import { newOneTimeCode, normalizedCode } from '../../../keys/one-time-code.ts';
import { digestOf } from '../../../keys/tokens.ts';
import type { Collections } from '../../../store/contract.ts';
import { approvalOf } from './approval.ts';
import { enrolledUntil, pinOf, siteWithOrganization } from '../enrolled/enrolled.ts';
import { note } from './enrollment-history.ts';
import { approvedNotices, returnedNotice, submittedNotice } from '../notices/enrollment-notices.ts';
import { type EnrollmentRecord, enrollments } from './enrollment-records.ts';
import type { Moving } from './enrollment-trail.ts';
import { EnrollmentChanged, NoSuchEnrollment } from './enrollments.ts';
import { organizations, sites } from '../records.ts';
import { refusal } from '../refusal.ts';
import { askedKey, emailsOf } from '../status/status.ts';
import { type TellDeps, toTell } from '../notices/told-portal.ts';

type Status = EnrollmentRecord['status'];
type Reading = Pick<Collections, 'collection'>;

/** What each status may become. A lapse is no step: it is an approval whose day is over. */
export const following: Readonly<Record<Status, readonly Status[]>> = {
  draft: ['submitted'],
  submitted: ['returned', 'approved', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  approved: [],
  withdrawn: [],
};

/** @throws EnrollmentChanged @throws NoSuchEnrollment */
async function recordToMove(collections: Reading, id: string, to: Status): Promise<EnrollmentRecord> {
  const record = await collections.collection(enrollments).get(id);
  if (record === undefined) throw new NoSuchEnrollment();
  if (!following[record.status].includes(to)) throw new EnrollmentChanged();
  return record;
}

/**
 * The signing clinician signs and sends it to the State.
 * @returns the number by which whoever waits asks, or everything that is missing, by section and field
 * @throws EnrollmentChanged @throws NoSuchEnrollment
 */
export async function submitEnrollment(
  deps: TellDeps,
  id: string,
  { signature, siteIds }: { signature: string; siteIds: readonly string[] },
  { by, record: inTrail }: Moving,
): Promise<{ confirmation: string } | { mistakes: FieldProblem[] }> {
  const day = today(deps);
  const confirmation = newOneTimeCode(limits.enrollment.confirmationSymbols);
  const seen = await toSubmit(deps.store, id, signature, day);
  if (seen.mistakes.length > 0) return { mistakes: seen.mistakes };
  await inTrail('submitted', seen.record);
  return deps.store.transaction(async (collections) => {
    const { record, mistakes } = await toSubmit(collections, id, signature, day);
    if (mistakes.length > 0) return { mistakes };
    const { answers, siteId } = record;
    const { site, organization } = await siteWithOrganization(collections, siteId);
    const organizationId =
      site?.organizationId ?? (await ownOrganization(collections, answers.facility!.organization!, siteIds));
    const pin = site && pinOf(site, organization);
    const digest = digestOf(normalizedCode(confirmation));
    const next: EnrollmentRecord = {
      ...record,
      status: 'submitted',
      statusSince: day,
      comments: [],
      signature: { name: signature.trim(), on: day, agreement: agreementVersion, by },
      confirmation: digest,
      asked: emailsOf(answers).flatMap((email) => [
        askedKey(digest, email),
        ...(pin === undefined ? [] : [askedKey(digestOf(pin), email)]),
      ]),
      ...(organizationId !== undefined && { organizationId }),
    };
    await collections.collection(enrollments).put(next);
    await note(collections, { enrollmentId: id, at: deps.clock.now(), by, what: 'submitted' });
    await toTell(collections, deps.clock.now(), [{ notice: submittedNotice(deps, next) }]);
    return { confirmation };
  });
}

async function toSubmit(collections: Reading, id: string, signature: string, day: CalendarDate) {
  const record = await recordToMove(collections, id, 'submitted');
  const mistakes = await missingIn(collections, record, day);
  if (!sameName(signature, record.answers.clinician?.name ?? '')) {
    mistakes.push(refusal('signature', 'other-signature'));
  }
  return { record, mistakes };
}

/** By section and field. */
async function missingIn(
  collections: Reading,
  { answers, siteId, letter }: EnrollmentRecord,
  day: CalendarDate,
): Promise<FieldProblem[]> {
  const { enrolments } = await siteWithOrganization(collections, siteId);
  const situation = { day, siteId, hasLetter: letter !== undefined, enrolledUntil: enrolledUntil(enrolments) };
  return mistakesIn(answers, situation).map(({ section, field, ...wrong }) => ({
    field: `${section}.${field}`,
    ...wrong,
  }));
}

/** An organization is joined by its own people alone. */
async function ownOrganization(collections: Collections, name: string, siteIds: readonly string[]) {
  for (const siteId of siteIds) {
    const own = await collections.collection(sites).get(siteId);
    const organization = own && (await collections.collection(organizations).get(own.organizationId));
    if (organization && sameName(organization.name, name)) return organization.id;
  }
  return undefined;
}

function sameName(one: string, other: string): boolean {
  const key = (name: string) => name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return key(one) === key(other);
}

/** The State sends it back, with what to change. @throws EnrollmentChanged @throws NoSuchEnrollment */
export async function returnEnrollment(
  deps: TellDeps,
  id: string,
  comments: readonly SectionComment[],
  { by, record: inTrail }: Moving,
): Promise<FieldProblem | undefined> {
  const seen = await recordToMove(deps.store, id, 'returned');
  const there = new Set(sectionsOf(seen.answers));
  const elsewhere = comments.findIndex(({ section }) => !there.has(section));
  if (elsewhere >= 0) return refusal(`comments.${elsewhere}.section`, 'other-enrollment');
  await inTrail('returned', seen);
  return deps.store.transaction(async (collections) => {
    // Nobody changes its answers while the State has it.
    const record = await recordToMove(collections, id, 'returned');
    const next: EnrollmentRecord = {
      ...record,
      status: 'returned',
      statusSince: today(deps),
      comments: comments.map(({ section, comment }) => ({ section, comment: comment.trim() })),
    };
    await collections.collection(enrollments).put(next);
    await note(collections, { enrollmentId: id, at: deps.clock.now(), by, what: 'returned', comments: next.comments });
    await toTell(collections, deps.clock.now(), [{ notice: returnedNotice(deps, next) }]);
    return undefined;
  });
}

/**
 * The State approves it: the site is enrolled for a year, has its PIN, and its coordinators are named.
 * @returns the PIN where it is a new one; or what no longer fits, such as a license that is over by now
 * @throws EnrollmentChanged @throws NoSuchEnrollment
 */
export async function approveEnrollment(
  deps: TellDeps,
  id: string,
  { by, record: inTrail }: Moving,
): Promise<{ pin?: string } | { mistakes: FieldProblem[] }> {
  const day = today(deps);
  const seen = await recordToMove(deps.store, id, 'approved');
  const missing = await missingIn(deps.store, seen, day);
  if (missing.length > 0) return { mistakes: missing };
  await inTrail('approved', seen);
  return deps.store.transaction(async (collections) => {
    const record = await recordToMove(collections, id, 'approved');
    const mistakes = await missingIn(collections, record, day);
    if (mistakes.length > 0) return { mistakes };
    const { organizationId, pin, isNewPin, renewBy } = await approvalOf(collections, record, day);
    const next: EnrollmentRecord = {
      ...record,
      status: 'approved',
      statusSince: day,
      renewBy,
      organizationId,
      comments: [],
      asked: emailsOf(record.answers).flatMap((email) =>
        [record.confirmation, digestOf(pin)].flatMap((digest) => (digest ? [askedKey(digest, email)] : [])),
      ),
    };
    await collections.collection(enrollments).put(next);
    // Whoever asks by the PIN is told of the enrollment that counts now.
    const before = record.previous && (await collections.collection(enrollments).get(record.previous));
    if (before) await collections.collection(enrollments).put({ ...before, asked: [] });
    await note(collections, { enrollmentId: id, at: deps.clock.now(), by, what: 'approved' });
    const { primary, secondary } = record.answers.coordinators!;
    const coordinators = [
      { role: 'primary' as const, given: primary! },
      { role: 'secondary' as const, given: secondary! },
    ].map(({ role, given: { name, username, email, phone, trainedOn } }) => ({
      organizationId,
      coordinator: {
        role,
        name: name!.trim(),
        email: email!.trim(),
        phone: phone!.trim(),
        trainedOn: trainedOn!,
        ...(username?.trim() && { username: username.trim() }),
      },
    }));
    const notices = approvedNotices(deps, next, isNewPin ? pin : undefined).map((notice) => ({ notice }));
    await toTell(collections, deps.clock.now(), [...coordinators, ...notices]);
    return isNewPin ? { pin } : {};
  });
}

/** @throws EnrollmentChanged @throws NoSuchEnrollment */
export async function withdrawEnrollment(deps: TellDeps, id: string, { by, record: inTrail }: Moving): Promise<void> {
  await inTrail('withdrawn', await recordToMove(deps.store, id, 'withdrawn'));
  await deps.store.transaction(async (collections) => {
    const record = await recordToMove(collections, id, 'withdrawn');
    await collections.collection(enrollments).put({ ...record, status: 'withdrawn', statusSince: today(deps) });
    await note(collections, { enrollmentId: id, at: deps.clock.now(), by, what: 'withdrawn' });
  });
}

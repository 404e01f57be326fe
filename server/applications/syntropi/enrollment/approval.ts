import { randomInt, randomUUID } from 'node:crypto';
import type {
  Enrolment,
  StorageKind,
  StorageUnit,
} from '../../../../shared/applications/syntropi/organizations/api.ts';
import { programsOf } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, plusDays, plusMonths } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { pinOf, siteWithOrganization } from '../enrolled/enrolled.ts';
import type { EnrollmentRecord } from './enrollment-records.ts';
import { organizations, sites } from '../records.ts';

/** Writes what an approval makes of a site and its organization. */
export async function approvalOf(
  collections: Collections,
  { siteId, answers, organizationId: joined }: EnrollmentRecord,
  day: CalendarDate,
): Promise<{ organizationId: string; pin: string; isNewPin: boolean; renewBy: CalendarDate }> {
  const { site, organization, enrolments } = await siteWithOrganization(collections, siteId);
  const facility = answers.facility!;
  const known = site && pinOf(site, organization);
  const pin = known ?? (await newPin(collections));
  const approved = programsOf(answers).map((program): Enrolment => {
    const before = enrolments.find((each) => each.program === program)?.renewBy;
    return { program, status: 'approved', enrolledOn: day, renewBy: renewedUntil(before, day) };
  });
  const others = enrolments.filter(({ program }) => !programsOf(answers).includes(program));
  const storageUnits = (answers.storage!.units ?? []).map(
    ({ name, kind, logger, calibrationDue }): StorageUnit => ({
      name: name!.trim(),
      kind: kept[kind!] ?? 'refrigerator',
      logger: logger!.trim(),
      calibrationDue: calibrationDue!,
    }),
  );
  const signer = `${answers.clinician!.name!.trim()}, ${answers.clinician!.license!.toUpperCase()}`;
  const organizationId = joined ?? randomUUID();
  const all = collections.collection(organizations);
  const present = await all.get(organizationId);
  await all.put({
    ...(present ?? { id: organizationId, pin, enrolments: [], coordinators: [], storageUnits: [] }),
    name: facility.organization!.trim(),
    signer,
  });
  await collections.collection(sites).put({
    id: siteId,
    organizationId,
    name: facility.name!.trim(),
    address: `${facility.street!.trim()}, ${facility.city!.trim()}, TX ${facility.zip!.trim()}`,
    pin,
    enrolments: [...others, ...approved],
    storageUnits,
  });
  const renewBy = approved.map((each) => each.renewBy!).toSorted()[0]!;
  return { organizationId, pin, isNewPin: known === undefined, renewBy };
}

/** Of what an overview shows; a dormitory-style unit is refused before. */
const kept: Readonly<Record<string, StorageKind>> = {
  refrigerator: 'refrigerator',
  'household-combination': 'refrigerator',
  freezer: 'freezer',
  'ultra-cold-freezer': 'ultra-cold-freezer',
};

/** A year; whoever renews in time loses none of the year before. */
function renewedUntil(before: CalendarDate | undefined, day: CalendarDate): CalendarDate {
  const { months } = limits.enrollment;
  return before !== undefined && before >= day ? plusMonths(before, months) : plusDays(plusMonths(day, months), -1);
}

/** Six digits that nobody can guess from another's, and that are no other site's. */
async function newPin(collections: Collections): Promise<string> {
  const taken = new Set([
    ...(await collections.collection(organizations).list()).map(({ pin }) => pin),
    ...(await collections.collection(sites).list()).map(({ pin }) => pin),
  ]);
  for (;;) {
    const pin = String(randomInt(100_000, 1_000_000));
    if (!taken.has(pin)) return pin;
  }
}

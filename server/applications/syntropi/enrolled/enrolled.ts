import type { Enrolment } from '../../../../shared/applications/syntropi/organizations/api.ts';
import type { DeliveryHours } from '../../../../shared/applications/delivery-hours.ts';
import { weekdays } from '../../../../shared/applications/delivery-hours.ts';
import { minutesOf } from '../../../../shared/applications/syntropi/answers/answer-formats.ts';
import type { Answers } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type { Program } from '../../../../shared/applications/programs.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { type EnrollmentRecord, enrollments } from '../enrollment/enrollment-records.ts';
import { type OrganizationRecord, organizations, type SiteRecord, sites } from '../records.ts';

/** What a site is enrolled for: its own since its first approval here, before that its organization's. */
export function enrolmentsOf(site: SiteRecord, organization: OrganizationRecord | undefined): readonly Enrolment[] {
  return site.enrolments ?? organization?.enrolments ?? [];
}

export function pinOf(site: SiteRecord, organization: OrganizationRecord | undefined): string | undefined {
  return site.pin ?? organization?.pin;
}

/** An approved enrolment that was not renewed in time is over, whether or not anyone has closed it. */
export function asOf(enrolment: Enrolment, day: CalendarDate): Enrolment {
  const { status, renewBy } = enrolment;
  return status === 'approved' && renewBy !== undefined && renewBy < day
    ? { ...enrolment, status: 'expired' }
    : { ...enrolment };
}

/** Until when each program runs that was approved, also where that is over. */
export function enrolledUntil(enrolments: readonly Enrolment[]): Partial<Record<Program, CalendarDate>> {
  return Object.fromEntries(
    enrolments.flatMap(({ program, status, renewBy }) =>
      renewBy !== undefined && (status === 'approved' || status === 'expired') ? [[program, renewBy]] : [],
    ),
  );
}

export async function siteWithOrganization(store: Pick<Collections, 'collection'>, siteId: string) {
  const site = await store.collection(sites).get(siteId);
  const organization = site && (await store.collection(organizations).get(site.organizationId));
  return { site, organization, enrolments: site ? enrolmentsOf(site, organization) : [] };
}

/** The one of a site that was approved last. */
export function lastApproved(ofSite: readonly EnrollmentRecord[]): EnrollmentRecord | undefined {
  return ofSite
    .filter(({ status }) => status === 'approved')
    .toSorted((a, b) => a.statusSince.localeCompare(b.statusSince))
    .at(-1);
}

/** When a site takes deliveries, as it answered the last time; undefined where no enrollment of it was approved here. */
export async function deliveryHoursOf(
  store: Pick<Collections, 'collection'>,
  siteId: string,
): Promise<DeliveryHours | undefined> {
  const last = lastApproved(await store.collection(enrollments).find('siteId', siteId));
  return last && hoursIn(last.answers);
}

function hoursIn({ hours = {} }: Answers): DeliveryHours {
  return weekdays.flatMap((day) => {
    const answered = hours[day] ?? {};
    const [from, to] = [timeOf(answered.from), timeOf(answered.to)];
    const [breakFrom, breakTo] = [timeOf(answered.lunchFrom), timeOf(answered.lunchTo)];
    if (from === undefined || to === undefined) return [];
    return [{ day, from, to, ...(breakFrom && breakTo && { breakFrom, breakTo }) }];
  });
}

/** In one form, however it was typed. */
function timeOf(typed: string | undefined): string | undefined {
  const minutes = minutesOf(typed);
  if (minutes === undefined) return undefined;
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

import type { Enrolment } from '../../../shared/applications/syntropi/api.ts';
import type { Program } from '../../../shared/applications/programs.ts';
import type { CalendarDate } from '../../../shared/contract/time.ts';
import type { Collections } from '../../store/contract.ts';
import { type OrganizationRecord, organizations, type SiteRecord, sites } from './records.ts';

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

import type { Organization } from '../../../../shared/applications/syntropi/organizations/api.ts';
import type { Store } from '../../../store/contract.ts';
import { type CalendarDate, type ClinicTime, today } from '../../../../shared/contract/time.ts';
import { asOf, enrolmentsOf, pinOf } from '../enrolled/enrolled.ts';
import { type OrganizationRecord, organizations, type SiteRecord, sites } from '../records.ts';

export interface EnrolmentDeps extends ClinicTime {
  readonly store: Store;
}

/** The organizations that the given sites belong to, with those of their sites that the caller works for. */
export async function organizationsOf(
  { store, ...time }: EnrolmentDeps,
  siteIds: readonly string[],
  mayName: boolean,
): Promise<Organization[]> {
  const sitesOf = new Map<string, SiteRecord[]>();
  for (const siteId of siteIds) {
    const site = await store.collection(sites).get(siteId);
    if (site) sitesOf.set(site.organizationId, [...(sitesOf.get(site.organizationId) ?? []), site]);
  }
  const day = today(time);
  const found: Organization[] = [];
  for (const [organizationId, own] of sitesOf) {
    const organization = await store.collection(organizations).get(organizationId);
    if (organization) found.push({ ...shown(organization, own, day), mayName });
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function shown(
  record: OrganizationRecord,
  own: readonly SiteRecord[],
  day: CalendarDate,
): Omit<Organization, 'mayName'> {
  const several = own.length > 1;
  return {
    id: record.id,
    name: record.name,
    pin: [...new Set(own.map((site) => pinOf(site, record)))].join(', '),
    signer: record.signer,
    enrolments: own.flatMap((site) =>
      enrolmentsOf(site, record).map((enrolment) => ({ ...asOf(enrolment, day), ...(several && { site: site.name }) })),
    ),
    sites: own.map(({ id, name, address }) => ({ id, name, address })),
    coordinators: [...record.coordinators],
    storageUnits: [...new Set(own.flatMap((site) => site.storageUnits ?? record.storageUnits))],
  };
}

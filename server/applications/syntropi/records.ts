import type { Coordinator, Enrolment, StorageUnit } from '../../../shared/applications/syntropi/organizations/api.ts';
import { defineCollection } from '../../store/contract.ts';

export interface OrganizationRecord {
  readonly id: string;
  readonly name: string;
  /** Assigned when the enrolment is approved. */
  readonly pin: string;
  readonly signer: string;
  readonly enrolments: readonly Enrolment[];
  readonly coordinators: readonly Coordinator[];
  readonly storageUnits: readonly StorageUnit[];
}

export interface SiteRecord {
  /** The registry's id. */
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly address: string;
  /** These three are its own from its first approval on; before that they are its organization's. */
  readonly pin?: string;
  readonly enrolments?: readonly Enrolment[];
  readonly storageUnits?: readonly StorageUnit[];
}

export const organizations = defineCollection<OrganizationRecord>()({
  name: 'syntropi-organizations',
  lifetime: 'lasting',
  indexes: [],
});

export const sites = defineCollection<SiteRecord>()({
  name: 'syntropi-sites',
  lifetime: 'lasting',
  indexes: ['organizationId'],
});

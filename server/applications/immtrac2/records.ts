import type { BodySite, Eligibility, EntryDue, Route, Sex } from '../../../shared/applications/immtrac2/api.ts';
import { defineCollection } from '../../store/contract.ts';
import type { CalendarDate } from '../../../shared/contract/time.ts';

/** How far a session has come on the way into the registry. */
export interface EntryRecord {
  /** The application session's id. */
  readonly id: string;
  readonly due: EntryDue;
  readonly endsAt: number;
}

export interface SiteRecord {
  readonly id: string;
  readonly name: string;
  /** The ImmTrac2 Site Agreement as it was signed for this site [A4]; null until it is. */
  readonly agreement: { readonly signer: string; readonly signedOn: CalendarDate } | null;
}

export interface ClientRecord {
  /** Opaque, for addresses; says nothing about the client. */
  readonly id: string;
  readonly immtrac2Id: string;
  readonly lastName: string;
  readonly firstName: string;
  /** Names and birth date as a search compares them. */
  readonly searchKey: string;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  readonly siteId: string;
  readonly address: string;
  /** Who consented to keeping the record: nobody, a parent for a minor, or the adult. */
  readonly consent: 'none' | 'minor' | 'adult';
}

export interface ImmunizationRecord {
  readonly id: string;
  readonly clientId: string;
  /** Who recorded it. */
  readonly siteId: string;
  readonly date: CalendarDate;
  readonly cvx: string;
  /** Taken over from a parent or another record, not given at the site that recorded it. */
  readonly historical: boolean;
  readonly tradeName?: string;
  readonly mvx?: string;
  readonly lot?: string;
  readonly doseMillilitres?: number;
  readonly route?: Route;
  readonly bodySite?: BodySite;
  readonly eligibility?: Eligibility;
}

export const entries = defineCollection<EntryRecord>()({
  name: 'immtrac2-entries',
  lifetime: 'session',
  indexes: [],
});

export const sites = defineCollection<SiteRecord>()({ name: 'immtrac2-sites', lifetime: 'lasting', indexes: [] });

export const clients = defineCollection<ClientRecord>()({
  name: 'immtrac2-clients',
  lifetime: 'lasting',
  indexes: ['immtrac2Id', 'searchKey'],
});

export const immunizations = defineCollection<ImmunizationRecord>()({
  name: 'immtrac2-immunizations',
  lifetime: 'lasting',
  indexes: ['clientId'],
});

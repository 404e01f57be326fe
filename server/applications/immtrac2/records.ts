import { defineCollection } from '../../store/contract.ts';
import { clientOfFirstVersion, doseOfOlderVersion } from './first-version.ts';
import type {
  AccessRecord,
  ClientRecord,
  EntryRecord,
  ImmunizationRecord,
  ListedRecord,
  ObservationRecord,
  RefusalRecord,
  SiteRecord,
} from './shapes.ts';

export const entries = defineCollection<EntryRecord>()({
  name: 'immtrac2-entries',
  lifetime: 'session',
  indexes: ['owner'],
});

export const sites = defineCollection<SiteRecord>()({ name: 'immtrac2-sites', lifetime: 'lasting', indexes: [] });

export const clients = defineCollection<ClientRecord>()({
  name: 'immtrac2-clients',
  lifetime: 'lasting',
  indexes: ['siteId'],
  several: ['keys'],
  order: 'revision',
  version: 2,
  upgrade: (record) => clientOfFirstVersion(record),
});

export const immunizations = defineCollection<ImmunizationRecord>()({
  name: 'immtrac2-immunizations',
  lifetime: 'lasting',
  indexes: ['clientId', 'siteId'],
  order: 'month',
  version: 3,
  upgrade: (record, version) => doseOfOlderVersion(record, version),
});

export const refusals = defineCollection<RefusalRecord>()({
  name: 'immtrac2-refusals',
  lifetime: 'lasting',
  indexes: ['clientId'],
});

export const observations = defineCollection<ObservationRecord>()({
  name: 'immtrac2-observations',
  lifetime: 'lasting',
  indexes: ['clientId'],
});

export const accesses = defineCollection<AccessRecord>()({
  name: 'immtrac2-accesses',
  lifetime: 'lasting',
  indexes: ['clientId'],
  order: 'at',
});

export const listed = defineCollection<ListedRecord>()({
  name: 'immtrac2-listed',
  lifetime: 'lasting',
  indexes: [],
  several: ['clientIds'],
  order: 'at',
});

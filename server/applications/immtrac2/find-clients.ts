import type { ClientSummary, FindByName } from '../../../shared/applications/immtrac2/api.ts';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/contract.ts';
import { type CalendarDate, type ClinicTime, today } from '../../../shared/contract/time.ts';
import { hasConsent } from './consent.ts';
import { type ClientRecord, clients, sites } from './records.ts';

export interface RegistryDeps extends ClinicTime {
  readonly store: Store;
  readonly clock: Clock;
}

const earliestBirthDate: CalendarDate = '1890-01-01';

/** Finds by the registry's own number, which may be typed with spaces or hyphens. */
export async function findById(deps: RegistryDeps, immtrac2Id: string): Promise<ClientSummary[]> {
  const digits = immtrac2Id.replaceAll(/[\s-]/g, '');
  return summaries(deps, await deps.store.collection(clients).find('immtrac2Id', digits));
}

export async function findByName(
  deps: RegistryDeps,
  { lastName, firstName, birthDate }: FindByName,
): Promise<ClientSummary[] | 'birth date out of range'> {
  if (birthDate <= earliestBirthDate || birthDate > today(deps)) return 'birth date out of range';
  const key = searchKey(lastName, firstName, birthDate);
  return summaries(deps, await deps.store.collection(clients).find('searchKey', key));
}

/** Accents, capitals, hyphens and spaces do not tell people apart; they are typed too differently. */
export function searchKey(lastName: string, firstName: string, birthDate: CalendarDate): string {
  const letters = (name: string) => name.normalize('NFD').replaceAll(/\P{L}/gu, '').toLowerCase();
  return [letters(lastName), letters(firstName), birthDate].join('|');
}

async function summaries({ store, ...time }: RegistryDeps, found: readonly ClientRecord[]): Promise<ClientSummary[]> {
  const day = today(time);
  return Promise.all(
    found
      .filter((client) => hasConsent(client, day))
      .map(async ({ id, immtrac2Id, lastName, firstName, birthDate, sex, siteId }) => {
        return { id, immtrac2Id, lastName, firstName, birthDate, sex, site: await siteOf(store, siteId) };
      }),
  );
}

export async function siteOf(store: Store, siteId: string): Promise<{ id: string; name: string }> {
  const site = await store.collection(sites).get(siteId);
  return { id: siteId, name: site?.name ?? siteId };
}

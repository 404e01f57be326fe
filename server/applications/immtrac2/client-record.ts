import type { Client, Immunization, Ownership, VaccineGroup } from '../../../shared/applications/immtrac2/api.ts';
import { monthsBetween, today } from '../../../shared/contract/time.ts';
import { manufacturers, vaccines } from '../platform/codes/vaccines.ts';
import { hasConsent } from './consent.ts';
import { type RegistryDeps, siteOf } from './find-clients.ts';
import { clients, type ImmunizationRecord, immunizations } from './records.ts';

/**
 * One client with the immunization history.
 * @param callerSites the sites that the caller works for, which decide what is owned
 * @returns undefined for who is not in the registry and for who has not consented, alike
 */
export async function clientRecord(
  { store, ...time }: RegistryDeps,
  id: string,
  callerSites: readonly string[],
): Promise<Client | undefined> {
  const client = await store.collection(clients).get(id);
  const day = today(time);
  if (client === undefined || !hasConsent(client, day)) return undefined;

  const records = await store.collection(immunizations).find('clientId', id);
  const { immtrac2Id, lastName, firstName, birthDate, sex, siteId, address } = client;
  const months = monthsBetween(birthDate, day);
  return {
    id,
    immtrac2Id,
    lastName,
    firstName,
    birthDate,
    sex,
    age: { years: Math.floor(months / 12), months: months % 12 },
    site: await siteOf(store, siteId),
    address,
    history: history(records, callerSites),
  };
}

/** Groups in alphabetical order, each by date; a combination vaccine appears in every group it belongs to. */
function history(records: readonly ImmunizationRecord[], callerSites: readonly string[]): VaccineGroup[] {
  const groups = new Map<string, Immunization[]>();
  for (const record of records.toSorted((a, b) => a.date.localeCompare(b.date))) {
    for (const group of vaccines.get(record.cvx)?.groups ?? []) {
      groups.set(group, [...(groups.get(group) ?? []), shown(record, callerSites)]);
    }
  }
  return [...groups]
    .map(([name, given]) => ({ name, immunizations: given }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function shown(record: ImmunizationRecord, callerSites: readonly string[]): Immunization {
  const { id, date, cvx, mvx, tradeName, lot, doseMillilitres, route, bodySite, eligibility } = record;
  const manufacturer = mvx === undefined ? undefined : manufacturers.get(mvx)?.name;
  return {
    id,
    date,
    vaccine: vaccines.get(cvx)?.name ?? cvx,
    ...(tradeName !== undefined && { tradeName }),
    ...(manufacturer !== undefined && { manufacturer }),
    ...(lot !== undefined && { lot }),
    ...(doseMillilitres !== undefined && { doseMillilitres }),
    ...(route !== undefined && { route }),
    ...(bodySite !== undefined && { bodySite }),
    ...(eligibility !== undefined && { eligibility }),
    ownership: ownership(record, callerSites),
  };
}

function ownership({ historical, siteId }: ImmunizationRecord, callerSites: readonly string[]): Ownership {
  if (historical) return 'historical';
  return callerSites.includes(siteId) ? 'owned' : 'not-owned';
}

import type { Withdrawal } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, plusDays, plusMonths, today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { hasConsent } from './consent.ts';
import { dosesOf } from '../doses/doses.ts';
import { clients, immunizations, observations, refusals } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import { endKey, withheldKeys, withKeys } from '../clients/search-keys.ts';
import type { ClientRecord } from '../shapes.ts';

const { withdrawnKeptDays, disasterKeptMonths, lookBackDays } = limits.registry;

/** What withdrawing does to the record, for the person to see before [I2]. */
export async function withdrawalOf(deps: RegistryDeps, client: ClientRecord): Promise<Withdrawal> {
  const doses = await dosesOf(deps.store, client);
  const disasterDoses = doses.filter(({ dose }) => dose.disaster === true).length;
  return {
    kinds: [...new Set(client.consents.map(({ kind }) => kind))],
    doses: doses.length - disasterDoses,
    disasterDoses,
    keptUntil: plusDays(today(deps), withdrawnKeptDays),
  };
}

/** From now on nobody finds the record; a new consent brings it back until it is erased. */
export async function withdrawConsent(
  deps: RegistryDeps,
  client: ClientRecord,
  revision: number,
): Promise<'withdrawn' | 'changed meanwhile'> {
  const eraseOn = plusDays(today(deps), withdrawnKeptDays);
  return deps.store.transaction(async (on) => {
    const records = on.collection(clients);
    if ((await records.get(client.id))?.revision !== revision) return 'changed meanwhile';
    for (const id of [client.id, ...(client.merged ?? [])]) {
      await records.update(id, (record) =>
        withKeys({ ...record, consents: [], eraseOn, revision: record.revision + 1 }),
      );
    }
    return 'withdrawn';
  });
}

/**
 * The night's work: who has become 26 with a parent's consent alone is found by nobody any more, and what was withdrawn long
 * enough ago is erased.
 */
export async function endConsents(deps: RegistryDeps): Promise<void> {
  const day = today(deps);
  const records = deps.store.collection(clients);
  for (let back = 0; back <= lookBackDays; back += 1) {
    for (const { id } of await records.find('keys', endKey(plusDays(day, -back)))) await endConsent(deps, id, day);
  }
}

async function endConsent({ store }: RegistryDeps, id: string, day: CalendarDate): Promise<void> {
  await store.transaction(async (on) => {
    const client = await on.collection(clients).get(id);
    if (client === undefined || hasConsent(client, day)) return;
    if (client.eraseOn !== undefined && client.eraseOn <= day) await erase(on, client, day);
    else await on.collection(clients).update(id, (record) => ({ ...record, keys: withheldKeys(record) }));
  });
}

/** Doses of a disaster are kept for five years; the record stays with them, shown to nobody. */
async function erase(on: Collections, client: ClientRecord, day: CalendarDate): Promise<void> {
  const [records, doses, refused] = [on.collection(clients), on.collection(immunizations), on.collection(refusals)];
  const kept: CalendarDate[] = [];
  for (const { id, dose, date } of await doses.find('clientId', client.id)) {
    const until = plusMonths(date, disasterKeptMonths);
    if (dose.disaster === true && until > day) kept.push(until);
    else await doses.delete(id);
  }
  for (const { id } of await refused.find('clientId', client.id)) await refused.delete(id);
  const observed = on.collection(observations);
  for (const { id } of await observed.find('clientId', client.id)) await observed.delete(id);
  const eraseOn = kept.toSorted().at(-1);
  if (eraseOn === undefined) await records.delete(client.id);
  else await records.update(client.id, (record) => withKeys({ ...record, eraseOn }));
}

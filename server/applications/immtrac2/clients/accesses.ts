import { randomUUID } from 'node:crypto';
import type { Accesses } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { Reason } from '../../../../shared/applications/immtrac2/fields.ts';
import { accesses, listed } from '../records.ts';
import type { Acting, RegistryDeps } from '../registry.ts';
import type { AccessRecord } from '../shapes.ts';

/** Who has seen or changed a client's record, kept beside the audit trail so that the client can be given it [R4, I1]. */

export async function keepAccess(
  { store, clock }: RegistryDeps,
  { name, sites }: Pick<Acting, 'name' | 'sites'>,
  clientIds: readonly string[],
  { what, reason }: { what: AccessRecord['what']; reason: Reason },
): Promise<void> {
  const records = store.collection(accesses);
  const by = { at: clock.now(), name, sites: sites.map((site) => site.name), what, reason };
  await Promise.all(clientIds.map((clientId) => records.insert({ id: randomUUID(), clientId, ...by })));
}

/** Whom a report names. @param id of the list, as the audit trail has it */
export async function keepListed(
  { store, clock }: RegistryDeps,
  { name, sites }: Pick<Acting, 'name' | 'sites'>,
  { id, clientIds, reason }: { id: string; clientIds: readonly string[]; reason: Reason },
): Promise<void> {
  const by = { at: clock.now(), name, sites: sites.map((site) => site.name), reason };
  await store.collection(listed).insert({ id, clientIds, ...by });
}

/** The newest first. */
export async function accessesTo({ store }: RegistryDeps, clientId: string): Promise<Accesses['accesses']> {
  const lists = await store.collection(listed).find('clientIds', clientId);
  const kept = await store.collection(accesses).find('clientId', clientId);
  return [...kept, ...lists.map((list) => ({ ...list, what: 'listed' as const }))]
    .toSorted((a, b) => b.at - a.at)
    .map(({ at, name, sites, what, reason }) => ({ at, name, sites: [...sites], what, reason }));
}

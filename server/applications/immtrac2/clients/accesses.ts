import { randomUUID } from 'node:crypto';
import type { Accesses } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { Reason } from '../../../../shared/applications/immtrac2/fields.ts';
import { accesses } from '../records.ts';
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
  await Promise.all(clientIds.map((clientId) => records.put({ id: randomUUID(), clientId, ...by })));
}

/** The newest first. */
export async function accessesTo({ store }: RegistryDeps, clientId: string): Promise<Accesses['accesses']> {
  const kept = await store.collection(accesses).find('clientId', clientId);
  return kept
    .toSorted((a, b) => b.at - a.at)
    .map(({ at, name, sites, what, reason }) => ({ at, name, sites: [...sites], what, reason }));
}

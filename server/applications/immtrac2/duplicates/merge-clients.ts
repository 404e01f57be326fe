import type { Candidate } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { candidateList, candidatesFor } from '../clients/find-clients.ts';
import { clients } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import { withKeys } from '../clients/search-keys.ts';
import type { ClientRecord } from '../shapes.ts';

/**
 * Two records of one person [I3]. A person decides; nothing is merged by itself, and nothing is lost: the other record becomes
 * a part of this one, with its doses where they are, so that it can be taken out again as it was.
 */

export async function possibleDuplicates(deps: RegistryDeps, client: ClientRecord): Promise<Candidate[]> {
  const { addresses, ...record } = client;
  const asked = { ...record, ...addresses[0] };
  const { candidates } = await candidatesFor(deps, asked);
  const apart = new Set([client.id, ...(client.keptApart ?? [])]);
  return candidateList(
    deps,
    candidates.filter(({ id }) => !apart.has(id)),
  );
}

export type Merged = 'merged' | 'changed meanwhile';

export async function mergeClients(
  { store }: RegistryDeps,
  client: ClientRecord,
  other: ClientRecord,
): Promise<Merged> {
  return store.transaction(async (on) => {
    const records = on.collection(clients);
    const [whole, part] = [await records.get(client.id), await records.get(other.id)];
    const isOpen = [whole, part].every((record) => record !== undefined && record.mergedInto === undefined);
    if (!isOpen || client.id === other.id || part!.consents.length === 0) return 'changed meanwhile';
    const parts = [part!.id, ...(part!.merged ?? [])];
    await records.update(client.id, (record) => {
      const own = new Set(record.consents.map(({ kind }) => kind));
      const further = part!.consents.filter(({ kind }) => !own.has(kind));
      return withKeys({
        ...record,
        merged: [...(record.merged ?? []), ...parts],
        consents: [...record.consents, ...further.map((consent) => ({ ...consent, from: part!.id }))],
        revision: record.revision + 1,
      });
    });
    for (const id of parts) {
      await records.update(id, ({ merged: _, ...record }) =>
        withKeys({ ...record, mergedInto: client.id, revision: record.revision + 1 }),
      );
    }
    return 'merged';
  });
}

/** Takes a part out again: each record is what it was, with what was recorded for it since. */
export async function undoMerge({ store }: RegistryDeps, client: ClientRecord, otherId: string): Promise<Merged> {
  return store.transaction(async (on) => {
    const records = on.collection(clients);
    const part = await records.get(otherId);
    if (part?.mergedInto !== client.id) return 'changed meanwhile';
    await records.update(client.id, (record) =>
      withKeys({
        ...record,
        merged: (record.merged ?? []).filter((id) => id !== otherId),
        consents: record.consents.filter(({ from }) => from !== otherId),
        revision: record.revision + 1,
      }),
    );
    await records.update(otherId, ({ mergedInto: _, ...record }) =>
      withKeys({ ...record, revision: record.revision + 1 }),
    );
    return 'merged';
  });
}

/** These are two people; they are not shown as possible duplicates again. */
export async function keepApart({ store }: RegistryDeps, client: ClientRecord, other: ClientRecord): Promise<void> {
  await store.transaction(async (on) => {
    for (const [one, second] of [
      [client.id, other.id],
      [other.id, client.id],
    ] as const) {
      await on.collection(clients).update(one, (record) => ({
        ...record,
        keptApart: [...new Set([...(record.keptApart ?? []), second])],
        revision: record.revision + 1,
      }));
    }
  });
}

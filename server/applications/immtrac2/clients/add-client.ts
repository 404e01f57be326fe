import { randomBytes, randomInt } from 'node:crypto';
import type { NewClient } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { detailProblems, tidied } from './client-details.ts';
import { consentProblems } from '../consent/consent.ts';
import { fitOf, isExact } from './fit.ts';
import { clients } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import { idKey, nameKey, withheld, withKeys } from './search-keys.ts';
import type { ClientRecord } from '../shapes.ts';
import { lapsedProblems } from '../sites/site-agreements.ts';

export type Added =
  | { readonly outcome: 'added'; readonly id: string }
  | { readonly outcome: 'search first' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

/**
 * Adds a client who has consented [I2]. Only somebody who was looked for and not found: two records of one person are worse
 * than none.
 * @param searched what the last search that found nobody was for
 */
export async function addClient(
  deps: RegistryDeps,
  { details: typed, consent, siteId }: NewClient,
  searched: string | undefined,
): Promise<Added> {
  const details = tidied(typed);
  const day = today(deps);
  const fields = [
    ...(await lapsedProblems(deps, siteId)),
    ...detailProblems(details, day),
    ...consentProblems(consent, details.birthDate, day),
  ];
  if (fields.length > 0) return { outcome: 'refused', fields };
  if (searched !== nameKey(details)) return { outcome: 'search first' };

  const { address, ...known } = details;
  const record = {
    ...known,
    siteId,
    addresses: [{ ...address, from: day, siteId }],
    consents: [{ kind: consent.kind, signer: consent.signer.trim(), signedOn: consent.signedOn, siteId }],
  };
  return deps.store.transaction(async (on): Promise<Added> => {
    const records = on.collection(clients);
    const asked = { ...details, street: address.street };
    const fits = (client: ClientRecord) => isExact(fitOf(asked, client).fit);
    // Somebody else may have added the same person meanwhile.
    if ((await records.find('keys', nameKey(details))).some(fits)) return { outcome: 'search first' };
    const kept = (await records.find('keys', withheld(nameKey(details)))).find(fits);
    const id = kept?.id ?? randomBytes(10).toString('hex');
    const { eraseOn: _, ...before } = kept ?? { immtrac2Id: await freeId(on), revision: 0 };
    await records.put(withKeys({ ...before, ...record, id, revision: before.revision + 1, keys: [] }));
    return { outcome: 'added', id };
  });
}

/** Ten digits that nobody has, or had. */
async function freeId(on: Collections): Promise<string> {
  const records = on.collection(clients);
  for (;;) {
    const immtrac2Id = String(randomInt(1_000_000_000, 9_900_000_000));
    const taken = await Promise.all(
      [idKey(immtrac2Id), withheld(idKey(immtrac2Id))].map((key) => records.find('keys', key)),
    );
    if (taken.flat().length === 0) return immtrac2Id;
  }
}

import { randomBytes, randomInt } from 'node:crypto';
import type { NewClient } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { detailProblems, tidied } from './client-details.ts';
import { consentProblems } from '../consent/consent.ts';
import { fitOf, isExact } from './fit.ts';
import { type Identifier, joined } from '../exchange/report.ts';
import { clients } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import { idKey, nameKey, withheld, withKeys } from './search-keys.ts';
import type { ClientRecord } from '../shapes.ts';
import { lapsedProblems } from '../sites/site-agreements.ts';

export type Added =
  | {
      readonly outcome: 'added';
      readonly id: string;
      readonly client: ClientRecord;
      /** Of whom nothing was kept before, no dose either. */
      readonly isNew: boolean;
    }
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
  /** Numbers under which another system knows the client. */
  sent: readonly Identifier[] = [],
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
    const [mine, hidden] = [nameKey(details), withheld(nameKey(details))];
    const drawn = someId();
    const found = await records.findAny('keys', [mine, hidden, ...keysOfId(drawn)]);
    const alike = found.filter(fits);
    // Somebody else may have added the same person meanwhile.
    if (alike.some(({ keys }) => keys.includes(mine))) return { outcome: 'search first' };
    const kept = alike[0];
    const id = kept?.id ?? randomBytes(10).toString('hex');
    const { eraseOn: _, ...before } = kept ?? {
      immtrac2Id: found.some(hasId(drawn)) ? await freeId(on) : drawn,
      revision: 0,
    };
    const identifiers = joined(kept?.identifiers ?? [], sent);
    const added = withKeys({
      ...before,
      ...record,
      ...(identifiers.length > 0 && { identifiers }),
      id,
      revision: before.revision + 1,
      keys: [],
    });
    if (kept === undefined) await records.insert(added);
    else await records.put(added);
    return { outcome: 'added', id, client: added, isNew: kept === undefined };
  });
}

/** Ten digits that nobody has, or had. */
async function freeId(on: Collections): Promise<string> {
  const records = on.collection(clients);
  for (;;) {
    const drawn = someId();
    if ((await records.findAny('keys', keysOfId(drawn))).length === 0) return drawn;
  }
}

const someId = () => String(randomInt(1_000_000_000, 9_900_000_000));
const keysOfId = (immtrac2Id: string) => [idKey(immtrac2Id), withheld(idKey(immtrac2Id))];
const hasId = (immtrac2Id: string) => (client: ClientRecord) => client.immtrac2Id === immtrac2Id;

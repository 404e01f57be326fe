import type { ChangedClient } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { Address, Affirmation } from '../../../../shared/applications/immtrac2/fields.ts';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, today } from '../../../../shared/contract/time.ts';
import { detailProblems, tidied } from './client-details.ts';
import { consentProblems } from '../consent/consent.ts';
import { dosesOf } from '../doses/doses.ts';
import { clients } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import { withKeys } from './search-keys.ts';
import type { ClientRecord, ConsentRecord, KeptAddress } from '../shapes.ts';

export type Changed =
  | { readonly outcome: 'changed' | 'changed meanwhile' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

/** Changes what a person typed of a client [I3]; the address before stays in the history. */
export async function changeClient(
  deps: RegistryDeps,
  client: ClientRecord,
  { details: typed, revision }: ChangedClient,
  siteId: string,
): Promise<Changed> {
  const details = tidied(typed);
  const day = today(deps);
  const fields = [...detailProblems(details, day), ...(await doseConflicts(deps, client, details))];
  if (fields.length > 0) return { outcome: 'refused', fields };
  const { address, ...known } = details;
  return changed(deps, client.id, revision, (record) => {
    const { id, immtrac2Id, consents, addresses, merged, keptApart, identifiers } = record;
    return {
      ...known,
      id,
      immtrac2Id,
      consents,
      siteId: record.siteId,
      revision,
      keys: [],
      ...(merged && { merged }),
      ...(keptApart && { keptApart }),
      ...(identifiers && { identifiers }),
      addresses: withAddress(addresses, { ...address, from: day, siteId }),
    };
  });
}

/** No dose was given before birth or after death. */
async function doseConflicts(
  { store }: RegistryDeps,
  client: ClientRecord,
  { birthDate, deathDate }: { birthDate: CalendarDate; deathDate?: CalendarDate },
): Promise<FieldProblem[]> {
  const dates = (await dosesOf(store, client)).map(({ date }) => date);
  const problems: FieldProblem[] = [];
  if (dates.some((date) => date < birthDate)) {
    problems.push(fieldProblem(refusalsEn, 'birthDate', 'birth-after-dose'));
  }
  if (deathDate !== undefined && dates.some((date) => date > deathDate)) {
    problems.push(fieldProblem(refusalsEn, 'deathDate', 'death-before-dose'));
  }
  return problems;
}

function withAddress(known: readonly KeptAddress[], address: KeptAddress): readonly KeptAddress[] {
  const said = ({ from: _, siteId: __, ...place }: KeptAddress): Address => place;
  const same =
    known[0] !== undefined && JSON.stringify(sorted(said(known[0]))) === JSON.stringify(sorted(said(address)));
  return same ? known : [address, ...known];
}

function sorted(place: Address) {
  return Object.entries(place).toSorted(([a], [b]) => a.localeCompare(b));
}

/** Adds a consent; of each kind the newest holds [I2]. */
export async function affirmConsent(
  deps: RegistryDeps,
  client: ClientRecord,
  affirmation: Affirmation,
  siteId: string,
): Promise<Changed> {
  const fields = consentProblems(affirmation, client.birthDate, today(deps));
  if (fields.length > 0) return { outcome: 'refused', fields };
  const { kind, signer, signedOn } = affirmation;
  const consent: ConsentRecord = { kind, signer: signer.trim(), signedOn, siteId };
  return changed(deps, client.id, undefined, (record) => ({
    ...record,
    consents: [...record.consents.filter((other) => other.kind !== kind), consent],
  }));
}

/** @param revision that the person has seen; undefined where the change does not depend on what else is there */
async function changed(
  { store }: RegistryDeps,
  id: string,
  revision: number | undefined,
  change: (record: ClientRecord) => ClientRecord,
): Promise<Changed> {
  let outcome: 'changed' | 'changed meanwhile' = 'changed meanwhile';
  await store.collection(clients).update(id, (record) => {
    const seen = revision === undefined || revision === record.revision;
    outcome = seen ? 'changed' : 'changed meanwhile';
    return seen ? withKeys({ ...change(record), revision: record.revision + 1 }) : record;
  });
  return { outcome };
}

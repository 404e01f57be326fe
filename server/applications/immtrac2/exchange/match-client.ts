import type { Fit } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { candidatesAmong, type Fitting, fittingOf, foundBy } from '../clients/find-clients.ts';
import type { Asked } from '../clients/fit.ts';
import type { RegistryDeps } from '../registry.ts';
import { candidateKeys, idKey, identifierKey } from '../clients/search-keys.ts';
import type { ClientRecord } from '../shapes.ts';
import type { Identifier } from './report.ts';

export type Matched =
  | { readonly match: 'one'; readonly client: ClientRecord; readonly fit: Fit }
  /** People who may be meant: a person has to decide. */
  | { readonly match: 'doubt'; readonly candidates: readonly Fitting[] }
  | { readonly match: 'nobody' };

export interface Known {
  readonly asked: Asked;
  readonly immtrac2Id?: string | undefined;
  readonly identifiers: readonly Identifier[];
}

/**
 * Who in the registry a message is about. A number finds nobody whose name or birth date is another's, since systems use
 * numbers again; and who has the same name and birth date is the same person only if something else agrees, too.
 */
export async function matchClient(deps: RegistryDeps, { asked, immtrac2Id, identifiers }: Known): Promise<Matched> {
  const numbers = numbersOf({ immtrac2Id, identifiers });
  const found = await foundBy(deps, keysOf({ asked, immtrac2Id, identifiers }));
  const having = (keys: readonly string[]) => found.filter(({ part }) => keys.some((key) => part.keys.includes(key)));
  for (const number of numbers) {
    const fitting = unique(having([number]).map((each) => fittingOf(each, asked))).filter(({ fit }) => mayBe(fit));
    if (fitting.length === 1) return { match: 'one', client: fitting[0]!, fit: fitting[0]!.fit };
  }
  const { candidates } = candidatesAmong(having(candidateKeys(asked)), asked);
  const sure = candidates.filter(({ fit }) => isSurely(fit));
  if (sure.length === 1) return { match: 'one', client: sure[0]!, fit: sure[0]!.fit };
  const possible = candidates.filter((each) => mayBe(each.fit) && !isOther(each, identifiers));
  return possible.length + sure.length === 0
    ? { match: 'nobody' }
    : { match: 'doubt', candidates: possible.length === 0 ? sure : possible };
}

/** By which it is looked for who is meant: messages that share none are about different people, as far as they say. */
export function keysOf(known: Known): string[] {
  return [...numbersOf(known), ...candidateKeys(known.asked)];
}

function numbersOf({ immtrac2Id, identifiers }: Pick<Known, 'immtrac2Id' | 'identifiers'>): string[] {
  const own = immtrac2Id === undefined ? [] : [idKey(immtrac2Id.replaceAll(/[\s-]/g, ''))];
  return [...own, ...identifiers.map(identifierKey)];
}

function unique(found: readonly Fitting[]): Fitting[] {
  return [...new Map(found.map((each) => [each.id, each])).values()];
}

function mayBe({ lastName, firstName, birthDate, sex, middleName }: Fit): boolean {
  return ![lastName, firstName, birthDate, sex, middleName].includes('different');
}

function isSurely(fit: Fit): boolean {
  const { lastName, firstName, birthDate, street, motherMaidenName, motherFirstName, phone } = fit;
  const isNamed = [lastName, firstName, birthDate].every((each) => each === 'same') && mayBe(fit);
  const isContradicted = motherMaidenName === 'different' || motherFirstName === 'different';
  const isConfirmed = street === 'same' || street === 'similar' || motherMaidenName === 'same' || phone === 'same';
  return isNamed && isConfirmed && !isContradicted;
}

/** The same system knows this client by another number: twins, and people of one name. */
function isOther({ identifiers: known = [] }: ClientRecord, sent: readonly Identifier[]): boolean {
  return sent.some(({ type, authority, value }) =>
    known.some((other) => other.type === type && other.authority === authority && other.value !== value),
  );
}

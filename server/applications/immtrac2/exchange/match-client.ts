import type { Fit } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { type CalendarDate, today } from '../../../../shared/contract/time.ts';
import { hasConsent } from '../consent/consent.ts';
import { candidatesFor, type Fitting, fittingBy } from '../clients/find-clients.ts';
import type { Asked } from '../clients/fit.ts';
import type { RegistryDeps } from '../registry.ts';
import { idKey, identifierKey } from '../clients/search-keys.ts';
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
  const numbers = [
    ...(immtrac2Id === undefined ? [] : [idKey(immtrac2Id.replaceAll(/[\s-]/g, ''))]),
    ...identifiers.map(identifierKey),
  ];
  for (const number of numbers) {
    const found = unique(await fittingBy(deps, number, asked)).filter(({ fit }) => mayBe(fit));
    if (found.length === 1) return { match: 'one', client: found[0]!, fit: found[0]!.fit };
  }
  const { candidates } = await candidatesFor(deps, asked);
  const sure = candidates.filter(({ fit }) => isSurely(fit));
  if (sure.length === 1) return { match: 'one', client: sure[0]!, fit: sure[0]!.fit };
  const possible = candidates.filter((each) => mayBe(each.fit) && !isOther(each, identifiers));
  return possible.length + sure.length === 0
    ? { match: 'nobody' }
    : { match: 'doubt', candidates: possible.length === 0 ? sure : possible };
}

export function isConsenting(client: ClientRecord, deps: RegistryDeps): boolean {
  return hasConsent(client, today(deps) satisfies CalendarDate);
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

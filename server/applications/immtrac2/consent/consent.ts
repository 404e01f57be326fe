import type { Affirmation, ConsentKind, ConsentStanding } from '../../../../shared/applications/immtrac2/fields.ts';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, monthsBetween, plusMonths } from '../../../../shared/contract/time.ts';
import type { ClientRecord } from '../shapes.ts';

/** A parent's consent holds until the 26th birthday; after that the registry needs the adult's own. */
const minorConsentMonths = 26 * 12;
const adult = 18 * 12;

type Consenting = Pick<ClientRecord, 'consents' | 'birthDate'>;

/**
 * What the registry may show of this record. It gates every read: who has not consented is, to anyone who asks, not in the
 * registry. Disaster consent alone covers doses of a disaster.
 */
export function standingOf(client: Consenting, on: CalendarDate): ConsentStanding | 'none' {
  const holds = (kind: ConsentKind) =>
    client.consents.some((consent) => consent.kind === kind) &&
    (kind !== 'minor' || monthsBetween(client.birthDate, on) < minorConsentMonths);
  if ((['minor', 'adult', 'first-responder', 'family'] as const).some(holds)) return 'standard';
  return holds('disaster') ? 'disaster' : 'none';
}

export function hasConsent(client: Consenting, on: CalendarDate): boolean {
  return standingOf(client, on) !== 'none';
}

/** The day on which nothing is shown any more unless the adult consents. */
export function minorConsentEnds({ consents, birthDate }: Consenting): CalendarDate | undefined {
  const isAll = consents.every(({ kind }) => kind === 'minor');
  return isAll && consents.length > 0 ? plusMonths(birthDate, minorConsentMonths) : undefined;
}

/** What does not fit of a consent that somebody affirms; each kind is for an age. */
export function consentProblems(
  { kind, signer, signedOn }: Affirmation,
  birthDate: CalendarDate,
  on: CalendarDate,
): FieldProblem[] {
  const age = monthsBetween(birthDate, on);
  const problems: FieldProblem[] = [];
  if (kind === 'minor' && age >= adult) {
    problems.push(fieldProblem(refusalsEn, 'consent.kind', 'minors-only'));
  }
  if ((kind === 'adult' || kind === 'first-responder') && age < adult) {
    problems.push(fieldProblem(refusalsEn, 'consent.kind', 'adults-only'));
  }
  if (signer.trim().length < 2) problems.push(fieldProblem(refusalsEn, 'consent.signer', 'missing'));
  if (signedOn > on || signedOn < birthDate) {
    problems.push(fieldProblem(refusalsEn, 'consent.signedOn', 'signed-date-range'));
  }
  return problems;
}

import type { Dose, HistorySource } from '../../../../shared/applications/immtrac2/fields.ts';
import { type PlainRefusal, refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { units } from '../../../../shared/applications/codes/units.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, monthsBetween } from '../../../../shared/contract/time.ts';
import { manufacturers, noVaccine, products, unknownVaccine, vaccines } from '../../platform/codes/vaccines.ts';
import { standingOf } from '../consent/consent.ts';
import { isSameDose } from './doses.ts';
import type { ClientRecord, ImmunizationRecord } from '../shapes.ts';

/** What a dose has to be before it is recorded [I5]. Problems name the field as the request does. */

/** Vaccines for Children: up to the 19th birthday. */
const childrenUntil = 19 * 12;
const injected = new Set(['IM', 'SC', 'ID']);

export interface Visit {
  readonly client: ClientRecord;
  readonly date: CalendarDate;
  readonly historical: HistorySource | undefined;
  /** The clinic's day. */
  readonly today: CalendarDate;
  /** What is recorded already. */
  readonly known: readonly ImmunizationRecord[];
}

export function visitProblems(visit: Visit, doses: readonly Dose[]): FieldProblem[] {
  return [
    ...dateProblems(visit),
    ...doses.flatMap((dose, at) => {
      const problems = [...doseProblems(visit, dose), ...duplicateProblems(visit, dose, doses.slice(0, at))];
      return problems.map(({ field, ...problem }) => ({ ...problem, field: `doses.${at}.${field}` }));
    }),
  ];
}

function dateProblems({ client, date, historical, today }: Visit): FieldProblem[] {
  const refuse = (code: PlainRefusal) => [fieldProblem(refusalsEn, 'date', code)];
  if (date > today) return refuse('dose-in-future');
  if (date < client.birthDate) return refuse('before-birth');
  const { deathDate } = client;
  if (deathDate !== undefined && date > deathDate) return refuse('after-death');
  if (deathDate !== undefined && historical === undefined) {
    return refuse('client-died');
  }
  return [];
}

export function doseProblems(visit: Visit, dose: Dose): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (field: keyof Dose, code: PlainRefusal) => problems.push(fieldProblem(refusalsEn, field, code));
  const vaccine = vaccines.get(dose.cvx);
  if (vaccine === undefined || dose.cvx === noVaccine) return [fieldProblem(refusalsEn, 'cvx', 'vaccine-unknown')];
  if (visit.historical === undefined && (vaccine.retired || dose.cvx === unknownVaccine)) {
    refuse('cvx', 'vaccine-retired');
  }
  if (standingOf(visit.client, visit.today) === 'disaster' && dose.disaster !== true) {
    refuse('cvx', 'dose-needs-consent');
  }
  problems.push(...productProblems(dose));
  if (dose.lot !== undefined && !/^[A-Z0-9][A-Z0-9./_-]{0,19}$/u.test(dose.lot)) {
    refuse('lot', 'lot-format');
  }
  if (dose.amount !== undefined && !(dose.amount > 0 && dose.amount <= 10)) refuse('amount', 'amount-range');
  if (dose.statements?.some(({ edition }) => edition > visit.date)) {
    refuse('statements', 'statement-later');
  }
  if (visit.historical === undefined) problems.push(...administeredProblems(visit, dose));
  return problems;
}

/** Trade name, manufacturer and NDC have to be of one product, by the CDC's tables. */
function productProblems({ cvx, tradeName, mvx, ndc }: Dose): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (mvx !== undefined && !manufacturers.has(mvx) && ![...units.values()].some((unit) => unit.mvx === mvx)) {
    problems.push(fieldProblem(refusalsEn, 'mvx', 'maker-unknown'));
  } else if (mvx !== undefined && !madeBy(cvx, mvx)) {
    problems.push(fieldProblem(refusalsEn, 'mvx', 'maker-differs'));
  }
  const named = products.filter((product) => product.tradeName === tradeName);
  if (tradeName !== undefined && named.length > 0) {
    const isRight = named.some((product) => product.cvx === cvx && (mvx === undefined || product.mvx === mvx));
    if (!isRight) problems.push(fieldProblem(refusalsEn, 'tradeName', 'trade-name-differs'));
  }
  if (ndc !== undefined) {
    const unit = units.get(ndc);
    if (unit === undefined) problems.push(fieldProblem(refusalsEn, 'ndc', 'ndc-unknown'));
    else if (unit.cvx !== cvx || (mvx !== undefined && unit.mvx !== undefined && unit.mvx !== mvx)) {
      problems.push(fieldProblem(refusalsEn, 'ndc', 'ndc-differs'));
    }
  }
  return problems;
}

/** A vaccine of which the tables name no maker may have any. */
function madeBy(cvx: string, mvx: string): boolean {
  const makers = [...products, ...units.values()].filter((made) => made.cvx === cvx).map((made) => made.mvx);
  return makers.length === 0 || makers.includes(mvx);
}

function administeredProblems({ client, date }: Visit, dose: Dose): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const needed = ['mvx', 'lot', 'expiration', 'amount', 'route', 'funding', 'eligibility', 'administeredBy'] as const;
  for (const field of needed) {
    if (dose[field] === undefined || dose[field] === '') problems.push(fieldProblem(refusalsEn, field, 'missing'));
  }
  if (dose.route !== undefined && injected.has(dose.route) && dose.bodySite === undefined) {
    problems.push(fieldProblem(refusalsEn, 'bodySite', 'missing'));
  }
  if (dose.expiration !== undefined && dose.expiration < date && dose.expiredConfirmed !== true) {
    problems.push(fieldProblem(refusalsEn, 'expiration', 'expired'));
  }
  const age = monthsBetween(client.birthDate, date);
  if (dose.eligibility !== undefined && dose.eligibility !== 'V01' && age >= childrenUntil) {
    problems.push(fieldProblem(refusalsEn, 'eligibility', 'eligibility-age'));
  }
  return problems;
}

function duplicateProblems({ date, known }: Visit, dose: Dose, earlier: readonly Dose[]): FieldProblem[] {
  const isKnown = known.some((record) => isSameDose(record, { date, dose }));
  const isTwice = earlier.some((other) => isSameDose({ date, dose: other }, { date, dose }));
  if (!isKnown && !isTwice) return [];
  return [fieldProblem(refusalsEn, 'cvx', isKnown ? 'duplicate' : 'duplicate-in-entry')];
}

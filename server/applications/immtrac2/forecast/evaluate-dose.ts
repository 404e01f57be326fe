import type { DoseReason } from '../../../../shared/applications/immtrac2/forecast/codes.ts';
import { isInConflict } from './conflicts.ts';
import { type Evaluation, isInEffect, type Progress } from './evaluation.ts';
import { intervalOf } from './intervals.ts';
import { type Dose, isWithin, type Patient } from './patient.ts';
import type { SeriesDose } from './schedule.ts';

/** A dose that was given, held against the one that the series asks for next (CDSi 6.3 to 6.10). */
export function evaluateDose(progress: Progress, dose: Dose, target: SeriesDose): Evaluation {
  const { patient } = progress;
  const about = { dose, target: target.number };
  if (target.inadvertent.has(dose.cvx)) return { ...about, status: 'not valid', reasons: ['wrong product'] };

  const age = ageOf(patient, dose, target);
  if (age === 'too old') return { ...about, status: 'extraneous', reasons: ['too old'] };
  const interval = intervalOf(progress, target, dose.day);
  const product = productOf(patient, dose, target);
  const failures: DoseReason[] = [];
  if (age === 'too young') failures.push('too young');
  if (interval === 'too soon') failures.push('too soon');
  if (isInConflict(progress, dose)) failures.push('live vaccine too soon');
  if (product === 'product does not fit') failures.push(product);
  // Whoever is too young for the dose is so for the product too.
  if (product === 'product not for this age' && age !== 'too young') failures.push(product);
  if (failures.length > 0) return { ...about, status: 'not valid', reasons: failures };

  const notes: DoseReason[] = [];
  if (age === 'early' || interval === 'early') notes.push('earlier than usual');
  if (product === 'less than a full dose') notes.push('less than a full dose');
  return { ...about, status: 'valid', reasons: notes };
}

/** CDSi 6.4. */
function ageOf(patient: Patient, { day }: Dose, { ages }: SeriesDose): 'good' | 'early' | 'too young' | 'too old' {
  const rule = ages.find((each) => isInEffect(each, day));
  if (rule === undefined) return 'good';
  if (rule.absolute !== undefined && day < patient.turns(rule.absolute)) return 'too young';
  if (rule.minimum !== undefined && day < patient.turns(rule.minimum)) return 'early';
  return rule.maximum !== undefined && day >= patient.turns(rule.maximum) ? 'too old' : 'good';
}

/** CDSi 6.8 and 6.9: how much was given is only noted. */
function productOf(patient: Patient, dose: Dose, { preferredOf, allowed }: SeriesDose): 'fits' | DoseReason {
  const ofProduct = preferredOf.get(dose.cvx) ?? [];
  const preferredAtSomeAge = ofProduct.filter(({ mvx }) => mvx === undefined || mvx === dose.mvx);
  const found = preferredAtSomeAge.filter((product) => isWithin(patient, dose.day, product));
  if (found.length > 0) {
    const given = dose.millilitres;
    const isLess = found.every(
      ({ millilitres }) => given !== undefined && millilitres !== undefined && given < millilitres,
    );
    return isLess ? 'less than a full dose' : 'fits';
  }
  const allowedAtSomeAge = allowed.get(dose.cvx) ?? [];
  if (allowedAtSomeAge.some((ages) => isWithin(patient, dose.day, ages))) return 'fits';
  const isListed = allowedAtSomeAge.length + preferredAtSomeAge.length > 0;
  return isListed ? 'product not for this age' : 'product does not fit';
}

import { canSkip } from './conditional-skip.ts';
import { evaluateDose } from './evaluate-dose.ts';
import type { Evaluation, Progress, Target } from './evaluation.ts';
import type { Dose } from './patient.ts';

/**
 * Works through a series and the doses of its antigen together (CDSi 4.4): a dose that counts moves both on, one that
 * does not moves only the doses on, and a dose of the series that can be skipped only the series.
 */
export function evaluateSeries(progress: Progress, doses: readonly Dose[]): void {
  for (const dose of doses) {
    progress.current = dose;
    progress.evaluations.push(evaluated(progress, dose));
  }
  progress.current = undefined;
}

function evaluated(progress: Progress, dose: Dose): Evaluation {
  if (dose.unfit !== undefined) return { dose, status: 'substandard', reasons: [dose.unfit] };
  const at = { reference: dose.day, anchor: dose.day };
  let target = openTarget(progress);
  while (target !== undefined && canSkip(progress, target.dose, 'evaluation', at)) {
    target.status = 'skipped';
    target = openTarget(progress);
  }
  if (target === undefined) return { dose, status: 'extraneous', reasons: ['series complete'] };
  const evaluation = evaluateDose(progress, dose, target.dose);
  if (evaluation.status === 'valid') satisfy(progress, target, dose);
  return evaluation;
}

export function openTarget({ targets }: Progress): Target | undefined {
  return targets.find(({ status }) => status === 'open');
}

function satisfy({ targets }: Progress, target: Target, { day }: Dose): void {
  target.status = 'satisfied';
  target.satisfiedOn = day;
  if (target.dose.recurring) targets.splice(targets.indexOf(target) + 1, 0, { dose: target.dose, status: 'open' });
}

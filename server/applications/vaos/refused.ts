import { type ParametersOf, fieldProblem } from '../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { refusals, type VaosRefusals } from '../../../shared/applications/vaos/texts/en/refusals.ts';

/** What a rule of stock or orders does not allow. */
export class Refused extends Error {
  readonly problem: FieldProblem;

  constructor(problem: FieldProblem) {
    super(problem.message);
    this.problem = problem;
  }

  get field(): string {
    return this.problem.field;
  }
}

/** A problem of a field by one of VAOS's codes. */
export function refusal<Code extends keyof VaosRefusals>(
  field: string,
  code: Code,
  ...parameters: ParametersOf<VaosRefusals[Code]>
): FieldProblem {
  return fieldProblem(refusals, field, code, ...parameters);
}

export function refused<Code extends keyof VaosRefusals>(
  field: string,
  code: Code,
  ...parameters: ParametersOf<VaosRefusals[Code]>
): Refused {
  return new Refused(refusal(field, code, ...parameters));
}

/** Nothing of the caller's has that id. */
export class NotThere extends Error {}

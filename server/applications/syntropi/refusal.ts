import { refusals, type SyntropiRefusals } from '../../../shared/applications/syntropi/texts/en/refusals.ts';
import { fieldProblem, type ParametersOf } from '../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';

/** A problem of a field by one of Syntropi's codes. */
export function refusal<Code extends keyof SyntropiRefusals>(
  field: string,
  code: Code,
  ...parameters: ParametersOf<SyntropiRefusals[Code]>
): FieldProblem {
  return fieldProblem(refusals, field, code, ...parameters);
}

import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { useFieldProblemText } from '../../../platform/forms/field-message.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** What is wrong with a field, as a sentence that names it. */
export function useFieldSentence(): (name: string, problem: FieldProblem) => string {
  const { refusals, wrong } = useImmTrac2Texts();
  const wordsOf = useFieldProblemText(refusals);
  return (name, problem) => wrong(name, wordsOf(problem));
}

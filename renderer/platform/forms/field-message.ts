import { type FieldTexts, fieldText } from '../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import type { ApiError } from '../api/api-error.ts';
import { useTranslation } from '../texts/wording.tsx';

/**
 * What to tell a person about a field that the server refused, in the language of the page. It goes on after the field's
 * name: "must be at most 5".
 * @param texts of the application, for what its own rules refuse
 */
export function useFieldProblemText(texts: FieldTexts = {}): (problem: FieldProblem) => string {
  const fields = useTranslation()?.texts.problems.fields;
  return (problem) =>
    fields ? (fieldText(texts, problem) ?? fieldText(fields, problem) ?? fields.unusable) : problem.message;
}

/** Whether a control for `field` is where that of the request is mended: itself, or an entry of a list that is typed as a whole. */
export function isOf(field: string, refused: string): boolean {
  return refused === field || (refused.startsWith(`${field}.`) && /^\d/u.test(refused.slice(field.length + 1)));
}

/** The same of one field of a request, as a sentence. @returns undefined where the field was not refused */
export function useFieldMessage(texts?: FieldTexts): (failure: ApiError | null, field: string) => string | undefined {
  const wordsOf = useFieldProblemText(texts);
  return (failure, field) => {
    const problem = failure?.fields.find((each) => isOf(field, each.field));
    if (problem === undefined) return undefined;
    const said = wordsOf(problem);
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  };
}

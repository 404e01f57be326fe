import type { ProblemParameters, ProblemType } from '../../shared/contract/problems.ts';
import { sourceLanguage } from '../../shared/contract/languages.ts';
import { en } from '../../shared/identity/texts/en.ts';
import { problemDetail } from '../../shared/identity/texts/problem-text.ts';
import { Problem } from '../http/problem.ts';
import type { IdentityContext } from './context.ts';

/** A problem with what its words depend on, and with those words in English, for clients that have none of their own. */
export function wordedProblem(
  type: ProblemType,
  parameters: ProblemParameters,
  { timeZone }: Pick<IdentityContext, 'timeZone'>,
): Problem {
  const detail = problemDetail(type, parameters, { texts: en, language: sourceLanguage, timeZone });
  return new Problem(type, { detail, parameters });
}

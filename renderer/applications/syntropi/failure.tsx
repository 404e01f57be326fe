import type { ApiError } from '../../platform/api/api-error.ts';
import { ApplicationProblem } from '../../platform/application/application-problem.tsx';
import { Notice } from '../../platform/design/components.tsx';
import { useFieldProblemText } from '../../platform/forms/field-message.ts';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { labelOf } from './answers/answer-words.ts';
import { useSyntropiTexts } from './syntropi-texts.ts';

/** What the server refused, where no field says it. */
export function Failure({ error, title }: { error: ApiError; title: string }) {
  const { enrollment: texts, refusals } = useSyntropiTexts();
  const fieldText = useFieldProblemText(refusals);
  const problemText = useProblemText();
  if (error.type === 'sign-in-required' || error.type === 'not-permitted') return <ApplicationProblem error={error} />;
  return (
    <Notice kind="danger" title={title} urgent>
      <p>{problemText(error)}</p>
      <ul>
        {error.fields.map((problem) => (
          <li key={`${problem.field} ${problem.message}`}>
            {texts.form.problem(labelOf(texts, problem.field), fieldText(problem))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

import type { ApiError } from '../../platform/api/client.ts';
import { ApplicationProblem } from '../../platform/application/application-problem.tsx';
import { Notice } from '../../platform/design/components.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { labelOf } from './answer-words.ts';

/** What the server refused, where no field says it. */
export function Failure({ error, title }: { error: ApiError; title: string }) {
  const problemText = useProblemText();
  if (error.type === 'sign-in-required' || error.type === 'not-permitted') return <ApplicationProblem error={error} />;
  return (
    <Notice kind="danger" title={title} urgent>
      <p>{problemText(error)}</p>
      <ul>
        {error.fields.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{`${labelOf(field)} ${message}`}</li>
        ))}
      </ul>
    </Notice>
  );
}

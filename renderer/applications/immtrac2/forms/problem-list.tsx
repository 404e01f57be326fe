import { Link } from 'wouter';
import type { ApiError } from '../../../platform/api/api-error.ts';
import { ApplicationProblem } from '../../../platform/application/application-problem.tsx';
import { Notice } from '../../../platform/design/components.tsx';
import { useProblemText } from '../../../platform/texts/problem-text.ts';
import { useFieldSentence } from './field-sentence.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type ProblemListProps = {
  error: ApiError;
  title: string;
  /** The words of a field, as its label has them. */
  nameOf: (field: string) => string;
};

/** What did not fit, by the names that the form has; anything else is said as everywhere. */
export function ProblemList({ error, title, nameOf }: ProblemListProps) {
  const catalogue = useImmTrac2Texts();
  const sentence = useFieldSentence();
  const problemText = useProblemText();
  if (error.type === 'search-required') {
    const { searchFirst, toSearch } = catalogue.clients.details;
    return (
      <Notice kind="warning" title={searchFirst} urgent>
        <p>{problemText(error)}</p>
        <Link href="/">{toSearch}</Link>
      </Notice>
    );
  }
  const isAboutFields = error.type === 'record-refused' || error.type === 'request-invalid';
  if (!isAboutFields || error.fields.length === 0) return <ApplicationProblem error={error} />;
  return (
    <Notice kind="danger" title={title} urgent>
      <ul className="plain-list">
        {error.fields.map((problem) => (
          <li key={`${problem.field} ${problem.message}`}>
            {sentence(problem.field === 'siteId' ? catalogue.landing.site : nameOf(problem.field), problem)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

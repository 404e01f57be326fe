import { immtrac2Texts } from '../../../../shared/applications/immtrac2/texts.ts';
import type { ApiError } from '../../../platform/api/client.ts';
import { ApplicationProblem } from '../../../platform/application/application-problem.tsx';
import { Notice } from '../../../platform/design/components.tsx';

type ProblemListProps = {
  error: ApiError;
  title: string;
  /** The words of a field, as its label has them. */
  nameOf: (field: string) => string;
};

/** What did not fit, by the names that the form has; anything else is said as everywhere. */
export function ProblemList({ error, title, nameOf }: ProblemListProps) {
  const isAboutFields = error.type === 'record-refused' || error.type === 'request-invalid';
  if (!isAboutFields || error.fields.length === 0) return <ApplicationProblem error={error} />;
  return (
    <Notice kind="danger" title={title} urgent>
      <ul className="plain-list">
        {error.fields.map(({ field, message }) => (
          <li
            key={`${field} ${message}`}
          >{`${field === 'siteId' ? immtrac2Texts.landing.site : nameOf(field)} ${message}.`}</li>
        ))}
      </ul>
    </Notice>
  );
}

import { useContext } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { Refused } from '../design/field.tsx';
import { Notice } from '../design/notice.tsx';
import { useProblemText } from '../texts/problem-text.ts';

type RefusalProps = {
  of: ApiError | null;
  /** What was not done; without it, the reason itself stands as the title. */
  title?: string | undefined;
};

/** Why the server did not do what it was asked for, read out at once; nothing where it did, and where the fields say all. */
export function Refusal({ of, title }: RefusalProps) {
  const problemText = useProblemText();
  const { areShown } = useContext(Refused);
  if (of === null || saysAll(of, areShown)) return null;
  // Nothing failed: it waits for somebody else.
  if (of.type === 'second-person-needed') return <Notice kind="information" title={problemText(of)} urgent />;
  if (title === undefined) return <Notice kind="danger" title={problemText(of)} urgent />;
  return (
    <Notice kind="danger" title={title} urgent>
      {problemText(of)}
    </Notice>
  );
}

/** Whether what was typed does not fit the endpoint's schema, and each of its fields says so. */
function saysAll({ type, fields }: ApiError, areShown: (fields: readonly string[]) => boolean): boolean {
  return type === 'request-invalid' && fields.length > 0 && areShown(fields.map(({ field }) => field));
}

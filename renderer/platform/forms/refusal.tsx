import type { ApiError } from '../api/client.ts';
import { Notice } from '../design/notice.tsx';
import { useProblemText } from '../texts/problem-text.ts';

type RefusalProps = {
  of: ApiError | null;
  /** What was not done; without it, the reason itself stands as the title. */
  title?: string;
};

/** Why the server did not do what it was asked for, read out at once; nothing where it did. */
export function Refusal({ of, title }: RefusalProps) {
  const problemText = useProblemText();
  if (of === null) return null;
  // Nothing failed: it waits for somebody else.
  if (of.type === 'second-person-needed') return <Notice kind="information" title={problemText(of)} urgent />;
  if (title === undefined) return <Notice kind="danger" title={problemText(of)} urgent />;
  return (
    <Notice kind="danger" title={title} urgent>
      {problemText(of)}
    </Notice>
  );
}

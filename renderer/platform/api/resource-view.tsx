import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Loading } from '../design/loading.tsx';
import { useProblemText } from '../texts/problem-text.ts';
import { useTexts } from '../texts/wording.tsx';
import type { Read } from './queries.ts';

/** Draws what every page must: waiting, the error with a way on, and the thing itself. */
export function ResourceView<T>({ of, children }: { of: Read<T>; children: (value: T) => ReactNode }) {
  const texts = useTexts().frame;
  const problemText = useProblemText();
  if (of.data !== undefined) return children(of.data);
  if (of.error === null) return <Loading>{texts.loading}</Loading>;
  return (
    <Notice kind="danger" title={problemText(of.error)} urgent>
      <Button onClick={() => void of.refetch()}>{texts.tryAgain}</Button>
    </Notice>
  );
}

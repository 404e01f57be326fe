import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Loading } from '../design/states.tsx';
import { useProblemText } from '../texts/problem-text.ts';
import { useTexts } from '../texts/wording.tsx';
import type { Resource } from './use-resource.ts';

/** Draws what every page must: waiting, the error with a way on, and the thing itself. */
export function ResourceView<T>({ of: resource, children }: { of: Resource<T>; children: (value: T) => ReactNode }) {
  const texts = useTexts().frame;
  const problemText = useProblemText();
  switch (resource.state) {
    case 'loading':
      return <Loading>{texts.loading}</Loading>;
    case 'failed':
      return (
        <Notice kind="danger" title={problemText(resource.error)} urgent>
          <Button onClick={resource.retry}>{texts.tryAgain}</Button>
        </Notice>
      );
    case 'ready':
      return children(resource.value);
  }
}

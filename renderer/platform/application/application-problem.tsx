import { type ReactNode, useEffect, useState } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { ResourceView } from '../api/resource-view.tsx';
import type { Read } from '../api/queries.ts';
import { ButtonLink, Notice } from '../design/components.tsx';
import { useProblemText } from '../texts/problem-text.ts';
import { useApplicationTexts } from './application-texts.ts';

type ApplicationResourceProps<T> = {
  of: Read<T>;
  /** Drawn when there is no such thing. */
  missing?: ReactNode;
  children: (value: T) => ReactNode;
};

/** What an application's page shows of one resource, with the ways in which the server may not give it. */
export function ApplicationResource<T>({ of, missing, children }: ApplicationResourceProps<T>) {
  const { data, error } = of;
  if (data === undefined && error) {
    if (error.type === 'not-found' && missing !== undefined) return missing;
    if (error.type in needsFreshPage || error.type === 'not-permitted') return <ApplicationProblem error={error} />;
  }
  return <ResourceView of={of}>{children}</ResourceView>;
}

/** Why something that a person did, or a page needs, was not given. */
export function ApplicationProblem({ error }: { error: ApiError }) {
  const { notPermitted } = useApplicationTexts();
  const problemText = useProblemText();
  if (error.type in needsFreshPage) return <FreshPage />;
  if (error.type === 'not-permitted') {
    return (
      <Notice kind="warning" title={problemText(error)}>
        <p>{notPermitted}</p>
      </Notice>
    );
  }
  return <Notice kind="danger" title={problemText(error)} urgent />;
}

/** What the server settles by itself when the page is asked for again: it leads through sign-in and back. */
const needsFreshPage = { 'sign-in-required': true, 'statement-required': true };

function FreshPage() {
  const { under, title, again } = useApplicationTexts().freshPage;
  const [mayHelp] = useState(() => Date.now() - lastReload() > 15_000);
  useEffect(() => {
    if (!mayHelp) return;
    sessionStorage.setItem(reloadedAt, String(Date.now()));
    location.reload();
  }, [mayHelp]);
  if (mayHelp) {
    return (
      <p className="soft" role="status">
        {under}
      </p>
    );
  }
  return (
    <Notice kind="warning" title={title} urgent>
      <p>
        <ButtonLink href="/">{again}</ButtonLink>
      </p>
    </Notice>
  );
}

const reloadedAt = 'reloaded-at';

/** When that was done just now and did not help, it is not done again, so that a page never reloads in a circle. */
function lastReload(): number {
  return Number(sessionStorage.getItem(reloadedAt));
}

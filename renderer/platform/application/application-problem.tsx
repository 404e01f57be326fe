import { type ReactNode, useEffect, useState } from 'react';
import type { ApiError } from '../api/client.ts';
import { ResourceView } from '../api/resource-view.tsx';
import type { Resource } from '../api/use-resource.ts';
import { ButtonLink, Notice } from '../design/components.tsx';

type ApplicationResourceProps<T> = {
  of: Resource<T>;
  /** Drawn when there is no such thing. */
  missing?: ReactNode;
  children: (value: T) => ReactNode;
};

/** What an application's page shows of one resource, with the ways in which the server may not give it. */
export function ApplicationResource<T>({ of: resource, missing, children }: ApplicationResourceProps<T>) {
  if (resource.state === 'failed') {
    const { type } = resource.error;
    if (type === 'not-found' && missing !== undefined) return missing;
    if (type in needsFreshPage || type === 'not-permitted') return <ApplicationProblem error={resource.error} />;
  }
  return <ResourceView of={resource}>{children}</ResourceView>;
}

/** Why something that a person did, or a page needs, was not given. */
export function ApplicationProblem({ error }: { error: ApiError }) {
  if (error.type in needsFreshPage) return <FreshPage />;
  if (error.type === 'not-permitted') {
    return (
      <Notice kind="warning" title={error.message}>
        <p>If you need it for your work, ask the Point of Contact of your site.</p>
      </Notice>
    );
  }
  return (
    <Notice kind="danger" title={error.message} urgent>
      {error.fields.map(({ field, message }) => (
        <p key={field}>{`${field} ${message}`}</p>
      ))}
    </Notice>
  );
}

/** What the server settles by itself when the page is asked for again: it leads through sign-in and back. */
const needsFreshPage = { 'sign-in-required': true, 'statement-required': true };

function FreshPage() {
  const [mayHelp] = useState(() => Date.now() - lastReload() > 15_000);
  useEffect(() => {
    if (!mayHelp) return;
    sessionStorage.setItem(reloadedAt, String(Date.now()));
    location.reload();
  }, [mayHelp]);
  if (mayHelp) {
    return (
      <p className="soft" role="status">
        Signing you in again…
      </p>
    );
  }
  return (
    <Notice kind="warning" title="Your session has ended" urgent>
      <p>
        <ButtonLink href="/">Sign in again</ButtonLink>
      </p>
    </Notice>
  );
}

const reloadedAt = 'reloaded-at';

/** When that was done just now and did not help, it is not done again, so that a page never reloads in a circle. */
function lastReload(): number {
  return Number(sessionStorage.getItem(reloadedAt));
}

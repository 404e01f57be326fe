import type { ReactNode } from 'react';
import { Button, Notice } from '../design/components.tsx';
import type { Resource } from './use-resource.ts';

/** Draws what every page must: waiting, the error with a way on, and the thing itself. */
export function ResourceView<T>({ of: resource, children }: { of: Resource<T>; children: (value: T) => ReactNode }) {
  switch (resource.state) {
    case 'loading':
      return (
        <p className="soft" role="status">
          Loading…
        </p>
      );
    case 'failed':
      return (
        <Notice kind="danger" title={resource.error.message} urgent>
          <Button onClick={resource.retry}>Try again</Button>
        </Notice>
      );
    case 'ready':
      return children(resource.value);
  }
}

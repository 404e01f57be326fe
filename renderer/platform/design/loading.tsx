import type { ReactNode } from 'react';
import { LoaderCircle } from './icons.ts';

/** What is waited for. */
export function Loading({ children }: { children: ReactNode }) {
  return (
    <p className="loading" role="status">
      <LoaderCircle className="icon spinner" aria-hidden />
      {children}
    </p>
  );
}

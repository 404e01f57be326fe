import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Whoever asked for a form goes on in its first field, or at its first button where it has none. */
export function useFirstField(): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const first =
      form.current?.querySelector<HTMLElement>('input, select, textarea') ?? form.current?.querySelector('button');
    first?.focus();
  }, []);
  return form;
}

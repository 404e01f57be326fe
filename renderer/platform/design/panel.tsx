import { type ComponentProps, createContext, useId } from 'react';
import { HeadingLevel } from './notice.tsx';

/** The heading under which a table stands, so that the same words are not there twice for eyes. */
export const TitleAbove = createContext<string | undefined>(undefined);

export function Panel({ title, className = '', children, ...rest }: ComponentProps<'section'> & { title?: string }) {
  const id = useId();
  return (
    <section {...rest} className={`panel ${className}`.trim()} {...(title && { 'aria-labelledby': id })}>
      {title && <h2 id={id}>{title}</h2>}
      <HeadingLevel value={title ? 3 : 2}>
        <TitleAbove value={title}>{children}</TitleAbove>
      </HeadingLevel>
    </section>
  );
}

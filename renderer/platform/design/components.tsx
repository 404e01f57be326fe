import { type ComponentProps, type ReactNode, useId } from 'react';
import { HeadingLevel } from './notice.tsx';
import { TitleAbove } from './table.tsx';

export { Button, ButtonLink } from './button.tsx';
export { Notice } from './notice.tsx';
export { Table, TableHead } from './table.tsx';
export { TextField } from './text-field.tsx';

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

/** Label and value pairs of one record. */
export function Details({ items }: { items: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="details">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

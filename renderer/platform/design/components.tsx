import type { ReactNode } from 'react';

export { Button, ButtonLink } from './button.tsx';
export { Notice } from './notice.tsx';
export { Panel } from './panel.tsx';
export { Table, TableHead } from './table.tsx';
export { TextField } from './text-field.tsx';

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

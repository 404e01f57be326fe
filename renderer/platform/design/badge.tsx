import type { ReactNode } from 'react';

export type BadgeKind = 'plain' | 'information' | 'positive' | 'warning' | 'danger';

/** A state in one or two words; the words carry it, the colour only helps. */
export function Badge({ kind = 'plain', children }: { kind?: BadgeKind; children: ReactNode }) {
  return (
    <span className="badge" data-kind={kind}>
      {children}
    </span>
  );
}

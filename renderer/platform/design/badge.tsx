import type { ReactNode } from 'react';
import { CircleCheck, CircleX, Info, TriangleAlert } from './icons.ts';

export type BadgeKind = 'plain' | 'information' | 'positive' | 'warning' | 'danger';

const icons = { information: Info, positive: CircleCheck, warning: TriangleAlert, danger: CircleX } as const;

/** A state in one or two words; the words carry it, icon and color only help. */
export function Badge({ kind = 'plain', children }: { kind?: BadgeKind; children: ReactNode }) {
  const Icon = kind === 'plain' ? undefined : icons[kind];
  return (
    <span className="badge" data-kind={kind}>
      {Icon && <Icon className="icon" aria-hidden />}
      {children}
    </span>
  );
}

import { type Static, Type } from 'typebox';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { supportReason } from '../../../shared/identity/api/support.ts';

/** What every command can be answered, beside what it asked for. */

export const closed = { additionalProperties: false } as const;

export const Refused = Type.Object({ outcome: Type.Literal('refused'), reason: Type.String() }, closed);
export type Refused = Static<typeof Refused>;

export const Failed = Type.Object({ outcome: Type.Literal('failed') }, closed);
export type Failed = Static<typeof Failed>;

export function refused(reason: string): Refused {
  return { outcome: 'refused', reason };
}

/** Of a command that has a field as an option, or as a line of its own. */
export function refusedFields(fields: readonly FieldProblem[]): Refused {
  return refused(fields.map(({ field, message }) => `${field} ${message}.`).join(' '));
}

/** @returns the reason as the audit trail keeps it, or what is to be said where it says next to nothing */
export function reasonFor({ reason }: { readonly reason: string }): { readonly reason: string } | Refused {
  const trimmed = reason.trim();
  const fits = trimmed.length >= supportReason.minimum && trimmed.length <= supportReason.maximum;
  if (fits) return { reason: trimmed };
  return refused(`--reason: give ${supportReason.minimum} to ${supportReason.maximum} characters.`);
}

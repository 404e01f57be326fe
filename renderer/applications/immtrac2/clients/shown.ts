import type { Address } from '../../../../shared/applications/immtrac2/fields.ts';

/** How addresses and numbers are written. @param noStreet where neither street nor PO box is known */
export function addressLines(
  { street, poBox, city, state, zip }: Address,
  { noStreet }: { readonly noStreet: string },
): string[] {
  const first = [street, poBox && `PO Box ${poBox}`].filter(Boolean);
  return [...(first.length > 0 ? (first as string[]) : [noStreet]), `${city}, ${state} ${zip}`];
}

export function shownPhone(phone: string, extension?: string): string {
  const written = phone.replace(/^(\d{3})(\d{3})(\d{4})$/u, '($1) $2-$3');
  return extension ? `${written} ext. ${extension}` : written;
}

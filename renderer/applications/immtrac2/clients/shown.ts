import type { Address } from '../../../../shared/applications/immtrac2/fields.ts';
import { clientTexts } from '../../../../shared/applications/immtrac2/clients/texts.ts';

/** How addresses and numbers are written. */
export function addressLines({ street, poBox, city, state, zip }: Address): string[] {
  const first = [street, poBox && `PO Box ${poBox}`].filter(Boolean);
  return [...(first.length > 0 ? (first as string[]) : [clientTexts.client.noStreet]), `${city}, ${state} ${zip}`];
}

export function shownPhone(phone: string, extension?: string): string {
  const written = phone.replace(/^(\d{3})(\d{3})(\d{4})$/u, '($1) $2-$3');
  return extension ? `${written} ext. ${extension}` : written;
}

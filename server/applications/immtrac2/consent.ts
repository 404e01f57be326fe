import { type CalendarDate, monthsBetween } from '../../../shared/contract/time.ts';
import type { ClientRecord } from './records.ts';

/** A parent's consent holds until the 26th birthday; after that the registry needs the adult's own. */
const minorConsentEnds = 26 * 12;

/**
 * Whether the registry may show this record. It gates every read: who has not consented is, to anyone who asks, not
 * in the registry.
 */
export function hasConsent({ consent, birthDate }: ClientRecord, on: CalendarDate): boolean {
  switch (consent) {
    case 'none':
      return false;
    case 'adult':
      return true;
    case 'minor':
      return monthsBetween(birthDate, on) < minorConsentEnds;
  }
}

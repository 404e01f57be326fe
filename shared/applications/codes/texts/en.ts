import { lotCharacters } from '../gs1.ts';
import type { ScannedPart, ScanNote } from '../unit-scan.ts';

/** What is said of a scan, wherever one is taken. */
export const scanEn = {
  confirm: 'A separator was lost in the scan. Which is on the package?',
  lot: 'Lot',
  expires: 'expires',
  none: 'Neither: I type it',
  notes: {
    'not a package': 'This is not the code of a vaccine’s package.',
    'not a vaccine code': 'This is not a code that vaccines have.',
    'check digit': 'The check digit of the product number is wrong.',
    'lot too long': `The lot has more than ${lotCharacters} characters.`,
    impossible: 'A date in it is not in the calendar, or a character is not possible.',
    again: 'Scan it again, or type what is on the package.',
    statement: 'This is a Vaccine Information Statement, not a vaccine.',
    shipment: 'This is the label of a shipment, not of a vaccine.',
    'two scans': 'Two scans ran together. Scan the package once more.',
    'lost separator': 'A separator was lost between the lot and what follows. Compare with the package.',
    'part unread': 'Part of the code was not understood.',
    expired: 'It is expired. Do not give it.',
    'unknown product number': 'No vaccine in the tables has this product number.',
    'unknown number': 'No vaccine in the tables has this number.',
    carton: 'This is the outer carton. Its lot and that of a unit in it can differ; scan the unit that is given.',
    'type the rest': 'Type the lot and the expiration date from the package.',
  } satisfies Record<ScanNote, string>,
  parts: { ndc: 'the NDC', lot: 'the lot', expiration: 'the expiration date' } satisfies Record<ScannedPart, string>,
  lacks: (parts: readonly string[]) => `The code does not have ${parts.join(' and ')}. Type it from the package.`,
} as const;

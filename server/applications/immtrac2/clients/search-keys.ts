import type { FindByName } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { minorConsentEnds } from '../consent/consent.ts';
import { folded, givenNames, partsOf, sound } from './names.ts';
import type { Identifier } from '../exchange/report.ts';
import type { ClientRecord } from '../shapes.ts';

/**
 * What clients are found by: a few texts made of names and birth date, which the store keeps as digests. Who has not consented
 * has other keys than everybody else, so that nothing is read, and no time passes, that a search for nobody would not take.
 */

type Person = Pick<FindByName, 'lastName' | 'firstName' | 'birthDate'>;

const keyOf = (...parts: readonly string[]) => parts.join('|');

export const idKey = (immtrac2Id: string) => keyOf('id', immtrac2Id);
export const nameKey = ({ lastName, firstName, birthDate }: Person) =>
  keyOf('name', folded(lastName), folded(firstName), birthDate);
/** A number that another system has given. */
export const identifierKey = ({ type, authority, value }: Identifier) => keyOf('sent', type, authority, value);
export const endKey = (day: CalendarDate) => keyOf('ends', day);

/** Found by nobody but whoever affirms that consent was given. */
export const withheld = (key: string) => keyOf('withheld', key);

/** The record with the keys that it is found by. */
export function withKeys(record: ClientRecord): ClientRecord {
  if (record.consents.length === 0) return { ...record, keys: withheldKeys(record) };
  const ends = minorConsentEnds(record);
  const keys = [
    idKey(record.immtrac2Id),
    nameKey(record),
    ...keysOf(record),
    ...(record.identifiers ?? []).map(identifierKey),
    ...(ends ? [endKey(ends)] : []),
  ];
  return { ...record, keys: [...new Set(keys)] };
}

/** Of one who has not consented, or no longer. */
export function withheldKeys(record: ClientRecord): string[] {
  const { eraseOn } = record;
  return [...[idKey(record.immtrac2Id), nameKey(record)].map(withheld), ...(eraseOn ? [endKey(eraseOn)] : [])];
}

function keysOf(person: Person): string[] {
  const { lastName, firstName, birthDate } = person;
  return [
    ...[folded(lastName), ...partsOf(lastName)].map((name) => keyOf('last', name, birthDate)),
    ...givenNames(firstName).map((name) => keyOf('first', name, birthDate)),
    keyOf('sound', sound(lastName), sound(firstName), birthDate.slice(0, 4)),
  ];
}

/** The keys of those who may be meant: the same name or first name on that day, or names that sound alike in that year. */
export function candidateKeys(person: Person): string[] {
  const swapped = transposed(person.birthDate);
  return [...new Set([...keysOf(person), ...(swapped ? keysOf({ ...person, birthDate: swapped }) : [])])];
}

/** Day and month exchanged, where that is a date. */
export function transposed(date: CalendarDate): CalendarDate | undefined {
  const [year, month, day] = date.split('-') as [string, string, string];
  return Number(day) <= 12 && day !== month ? `${year}-${day}-${month}` : undefined;
}

import { ClientDetails } from '../../../../shared/applications/immtrac2/fields.ts';
import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { detailProblems, tidied } from '../clients/client-details.ts';
import { type Fault, faultOf } from './faults.ts';
import type { Segment } from './hl7/message.ts';

/** What a message says of a client, held to the registry's own rules [I7]. */

export type ReadDetails = { -readonly [Name in keyof ClientDetails]?: ClientDetails[Name] | undefined };

/** Which part of PID a detail comes from, and why it is counted; those that keep the client from being stored. */
const places: readonly (readonly [field: RegExp, number: number, name: string, cause: FaultCause, needed: boolean])[] =
  [
    [/^lastName/, 5, 'Last name', 'client-name', true],
    [/^firstName/, 5, 'First name', 'client-name', true],
    [/^(?:middleName|suffix)/, 5, 'Middle name or suffix', 'client-name', false],
    [/^birthDate/, 7, 'Date of birth', 'birth-date', true],
    [/^address\.street/, 11, 'Street of the address', 'address', true],
    [/^address\.city/, 11, 'City of the address', 'address', true],
    [/^address\.state/, 11, 'State of the address', 'address', true],
    [/^address\.zip/, 11, 'ZIP code of the address', 'address', true],
    [/^address/, 11, 'Address', 'address', true],
    [/^phone/, 13, 'Telephone number', 'client-details', false],
    [/^email/, 13, 'Email address', 'client-details', false],
    [/^mother/, 6, 'Mother’s name', 'client-details', false],
    [/^deathDate/, 29, 'Date of death', 'client-details', false],
    [/^guardian/, 6, 'Guardian', 'guardian', false],
  ];

/** What the registry's own rules take; what can be left out is, with a warning. */
export function checked(raw: ReadDetails, pid: Segment, day: CalendarDate, faults: Fault[]): ClientDetails | undefined {
  const missing = (number: number, name: string, cause: FaultCause) =>
    faults.push({
      severity: 'E',
      code: 101,
      at: pid.at(number),
      cause,
      text: `${name} is missing; nothing was stored.`,
    });
  if (!raw.lastName || !raw.firstName) missing(5, raw.lastName ? 'First name' : 'Last name', 'client-name');
  if (raw.birthDate === undefined && pid.text(7) === '') missing(7, 'Date of birth', 'birth-date');
  if (raw.address === undefined) missing(11, 'Address', 'address');
  if (!raw.lastName || !raw.firstName || raw.birthDate === undefined || raw.address === undefined) return undefined;
  let details = tidied(withoutEmpty(raw));
  let isRefused = false;
  for (const { field, ...problem } of [...lengthProblems(details), ...detailProblems(details, day)]) {
    const [, number, name, cause, needed] = places.find(([pattern]) => pattern.test(field)) ?? places.at(-1)!;
    const severity = needed ? 'E' : 'W';
    const fault = faultOf({ field, ...problem }, { at: pid.at(number), cause, name, severity });
    faults.push({
      ...fault,
      text: `${fault.text.slice(0, -1)}; ${needed ? 'nothing' : 'this'} was ${needed ? '' : 'not '}stored.`,
    });
    if (needed) isRefused = true;
    else details = without(details, field.split('.')[0]!);
  }
  return isRefused ? undefined : details;
}

function withoutEmpty(raw: ReadDetails): ClientDetails {
  return Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''),
  ) as unknown as ClientDetails;
}

/** Without a date of death nobody is deceased. */
function without(details: ClientDetails, field: string): ClientDetails {
  const rest = Object.fromEntries(
    Object.entries(details).filter(([name]) => name !== field),
  ) as unknown as ClientDetails;
  return field === 'deathDate' ? { ...rest, status: 'active' } : rest;
}

/** Nobody's name is cut off in silence. */
function lengthProblems(details: ClientDetails): { field: string; message: string; code: string }[] {
  const tooLong = (schemas: Readonly<Record<string, unknown>>, values: object, before = '') =>
    Object.entries(values).flatMap(([name, value]) => {
      const most = (schemas[name] as { maxLength?: number } | undefined)?.maxLength;
      if (typeof value !== 'string' || most === undefined || value.length <= most) return [];
      return [{ field: before + name, message: `has more than ${most} characters`, code: 'format' }];
    });
  const { properties } = ClientDetails;
  return [...tooLong(properties, details), ...tooLong(properties.address.properties, details.address, 'address.')];
}

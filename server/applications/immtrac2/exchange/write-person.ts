import type { ClientDetails } from '../../../../shared/applications/immtrac2/fields.ts';
import type { ClientRecord } from '../shapes.ts';
import { usualSeparators } from './hl7/message.ts';
import { segment, type Value, writtenDate } from './hl7/write.ts';
import { related } from './person-fields.ts';

/** PID and NK1 of an answer: the client, and whom to ask for a child [I7]. */

const sexes = { female: 'F', male: 'M', unknown: 'U' } as const;

export function personOf(client: ClientRecord, number: number, authorities: ReadonlySet<string>): string {
  const { lastName, firstName, middleName, suffix, motherMaidenName, motherFirstName, birthDate, sex, deathDate } =
    client;
  const [address] = client.addresses;
  const sent = (client.identifiers ?? []).filter(({ authority }) => authorities.has(authority));
  const fields: (Value | readonly Value[])[] = [
    String(number),
    undefined,
    undefined,
    undefined,
    [lastName, firstName, middleName, suffix, undefined, undefined, 'L'],
    motherMaidenName === undefined
      ? undefined
      : [motherMaidenName, motherFirstName, undefined, undefined, undefined, undefined, 'M'],
    writtenDate(birthDate),
    sexes[sex],
    undefined,
    undefined,
    address && [
      address.street || `PO Box ${address.poBox}`,
      undefined,
      address.city,
      address.state,
      address.zip,
      'USA',
      'H',
    ],
    undefined,
    phoneOf(client),
    ...Array.from({ length: 11 }, () => undefined),
    client.birthOrder === undefined ? undefined : String(client.birthOrder),
    ...Array.from({ length: 3 }, () => undefined),
    deathDate === undefined ? undefined : writtenDate(deathDate),
    deathDate === undefined ? undefined : 'Y',
  ];
  const identifiers = [{ value: client.immtrac2Id, authority: 'TEXIIS', type: 'SR' }, ...sent].map(
    ({ value, authority, type }) => segment('', [value, undefined, undefined, authority, type]).slice(1),
  );
  // A list of identifiers is the one field that repeats.
  const written = segment('PID', ...(fields as Value[]));
  return written.replace(/^(PID\|[^|]*\|[^|]*\|)/, (begin) => begin + identifiers.join(usualSeparators.repetition));
}

function phoneOf({ phone, phoneExtension }: Pick<ClientDetails, 'phone' | 'phoneExtension'>): Value {
  if (phone === undefined) return undefined;
  return [undefined, 'PRN', 'PH', undefined, undefined, phone.slice(0, 3), phone.slice(3), phoneExtension];
}

export function guardianOf({ guardian }: ClientRecord): string[] {
  if (guardian === undefined) return [];
  const { firstName, lastName, relationship } = guardian;
  return [
    segment(
      'NK1',
      '1',
      [lastName, firstName, undefined, undefined, undefined, undefined, 'L'],
      [relationCode(relationship), relationship, 'HL70063'],
    ),
  ];
}

function relationCode(relationship: string): string {
  return Object.entries(related).find(([, name]) => name === relationship)?.[0] ?? 'OTH';
}

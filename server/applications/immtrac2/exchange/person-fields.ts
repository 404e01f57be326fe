import type { ClientDetails } from '../../../../shared/applications/immtrac2/fields.ts';
import type { Field } from './hl7/message.ts';
import type { Identifier } from './report.ts';

/** Fields of people as every message has them: numbers, names, addresses, telephones, next of kin. */

/** Numbers without a type are the sender's own records. */
export function identifiersIn(field: Field): Identifier[] {
  return field.repetitions().flatMap((each) => {
    const value = each.part(1).slice(0, 50);
    const authority = (each.part(4) || each.part(4, 2)).slice(0, 50);
    return value === '' ? [] : [{ value, authority, type: each.part(5).slice(0, 5) || 'MR' }];
  });
}

/** The legal one; a name that says nothing of itself where there is none, and never an alias. */
export function legalName(field: Field): Field | undefined {
  const named = field.repetitions().filter((each) => each.part(1) !== '' || each.part(2) !== '');
  return (
    named.find((each) => each.part(7) === 'L') ?? named.find((each) => ['', 'D', 'M', 'C', 'B'].includes(each.part(7)))
  );
}

/** Where the client lives; a bad address only where there is no other. */
export function addressOf(field: Field): ClientDetails['address'] | undefined {
  const each = field.repetitions().filter((one) => [1, 3, 5].some((part) => one.part(part) !== ''));
  const type = (one: Field) => one.part(7);
  const best =
    each.find((one) => ['H', 'L', 'P', 'C'].includes(type(one))) ?? each.find((one) => type(one) !== 'BA') ?? each[0];
  if (best === undefined) return undefined;
  const line = best.part(1);
  const poBox = /^P\.?\s*O\.?\s*BOX\s+(.+)$/i.exec(line)?.[1];
  return {
    street: poBox === undefined ? [line, best.part(2)].filter(Boolean).join(' ') : best.part(2),
    ...(poBox !== undefined && { poBox }),
    city: best.part(3),
    state: best.part(4),
    zip: best.part(5),
    ...(type(best) === 'BA' && { notViable: true }),
  };
}

/** Telephone and mail stand in one field, told apart by use and equipment. */
export function contacts(field: Field): { phone?: string; phoneExtension?: string; email?: string } {
  const each = field.repetitions();
  const isMail = (one: Field) => one.part(2) === 'NET' || one.part(3) === 'Internet' || one.part(4).includes('@');
  const mail = each.find((one) => isMail(one) && one.part(4) !== '')?.part(4);
  const phones = each.filter((one) => !isMail(one) && (one.part(7) !== '' || one.part(1) !== ''));
  const best = phones.find((one) => one.part(2) === 'PRN' && one.part(3) === 'PH') ?? phones[0];
  const number = best === undefined ? '' : best.part(7) === '' ? best.part(1) : best.part(6) + best.part(7);
  return {
    ...(number !== '' && { phone: number }),
    ...(number !== '' && best!.part(8) !== '' && { phoneExtension: best!.part(8) }),
    ...(mail !== undefined && { email: mail }),
  };
}

/** HL7 table 0063. */
export const related: Readonly<Record<string, string>> = {
  MTH: 'Mother',
  FTH: 'Father',
  PAR: 'Parent',
  GRD: 'Guardian',
  GRP: 'Grandparent',
  SPO: 'Spouse',
  SIB: 'Sibling',
  BRO: 'Brother',
  SIS: 'Sister',
  CGV: 'Caregiver',
  FCH: 'Foster child',
  SCH: 'Stepchild',
  CHD: 'Child',
  SEL: 'Self',
  OTH: 'Other',
};

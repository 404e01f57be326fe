import { Check } from 'typebox/schema';
import {
  ClientDetails,
  Ethnicity,
  type Guardian,
  Race,
  type Sex,
} from '../../../../shared/applications/immtrac2/fields.ts';
import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/texts.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { detailProblems, tidied } from '../clients/client-details.ts';
import { type Fault, faultOf } from './faults.ts';
import { dayIn } from './hl7/dates.ts';
import type { Field, Message, Segment } from './hl7/message.ts';
import type { Identifier, ReportedPerson } from './report.ts';

/** The client of a VXU: PID, PD1 and NK1 [I7]. */

/** Not kept: a number that opens more than a record of immunizations. */
const secretTypes = new Set(['SS']);
const registryAuthority = 'TEXIIS';

type Details = { -readonly [Name in keyof ClientDetails]?: ClientDetails[Name] | undefined };

/** @returns no person where what is wrong with it keeps the whole message from being stored */
export function readPerson(
  { segments }: Message,
  day: CalendarDate,
): { person: ReportedPerson | undefined; faults: readonly Fault[] } {
  const pid = segments.find(({ name }) => name === 'PID');
  if (pid === undefined) {
    const text = 'The message has no PID segment, so it says nothing of whom it is about. Send PID after MSH.';
    return { person: undefined, faults: [{ severity: 'E', code: 100, at: 'PID', cause: 'broken-segment', text }] };
  }
  const faults: Fault[] = [];
  const pd1 = segments.find(({ name }) => name === 'PD1');
  const guardian = readGuardian(segments, faults);
  const name = legalName(pid.field(5));
  const mother = pid.field(6).repetitions()[0]!;
  const raw: Details = {
    lastName: name?.part(1),
    firstName: name?.part(2),
    middleName: name?.part(3),
    suffix: name?.part(4),
    birthDate: dateAt(pid, 7, 'Date of birth', 'birth-date', faults),
    sex: sexOf(pid, faults),
    ...births(pid),
    ...races(pid, faults),
    address: addressOf(pid.field(11)),
    ...contacts(pid.field(13)),
    motherMaidenName: mother.part(1),
    motherFirstName: mother.part(2),
    guardian,
    ...statusOf(pid, pd1, faults),
    // Table 0215: 01 wants no reminder.
    contactAllowed: pd1?.text(11) !== '01',
  };
  const details = checked(raw, pid, day, faults);
  if (details === undefined) return { person: undefined, faults };
  const identifiers = identifiersIn(pid.field(3));
  const own = identifiers.find(({ type, authority }) => type === 'SR' && authority === registryAuthority);
  const consent = consentOf(pd1, faults);
  return {
    person: {
      details,
      identifiers: identifiers.filter((each) => each !== own && !secretTypes.has(each.type)),
      immtrac2Id: own?.value,
      ...consent,
    },
    faults,
  };
}

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

function dateAt(
  segment: Segment,
  number: number,
  name: string,
  cause: FaultCause,
  faults: Fault[],
): CalendarDate | undefined {
  const text = segment.text(number);
  const at = segment.at(number);
  if (text === '') return undefined;
  const day = dayIn(text);
  if (day !== 'no date' && day !== 'incomplete') return day;
  const what = day === 'incomplete' ? 'has no day' : 'is no date';
  faults.push({ severity: 'E', code: 102, at, cause, text: `${name} ${what}; send it as YYYYMMDD.` });
  return undefined;
}

const sexes: Readonly<Record<string, Sex>> = {
  F: 'female',
  M: 'male',
  U: 'unknown',
  X: 'unknown',
  O: 'unknown',
  A: 'unknown',
  N: 'unknown',
  '': 'unknown',
};

function sexOf(pid: Segment, faults: Fault[]): Sex {
  const sex = sexes[pid.text(8).toUpperCase()];
  if (sex === undefined) {
    faults.push(warning(103, pid.at(8), 'client-details', 'Sex is no code of table 0001; it was taken as unknown.'));
  }
  return sex ?? 'unknown';
}

function warning(code: Fault['code'], at: string, cause: FaultCause, text: string): Fault {
  return { severity: 'W', code, at, cause, text };
}

function births(pid: Segment): Details {
  const order = Number(pid.text(25));
  return Number.isInteger(order) && order >= 1 && order <= 9 ? { birthOrder: order } : {};
}

function races(pid: Segment, faults: Fault[]): Details {
  const codes = pid
    .field(10)
    .repetitions()
    .map((each) => each.part(1))
    .filter((code) => code !== '');
  const known = codes.filter((code): code is Race => Check(Race, code));
  const ethnicity = pid.text(22);
  const isEthnicity = Check(Ethnicity, ethnicity);
  if (known.length < codes.length) {
    faults.push(warning(103, pid.at(10), 'client-details', 'Race is no code of CDCREC; it was not stored.'));
  }
  // Other and unknown are answers that the registry does not keep.
  if (ethnicity !== '' && !isEthnicity && !['U', 'UNK', '2190-8'].includes(ethnicity)) {
    faults.push(warning(103, pid.at(22), 'client-details', 'Ethnicity is no code of CDCREC; it was not stored.'));
  }
  return { ...(known.length > 0 && { races: [...new Set(known)].slice(0, 6) }), ...(isEthnicity && { ethnicity }) };
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

/** The first next of kin that can be used; of others it is said what they lack. */
function readGuardian(segments: readonly Segment[], faults: Fault[]): Guardian | undefined {
  const found = segments
    .filter(({ name }) => name === 'NK1')
    .flatMap((nk1): Guardian[] => {
      const name = legalName(nk1.field(2));
      const relationship = nk1.text(3);
      const missing = (number: number, what: string) =>
        faults.push({
          severity: 'E',
          code: 101,
          at: nk1.at(number),
          cause: 'guardian',
          text: `${what} of the next of kin is missing; this NK1 was not stored, the rest of the message was.`,
        });
      if (name === undefined) missing(2, 'Name');
      if (relationship === '') missing(3, 'Relationship (table 0063)');
      if (name === undefined || relationship === '' || relationship === 'SEL') return [];
      const [lastName, firstName] = [name.part(1).slice(0, 60), name.part(2).slice(0, 60)];
      if (lastName === '' || firstName === '') return [];
      return [{ firstName, lastName, relationship: (related[relationship] ?? relationship).slice(0, 40) }];
    });
  return found[0];
}

const statuses: Readonly<Record<string, ClientDetails['status']>> = {
  A: 'active',
  I: 'other',
  L: 'lost-to-follow-up',
  M: 'moge',
  O: 'other',
  P: 'deceased',
  U: 'active',
};

/** Death is what PID says with a date; a status alone says too little. */
function statusOf(pid: Segment, pd1: Segment | undefined, faults: Fault[]): Details {
  const deathDate = dateAt(pid, 29, 'Date of death', 'client-details', faults);
  if (deathDate !== undefined) return { status: 'deceased', deathDate };
  const status = statuses[pd1?.text(16) ?? ''] ?? 'active';
  if (pid.text(30) === 'Y' || status === 'deceased') {
    const text = 'The client is reported as deceased without a date; send it in PID-29. The status was not changed.';
    faults.push(warning(101, pid.at(29), 'client-details', text));
    return { status: 'active' };
  }
  return { status };
}

/** PD1-12: N lets the registry share the record, which in Texas takes consent; Y does not. PD1-13: since when. */
function consentOf(pd1: Segment | undefined, faults: Fault[]): Pick<ReportedPerson, 'consent' | 'consentSince'> {
  const said = pd1?.text(12).toUpperCase();
  const consent = said === 'N' ? 'given' : said === 'Y' ? 'not given' : 'not said';
  const since = pd1 === undefined || consent !== 'given' ? '' : pd1.text(13);
  const day = since === '' ? undefined : dayIn(since);
  if (day === 'no date' || day === 'incomplete') {
    const text = 'The date of consent is no date; send PD1-13 as YYYYMMDD. Today was taken.';
    faults.push(warning(102, pd1!.at(13), 'consent', text));
    return { consent };
  }
  return { consent, consentSince: day };
}

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
function checked(raw: Details, pid: Segment, day: CalendarDate, faults: Fault[]): ClientDetails | undefined {
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

function withoutEmpty(raw: Details): ClientDetails {
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

import { Check } from 'typebox/schema';
import {
  type ClientDetails,
  Ethnicity,
  type Guardian,
  Race,
  type Sex,
} from '../../../../shared/applications/immtrac2/fields.ts';
import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { checked, type ReadDetails } from './check-person.ts';
import type { Fault } from './faults.ts';
import { dayIn } from './hl7/dates.ts';
import type { Message, Segment } from './hl7/message.ts';
import { addressOf, contacts, identifiersIn, legalName, related } from './person-fields.ts';
import type { ReportedPerson } from './report.ts';
import { codeIn } from '../../platform/codes/code-in.ts';

/** The client of a VXU: PID, PD1 and NK1 [I7]. */

/** Not kept: a number that opens more than a record of immunizations. */
const secretTypes = new Set(['SS']);
const registryAuthority = 'TEXIIS';

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
  const raw: ReadDetails = {
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
  const sex = codeIn(sexes, pid.text(8).toUpperCase());
  if (sex === undefined) {
    faults.push(warning(103, pid.at(8), 'client-details', 'Sex is no code of table 0001; it was taken as unknown.'));
  }
  return sex ?? 'unknown';
}

function warning(code: Fault['code'], at: string, cause: FaultCause, text: string): Fault {
  return { severity: 'W', code, at, cause, text };
}

function births(pid: Segment): ReadDetails {
  const order = Number(pid.text(25));
  return Number.isInteger(order) && order >= 1 && order <= 9 ? { birthOrder: order } : {};
}

function races(pid: Segment, faults: Fault[]): ReadDetails {
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
function statusOf(pid: Segment, pd1: Segment | undefined, faults: Fault[]): ReadDetails {
  const deathDate = dateAt(pid, 29, 'Date of death', 'client-details', faults);
  if (deathDate !== undefined) return { status: 'deceased', deathDate };
  const status = codeIn(statuses, pd1?.text(16) ?? '') ?? 'active';
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
      return [{ firstName, lastName, relationship: (codeIn(related, relationship) ?? relationship).slice(0, 40) }];
    });
  return found[0];
}

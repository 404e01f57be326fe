import { limits } from '../../../../shared/contract/limits.ts';
import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import type { Fault, FaultCode } from './faults.ts';
import { dayIn } from './hl7/dates.ts';
import type { Message } from './hl7/message.ts';
import { addressOf, contacts, identifiersIn, legalName } from './person-fields.ts';
import type { Query } from './report.ts';
import { codeIn } from '../../platform/codes/code-in.ts';

/** A QBP^Q11: whom it asks for, and whether history alone or with what is due (Z34, Z44) [I7]. */

const profiles: Readonly<Record<string, Query['profile']>> = { Z34: 'history', Z44: 'forecast' };

export function readQuery({ segments }: Message): { query: Query | undefined; faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const refuse = (code: FaultCode, at: string, cause: FaultCause, text: string) =>
    faults.push({ severity: 'E', code, at, cause, text: `${text}.` });
  const qpd = segments.find(({ name }) => name === 'QPD');
  if (qpd === undefined) {
    refuse(100, 'QPD', 'broken-segment', 'The query has no QPD segment; send it after MSH');
    return { query: undefined, faults };
  }
  const profile = codeIn(profiles, qpd.text(1));
  if (profile === undefined) refuse(103, qpd.at(1), 'query', 'Query is none of Z34 and Z44');
  const identifiers = identifiersIn(qpd.field(3));
  const immtrac2Id = identifiers.find(({ type, authority }) => type === 'SR' && authority === 'TEXIIS')?.value;
  const name = legalName(qpd.field(4));
  const [lastName, firstName] = [name?.part(1) ?? '', name?.part(2) ?? ''];
  if (lastName === '' || firstName === '') refuse(101, qpd.at(4), 'client-name', 'Last and first name are needed');
  const born = qpd.text(6);
  const birthDate = dayIn(born);
  if (born === '') refuse(101, qpd.at(6), 'birth-date', 'Date of birth is missing');
  else if (birthDate === 'no date' || birthDate === 'incomplete') {
    refuse(102, qpd.at(6), 'birth-date', 'Date of birth is no date; send it as YYYYMMDD');
  }
  if ([lastName, firstName].some((each) => each.length > 60)) {
    refuse(102, qpd.at(4), 'client-name', 'Name has more than 60 characters');
  }
  if (profile === undefined || faults.length > 0) return { query: undefined, faults };
  const mother = qpd.field(5).repetitions()[0]!;
  const address = addressOf(qpd.field(8));
  const { phone } = contacts(qpd.field(9));
  const sex = ({ F: 'female', M: 'male' } as const)[qpd.text(7).toUpperCase()];
  const asked = Object.entries({
    lastName,
    firstName,
    birthDate,
    sex,
    middleName: name!.part(3),
    motherMaidenName: mother.part(1),
    motherFirstName: mother.part(2),
    phone,
    street: address?.street,
    city: address?.city,
    state: address?.state,
    zip: address?.zip,
  }).filter(([, value]) => value !== undefined && value !== '');
  const wanted = Number(segments.find((each) => each.name === 'RCP')?.text(2) || limits.hl7.candidates);
  return {
    query: {
      profile,
      tag: qpd.text(2),
      immtrac2Id,
      identifiers,
      asked: Object.fromEntries(asked) as Query['asked'],
      most: Math.min(Number.isInteger(wanted) && wanted > 0 ? wanted : limits.hl7.candidates, limits.hl7.candidates),
    },
    faults,
  };
}

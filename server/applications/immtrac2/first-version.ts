import type { BodySite, Eligibility, Route, Sex } from '../../../shared/applications/immtrac2/fields.ts';
import { monthNumber } from '../../../shared/contract/time.ts';
import type { ClientRecord, ImmunizationRecord } from './shapes.ts';
import { withKeys } from './clients/search-keys.ts';

/** What records of the first version become. */

interface FirstClient {
  readonly id: string;
  readonly immtrac2Id: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly siteId: string;
  /** `Austin, TX 78702` */
  readonly address: string;
  readonly consent: 'none' | 'minor' | 'adult';
}

export function clientOfFirstVersion(record: object): ClientRecord {
  const { id, immtrac2Id, lastName, firstName, birthDate, sex, siteId, address, consent } = record as FirstClient;
  const [, city, state, zip] = /^(.*), ([A-Z]{2}) (\d{5}(?:-\d{4})?)$/.exec(address) ?? [];
  const kept = { street: '', city: city ?? address, state: state ?? 'TX', zip: zip ?? '' };
  return withKeys({
    id,
    immtrac2Id,
    lastName,
    firstName,
    birthDate,
    sex,
    siteId,
    // When it was written down is not known; nobody lived there before being born.
    addresses: [{ ...kept, from: birthDate, siteId }],
    consents: consent === 'none' ? [] : [{ kind: consent }],
    status: 'active',
    contactAllowed: true,
    revision: 1,
    keys: [],
  });
}

interface FirstDose {
  readonly id: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly date: string;
  readonly cvx: string;
  readonly historical: boolean;
  readonly tradeName?: string;
  readonly mvx?: string;
  readonly lot?: string;
  readonly doseMillilitres?: number;
  readonly route?: Route;
  readonly bodySite?: BodySite;
  readonly eligibility?: Eligibility;
}

/** The second version had no month. */
export function doseOfOlderVersion(record: object, version: number): ImmunizationRecord {
  const dose = version === 1 ? doseOfFirstVersion(record) : (record as Omit<ImmunizationRecord, 'month'>);
  return { ...dose, month: monthNumber(dose.date) };
}

function doseOfFirstVersion(record: object): Omit<ImmunizationRecord, 'month'> {
  const { id, clientId, siteId, date, historical, doseMillilitres, ...dose } = record as FirstDose;
  const amount = doseMillilitres === undefined ? {} : { amount: doseMillilitres, unit: 'mL' as const };
  return { id, clientId, siteId, date, historical, dose: { ...dose, ...amount } };
}

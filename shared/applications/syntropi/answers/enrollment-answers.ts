import { type Static, type TSchema, Type } from 'typebox';
import { limits } from '../../../contract/limits.ts';
import { type Weekday, weekdays } from '../../delivery-hours.ts';
import { Program } from '../../programs.ts';

export { type Weekday, weekdays };

/**
 * What a site answers when it enrolls, section by section [Y1]. A draft may lack anything; what is there has its shape. What an
 * answer has to be before it is submitted is in `enrollment-rules.ts`.
 */

const closed = { additionalProperties: false } as const;
/** Any part of it, and nothing else. */
const partOf = <T extends Record<string, TSchema>>(properties: T) => Type.Partial(Type.Object(properties), closed);
const { textCharacters, storageUnits, people } = limits.enrollment;

const text = Type.String({ maxLength: textCharacters });
const date = Type.String({ format: 'date', description: 'calendar date' });
const count = Type.Integer({ minimum: 0, maximum: people });

export const FacilityKind = Type.Enum([
  'private-practice',
  'hospital',
  'public-health-department',
  'fqhc',
  'rhc',
  'school',
  'pharmacy',
  'other',
]);
export type FacilityKind = Static<typeof FacilityKind>;

export const Ownership = Type.Enum(['public', 'private']);
export type Ownership = Static<typeof Ownership>;

/** Closed where it has none. Times as typed, `8:00` or `08:00`, of 24 hours; a lunch break has both or neither. */
export const DeliveryDay = partOf({ from: text, to: text, lunchFrom: text, lunchTo: text });
export type DeliveryDay = Static<typeof DeliveryDay>;

export const childAges = ['under1', 'from1to6', 'from7to18'] as const;
export type ChildAge = (typeof childAges)[number];

/** TVFC's columns A to G: where a child is counted once, for a year. */
export const childEligibilities = [
  'medicaid',
  'uninsured',
  'americanIndian',
  'underinsured',
  'chip',
  'otherUnderinsured',
  'insured',
] as const;
export type ChildEligibility = (typeof childEligibilities)[number];

export const adultEligibilities = ['uninsured', 'underinsured', 'insured'] as const;
export type AdultEligibility = (typeof adultEligibilities)[number];

const counts = <Id extends string>(ids: readonly Id[]) =>
  partOf(Object.fromEntries([...ids, 'total'].map((id) => [id, count])) as Record<Id | 'total', typeof count>);

const ChildCounts = counts(childEligibilities);
export const AdultCounts = counts(adultEligibilities);

export const UnitKind = Type.Enum([
  'refrigerator',
  'freezer',
  'ultra-cold-freezer',
  'household-combination',
  'dormitory',
]);
export type UnitKind = Static<typeof UnitKind>;

export const UnitAnswers = partOf({
  name: text,
  kind: UnitKind,
  logger: text,
  calibratedOn: date,
  calibrationDue: date,
});
export type UnitAnswers = Static<typeof UnitAnswers>;

export const CoordinatorAnswers = partOf({
  name: text,
  username: text,
  email: text,
  phone: text,
  trainedOn: date,
});
export type CoordinatorAnswers = Static<typeof CoordinatorAnswers>;

export const LicenseKind = Type.Enum(['md', 'do', 'np', 'cnm', 'pa', 'rph', 'rn', 'lvn']);
export type LicenseKind = Static<typeof LicenseKind>;

export const Answers = partOf({
  registration: partOf({ registered: Type.Boolean(), registryId: text, agreementOn: date }),
  programs: partOf({ programs: Type.Array(Program, { maxItems: 3, uniqueItems: true }) }),
  facility: partOf({
    organization: text,
    name: text,
    street: text,
    city: text,
    zip: text,
    phone: text,
    fax: text,
    email: text,
    ownership: Ownership,
    kind: FacilityKind,
  }),
  hours: partOf(Object.fromEntries(weekdays.map((day) => [day, DeliveryDay])) as Record<Weekday, typeof DeliveryDay>),
  population: partOf({ under1: ChildCounts, from1to6: ChildCounts, from7to18: ChildCounts, adults: AdultCounts }),
  storage: partOf({ units: Type.Array(UnitAnswers, { maxItems: storageUnits }) }),
  coordinators: partOf({ primary: CoordinatorAnswers, secondary: CoordinatorAnswers }),
  clinician: partOf({ name: text, license: LicenseKind, number: text, expiresOn: date, npi: text }),
});
export type Answers = Static<typeof Answers>;

/** In the order in which they are asked. The letter is a file beside the answers. */
export const sectionIds = [
  'registration',
  'programs',
  'facility',
  'letter',
  'hours',
  'population',
  'storage',
  'coordinators',
  'clinician',
] as const;
export type SectionId = (typeof sectionIds)[number];

export const answeredSections = sectionIds.filter((id) => id !== 'letter');
export type AnsweredSection = Exclude<SectionId, 'letter'>;

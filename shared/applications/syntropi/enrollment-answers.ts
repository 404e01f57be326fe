import { type Static, Type } from 'typebox';
import { limits } from '../../contract/limits.ts';
import { Program } from '../programs.ts';

/**
 * What a site answers when it enrolls, section by section [Y1]. A draft may lack anything; what is there has its shape. What an
 * answer has to be before it is submitted is in `enrollment-rules.ts`.
 */

const closed = { additionalProperties: false } as const;
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

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Closed where it has none. Times as typed, `8:00` or `08:00`, of 24 hours; a lunch break has both or neither. */
export const DeliveryDay = Type.Partial(Type.Object({ from: text, to: text, lunchFrom: text, lunchTo: text }, closed));
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
  Type.Partial(
    Type.Object(
      Object.fromEntries([...ids, 'total'].map((id) => [id, count])) as Record<Id | 'total', typeof count>,
      closed,
    ),
  );

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

export const UnitAnswers = Type.Partial(
  Type.Object({ name: text, kind: UnitKind, logger: text, calibratedOn: date, calibrationDue: date }, closed),
);
export type UnitAnswers = Static<typeof UnitAnswers>;

export const CoordinatorAnswers = Type.Partial(
  Type.Object({ name: text, username: text, email: text, phone: text, trainedOn: date }, closed),
);
export type CoordinatorAnswers = Static<typeof CoordinatorAnswers>;

export const LicenseKind = Type.Enum(['md', 'do', 'np', 'cnm', 'pa', 'rph', 'rn', 'lvn']);
export type LicenseKind = Static<typeof LicenseKind>;

const shapes = {
  registration: Type.Object({ registered: Type.Boolean(), registryId: text, agreementOn: date }, closed),
  programs: Type.Object({ programs: Type.Array(Program, { maxItems: 3, uniqueItems: true }) }, closed),
  facility: Type.Object(
    {
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
    },
    closed,
  ),
  hours: Type.Object(
    Object.fromEntries(weekdays.map((day) => [day, DeliveryDay])) as Record<Weekday, typeof DeliveryDay>,
    closed,
  ),
  population: Type.Object(
    {
      under1: ChildCounts,
      from1to6: ChildCounts,
      from7to18: ChildCounts,
      adults: AdultCounts,
    },
    closed,
  ),
  storage: Type.Object({ units: Type.Array(UnitAnswers, { maxItems: storageUnits }) }, closed),
  coordinators: Type.Object({ primary: CoordinatorAnswers, secondary: CoordinatorAnswers }, closed),
  clinician: Type.Object({ name: text, license: LicenseKind, number: text, expiresOn: date, npi: text }, closed),
} as const;

export const Answers = Type.Partial(
  Type.Object(
    {
      registration: Type.Partial(shapes.registration),
      programs: Type.Partial(shapes.programs),
      facility: Type.Partial(shapes.facility),
      hours: Type.Partial(shapes.hours),
      population: Type.Partial(shapes.population),
      storage: Type.Partial(shapes.storage),
      coordinators: Type.Partial(shapes.coordinators),
      clinician: Type.Partial(shapes.clinician),
    },
    closed,
  ),
);
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

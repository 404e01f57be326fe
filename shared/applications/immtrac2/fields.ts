import { type Static, Type } from 'typebox';

/** What the registry keeps of clients and doses, by the codes of CDC and HL7 where there are some. */

export const closed = { additionalProperties: false } as const;

export const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });

export const Sex = Type.Enum(['female', 'male', 'unknown']);
export type Sex = Static<typeof Sex>;

/** CDC Race and Ethnicity, as HL7 table 0005 has them. */
export const Race = Type.Enum(['1002-5', '2028-9', '2054-5', '2076-8', '2106-3', '2131-1']);
export type Race = Static<typeof Race>;
export const Ethnicity = Type.Enum(['2135-2', '2186-5']);
export type Ethnicity = Static<typeof Ethnicity>;

/** MOGE: moved or gone elsewhere. MOOSA: moved out of the state. */
export const ClientStatus = Type.Enum([
  'active',
  'lost-to-follow-up',
  'moge',
  'moosa',
  'one-time-only',
  'other',
  'deceased',
]);
export type ClientStatus = Static<typeof ClientStatus>;

const text = (most: number) => Type.String({ maxLength: most });
const name = Type.String({ minLength: 1, maxLength: 60 });

export const Address = Type.Object(
  {
    street: text(100),
    poBox: Type.Optional(text(20)),
    city: text(60),
    state: text(2),
    zip: text(10),
    county: Type.Optional(text(60)),
    /** Mail does not arrive there, so that no reminder is sent. */
    notViable: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Address = Static<typeof Address>;

export const Guardian = Type.Object({ firstName: name, lastName: name, relationship: text(40) }, closed);
export type Guardian = Static<typeof Guardian>;

/** What a person types of a client. */
export const ClientDetails = Type.Object(
  {
    lastName: name,
    firstName: name,
    middleName: Type.Optional(text(60)),
    suffix: Type.Optional(text(10)),
    birthDate: CalendarDate,
    sex: Sex,
    /** Of twins and more: who was born first. */
    birthOrder: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    races: Type.Optional(Type.Array(Race, { maxItems: 6, uniqueItems: true })),
    ethnicity: Type.Optional(Ethnicity),
    address: Address,
    phone: Type.Optional(text(30)),
    phoneExtension: Type.Optional(text(7)),
    email: Type.Optional(text(254)),
    guardian: Type.Optional(Guardian),
    motherFirstName: Type.Optional(text(60)),
    motherMaidenName: Type.Optional(text(60)),
    status: ClientStatus,
    deathDate: Type.Optional(CalendarDate),
    /** Whether reminders may be sent. */
    contactAllowed: Type.Boolean(),
  },
  closed,
);
export type ClientDetails = Static<typeof ClientDetails>;

/** Forms of the state: C-7, F11-13366, IG-FR, IG-FM, IG-DC. */
export const ConsentKind = Type.Enum(['minor', 'adult', 'first-responder', 'family', 'disaster']);
export type ConsentKind = Static<typeof ConsentKind>;

export const Affirmation = Type.Object(
  { kind: ConsentKind, signer: name, signedOn: CalendarDate, siteId: Type.Optional(text(64)) },
  closed,
);
export type Affirmation = Static<typeof Affirmation>;

/** Whether a consent covers every dose, or those of a declared disaster alone. */
export const ConsentStanding = Type.Enum(['standard', 'disaster']);
export type ConsentStanding = Static<typeof ConsentStanding>;

/** Why somebody looks at a client [R4]; ids, so that they may stand in the audit trail. */
export const Reason = Type.Enum([
  'client-care',
  'record-request',
  'recall-follow-up',
  'school-or-child-care',
  'record-quality',
  'outbreak-response',
]);
export type Reason = Static<typeof Reason>;

/** Whose record an immunization is, as the caller sees it: only owned ones are theirs to correct. */
export const Ownership = Type.Enum(['owned', 'not-owned', 'historical']);
export type Ownership = Static<typeof Ownership>;

/** Vaccines for Children, HL7 table 0064. */
export const Eligibility = Type.Enum(['V01', 'V02', 'V03', 'V04', 'V05']);
export type Eligibility = Static<typeof Eligibility>;

/** Who paid for the vaccine, CDC PHIN VS. */
export const Funding = Type.Enum(['PHC70', 'VXC50', 'VXC51', 'VXC52', 'VXC2', 'VXC3', 'PHC68']);
export type Funding = Static<typeof Funding>;

export const Route = Type.Enum(['IM', 'SC', 'ID', 'PO', 'NS']);
export type Route = Static<typeof Route>;

/** HL7 table 0163. */
export const BodySite = Type.Enum(['LA', 'RA', 'LT', 'RT', 'LVL', 'RVL', 'LG', 'RG']);
export type BodySite = Static<typeof BodySite>;

export const DoseUnit = Type.Enum(['mL', 'capsule', 'tablet']);
export type DoseUnit = Static<typeof DoseUnit>;

/** Where a historical dose is known from. */
export const HistorySource = Type.Enum(['parent', 'birth-record', 'school-record', 'other-record']);
export type HistorySource = Static<typeof HistorySource>;

export const RefusalReason = Type.Enum(['parent-or-client', 'religious', 'medical', 'not-available', 'other']);
export type RefusalReason = Static<typeof RefusalReason>;

export const ReactionKind = Type.Enum(['allergic', 'anaphylaxis', 'fever', 'seizure', 'local', 'other']);
export type ReactionKind = Static<typeof ReactionKind>;

/** A Vaccine Information Statement that was handed out: its document, the date of its edition, and when. */
export const HandedOut = Type.Object({ gdti: text(20), edition: CalendarDate }, closed);
export type HandedOut = Static<typeof HandedOut>;

/** One vaccine as it is recorded. A historical one has its code and little else. */
export const Dose = Type.Object(
  {
    cvx: text(3),
    tradeName: Type.Optional(text(80)),
    mvx: Type.Optional(text(5)),
    ndc: Type.Optional(text(13)),
    lot: Type.Optional(text(40)),
    expiration: Type.Optional(CalendarDate),
    amount: Type.Optional(Type.Number()),
    unit: Type.Optional(DoseUnit),
    route: Type.Optional(Route),
    bodySite: Type.Optional(BodySite),
    funding: Type.Optional(Funding),
    eligibility: Type.Optional(Eligibility),
    administeredBy: Type.Optional(text(80)),
    statements: Type.Optional(Type.Array(HandedOut, { maxItems: 6 })),
    /** Given in a declared disaster. */
    disaster: Type.Optional(Type.Boolean()),
    subpotent: Type.Optional(Type.Boolean()),
    /** The person saw that it was expired on that day, and it was given. */
    expiredConfirmed: Type.Optional(Type.Boolean()),
    comment: Type.Optional(text(300)),
  },
  closed,
);
export type Dose = Static<typeof Dose>;

export const dosesPerDate = 6;

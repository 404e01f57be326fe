import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { Site } from '../../identity/api/identity.ts';

/** ImmTrac2's own API. */

const closed = { additionalProperties: false } as const;

const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });

/** The way into the registry, in the order of the training script [O5]. */
export const EntryStep = Type.Enum(['statement', 'landing', 'pandemic-message']);
export type EntryStep = Static<typeof EntryStep>;

export const EntryDue = Type.Enum(['statement', 'landing', 'pandemic-message', 'none']);
export type EntryDue = Static<typeof EntryDue>;

export const Entry = Type.Object({ due: EntryDue });
export type Entry = Static<typeof Entry>;

export const EntryStepDone = Type.Object({ step: EntryStep }, closed);
export type EntryStepDone = Static<typeof EntryStepDone>;

/** The ImmTrac2 Site Agreement of one site [A4]. */
export const SiteAgreement = Type.Object({
  site: Site,
  signed: Type.Union([Type.Object({ signer: Type.String(), on: CalendarDate }), Type.Null()]),
});
export type SiteAgreement = Static<typeof SiteAgreement>;

export const SiteAgreements = Type.Object({ agreements: Type.Array(SiteAgreement) });
export type SiteAgreements = Static<typeof SiteAgreements>;

export const FindById = Type.Object({ immtrac2Id: Type.String({ minLength: 1, maxLength: 20 }) }, closed);
export type FindById = Static<typeof FindById>;

export const FindByName = Type.Object(
  {
    lastName: Type.String({ minLength: 1, maxLength: 60 }),
    firstName: Type.String({ minLength: 1, maxLength: 60 }),
    birthDate: CalendarDate,
  },
  closed,
);
export type FindByName = Static<typeof FindByName>;

export const Sex = Type.Enum(['female', 'male', 'unknown']);
export type Sex = Static<typeof Sex>;

export const ClientSummary = Type.Object({
  /** Opaque; the only thing about a client that an address may contain. */
  id: Type.String(),
  immtrac2Id: Type.String(),
  lastName: Type.String(),
  firstName: Type.String(),
  birthDate: CalendarDate,
  sex: Sex,
  site: Site,
});
export type ClientSummary = Static<typeof ClientSummary>;

export const ClientsFound = Type.Object({ clients: Type.Array(ClientSummary) });
export type ClientsFound = Static<typeof ClientsFound>;

/** Whose record an immunization is, as the caller sees it: only owned ones are theirs to correct. */
export const Ownership = Type.Enum(['owned', 'not-owned', 'historical']);
export type Ownership = Static<typeof Ownership>;

export const Eligibility = Type.Enum(['V01', 'V02', 'V03', 'V04', 'V05']);
export type Eligibility = Static<typeof Eligibility>;

export const Route = Type.Enum(['IM', 'SC', 'PO', 'NS']);
export type Route = Static<typeof Route>;

export const BodySite = Type.Enum(['LA', 'RA', 'LT', 'RT']);
export type BodySite = Static<typeof BodySite>;

export const Immunization = Type.Object({
  id: Type.String(),
  date: CalendarDate,
  vaccine: Type.String(),
  tradeName: Type.Optional(Type.String()),
  manufacturer: Type.Optional(Type.String()),
  lot: Type.Optional(Type.String()),
  doseMillilitres: Type.Optional(Type.Number()),
  route: Type.Optional(Route),
  bodySite: Type.Optional(BodySite),
  ownership: Ownership,
  eligibility: Type.Optional(Eligibility),
});
export type Immunization = Static<typeof Immunization>;

/** A combination vaccine stands in each group that it protects in. */
export const VaccineGroup = Type.Object({ name: Type.String(), immunizations: Type.Array(Immunization) });
export type VaccineGroup = Static<typeof VaccineGroup>;

export const Client = Type.Object({
  ...ClientSummary.properties,
  age: Type.Object({ years: Type.Integer(), months: Type.Integer() }),
  address: Type.String({ description: 'city, state and ZIP code' }),
  history: Type.Array(VaccineGroup),
});
export type Client = Static<typeof Client>;

const ClientParams = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed);

/** Searches are sent in the body: an address is kept in logs and histories, and names do not belong there [T3]. */
/** What was seen of clients could not be recorded, so it is not shown. */
const unrecorded = ['portal-unreachable'] as const;

export const immtrac2Api = {
  entry: endpoint({ method: 'GET', path: '/api/entry', access: 'signed-in', answer: Entry }),
  completeStep: endpoint({
    method: 'POST',
    path: '/api/entry',
    access: 'signed-in',
    request: EntryStepDone,
    answer: Entry,
  }),
  siteAgreements: endpoint({
    method: 'GET',
    path: '/api/site-agreements',
    access: 'signed-in',
    answer: SiteAgreements,
  }),
  findById: endpoint({
    method: 'POST',
    path: '/api/clients/find-by-id',
    access: 'agreed',
    request: FindById,
    answer: ClientsFound,
    problems: ['statement-required', ...unrecorded],
  }),
  findByName: endpoint({
    method: 'POST',
    path: '/api/clients/find-by-name',
    access: 'agreed',
    request: FindByName,
    answer: ClientsFound,
    problems: ['statement-required', ...unrecorded],
  }),
  client: endpoint({
    method: 'GET',
    path: '/api/clients/:id',
    access: 'agreed',
    params: ClientParams,
    answer: Client,
    problems: ['statement-required', 'not-found', ...unrecorded],
  }),
};

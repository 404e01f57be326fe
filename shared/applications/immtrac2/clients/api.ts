import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { Site } from '../../../identity/api/identity.ts';
import {
  Address,
  Affirmation,
  CalendarDate,
  ClientDetails,
  closed,
  ConsentKind,
  ConsentStanding,
  Reason,
  Sex,
} from '../fields.ts';
import { WhatIsDue } from '../forecast/api.ts';
import { VaccineGroup, Refusal } from '../doses/api.ts';
import { Observation } from '../observations/api.ts';

/** Finding clients, and what is kept of one. */

const typed = (most: number) => Type.Optional(Type.String({ maxLength: most }));

export const FindById = Type.Object(
  { immtrac2Id: Type.String({ minLength: 1, maxLength: 20 }), reason: Type.Optional(Reason) },
  closed,
);
export type FindById = Static<typeof FindById>;

const searchName = Type.String({ minLength: 1, maxLength: 60 });

export const FindByName = Type.Object(
  { lastName: searchName, firstName: searchName, birthDate: CalendarDate, reason: Type.Optional(Reason) },
  closed,
);
export type FindByName = Static<typeof FindByName>;

/** The smart search: the first five are needed. */
export const SmartSearch = Type.Object(
  {
    ...FindByName.properties,
    sex: Sex,
    street: Type.String({ minLength: 1, maxLength: 100 }),
    middleName: typed(60),
    motherFirstName: typed(60),
    motherMaidenName: typed(60),
    phone: typed(30),
    poBox: typed(20),
    city: typed(60),
    state: typed(2),
    zip: typed(10),
  },
  closed,
);
export type SmartSearch = Static<typeof SmartSearch>;

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

/** How well a field agrees with what was asked for; nothing is said of one that either side leaves open. */
export const FieldFit = Type.Enum(['same', 'similar', 'different']);
export type FieldFit = Static<typeof FieldFit>;

export const fitFields = [
  'lastName',
  'firstName',
  'birthDate',
  'sex',
  'street',
  'middleName',
  'motherFirstName',
  'motherMaidenName',
  'phone',
  'poBox',
  'city',
  'state',
  'zip',
] as const;
export type FitField = (typeof fitFields)[number];

const Fit = Type.Partial(
  Type.Object(Object.fromEntries(fitFields.map((field) => [field, FieldFit])) as Record<FitField, typeof FieldFit>),
);
export type Fit = Static<typeof Fit>;

export const Candidate = Type.Object({
  ...ClientSummary.properties,
  fit: Fit,
  /** 0 to 100. */
  score: Type.Integer(),
});
export type Candidate = Static<typeof Candidate>;

export const SearchAnswer = Type.Object({
  /** `exact`: one client, and nobody else comes near. */
  match: Type.Enum(['exact', 'candidates', 'none']),
  clients: Type.Array(Candidate),
  /** There are further ones; more has to be typed to see them. */
  more: Type.Boolean(),
});
export type SearchAnswer = Static<typeof SearchAnswer>;

const KeptAddress = Type.Object({
  ...Address.properties,
  from: CalendarDate,
  by: Type.String(),
});

const KeptConsent = Type.Object({
  kind: ConsentKind,
  signer: Type.Optional(Type.String()),
  signedOn: Type.Optional(CalendarDate),
  site: Type.Optional(Site),
});
export type KeptConsent = Static<typeof KeptConsent>;

export const Client = Type.Object({
  ...ClientSummary.properties,
  details: ClientDetails,
  /** The clinic's day: what is shown is of it. */
  asOf: CalendarDate,
  age: Type.Object({ years: Type.Integer(), months: Type.Integer(), days: Type.Integer() }),
  consents: Type.Array(KeptConsent),
  standing: ConsentStanding,
  addresses: Type.Array(KeptAddress),
  /** Whether the caller may record and change, or only read. */
  mayRecord: Type.Boolean(),
  /** Goes along with a change, so that nobody overwrites what they have not seen. */
  revision: Type.Integer(),
  merged: Type.Array(Type.Object({ id: Type.String(), immtrac2Id: Type.String(), name: Type.String() })),
  history: Type.Array(VaccineGroup),
  whatIsDue: WhatIsDue,
  refusals: Type.Array(Refusal),
  /** Those that hold first. */
  observations: Type.Array(Observation),
});
export type Client = Static<typeof Client>;

export const ClientParams = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed);

export const NewClient = Type.Object(
  { details: ClientDetails, consent: Affirmation, siteId: Type.String({ maxLength: 64 }) },
  closed,
);
export type NewClient = Static<typeof NewClient>;

const AddedClient = Type.Object({ id: Type.String() });

export const ChangedClient = Type.Object({ details: ClientDetails, revision: Type.Integer() }, closed);
export type ChangedClient = Static<typeof ChangedClient>;

/** What withdrawing does to the record, before anybody does it. */
export const Withdrawal = Type.Object({
  kinds: Type.Array(ConsentKind),
  doses: Type.Integer(),
  disasterDoses: Type.Integer(),
  /** The day after which nothing can be brought back. */
  keptUntil: CalendarDate,
});
export type Withdrawal = Static<typeof Withdrawal>;

const Withdraw = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 200 }), revision: Type.Integer() },
  closed,
);

const Duplicates = Type.Object({ candidates: Type.Array(Candidate) });
const Other = Type.Object({ other: Type.String({ maxLength: 64 }) }, closed);

export const Accesses = Type.Object({
  accesses: Type.Array(
    Type.Object({
      at: Type.Number(),
      name: Type.String(),
      sites: Type.Array(Type.String()),
      what: Type.Enum(['found', 'listed', 'opened', 'changed', 'consent', 'immunization', 'merged', 'printed']),
      reason: Reason,
    }),
  ),
  timeZone: Type.String(),
});
export type Accesses = Static<typeof Accesses>;

/** What was seen of clients could not be recorded, so it is not shown. */
export const unrecorded = ['portal-unreachable'] as const;
const read = ['statement-required', 'not-found', ...unrecorded] as const;
const changed = [...read, 'record-refused', 'record-changed'] as const;

/** Searches are sent in the body: an address is kept in logs and histories, and names do not belong there [T3]. */
export const clientsApi = {
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
  search: endpoint({
    method: 'POST',
    path: '/api/clients/search',
    access: 'agreed',
    request: SmartSearch,
    answer: SearchAnswer,
    problems: ['statement-required', ...unrecorded],
  }),
  client: endpoint({
    method: 'GET',
    path: '/api/clients/:id',
    access: 'agreed',
    params: ClientParams,
    answer: Client,
    problems: read,
  }),
  addClient: endpoint({
    method: 'POST',
    path: '/api/clients',
    access: 'recorder',
    request: NewClient,
    answer: AddedClient,
    problems: ['statement-required', 'record-refused', 'search-required', ...unrecorded],
  }),
  changeClient: endpoint({
    method: 'PUT',
    path: '/api/clients/:id',
    access: 'recorder',
    params: ClientParams,
    request: ChangedClient,
    problems: changed,
  }),
  affirmConsent: endpoint({
    method: 'POST',
    path: '/api/clients/:id/consents',
    access: 'recorder',
    params: ClientParams,
    request: Affirmation,
    problems: changed,
  }),
  withdrawal: endpoint({
    method: 'GET',
    path: '/api/clients/:id/withdrawal',
    access: 'recorder',
    params: ClientParams,
    answer: Withdrawal,
    problems: read,
  }),
  withdrawConsent: endpoint({
    method: 'POST',
    path: '/api/clients/:id/withdrawal',
    access: 'recorder',
    params: ClientParams,
    request: Withdraw,
    problems: changed,
  }),
  duplicates: endpoint({
    method: 'GET',
    path: '/api/clients/:id/duplicates',
    access: 'recorder',
    params: ClientParams,
    answer: Duplicates,
    problems: read,
  }),
  merge: endpoint({
    method: 'POST',
    path: '/api/clients/:id/merges',
    access: 'recorder',
    params: ClientParams,
    request: Other,
    problems: changed,
  }),
  undoMerge: endpoint({
    method: 'POST',
    path: '/api/clients/:id/merges/undo',
    access: 'recorder',
    params: ClientParams,
    request: Other,
    problems: changed,
  }),
  keepApart: endpoint({
    method: 'POST',
    path: '/api/clients/:id/kept-apart',
    access: 'recorder',
    params: ClientParams,
    request: Other,
    problems: changed,
  }),
  accesses: endpoint({
    method: 'GET',
    path: '/api/clients/:id/accesses',
    access: 'agreed',
    params: ClientParams,
    answer: Accesses,
    problems: read,
  }),
};

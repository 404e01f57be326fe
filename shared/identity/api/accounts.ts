import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';
import { roleIds } from '../roles.ts';
import { AccountFacts, Language, Site } from './identity.ts';
import { FindAccount, opening, SupportedAccount, WithReason } from './support.ts';

/** What administrators change of an account, and how one is reset [R3]. */

const closed = { additionalProperties: false } as const;

export const SetRoles = Type.Object(
  { ...WithReason.properties, roles: Type.Array(Type.Enum(roleIds), { maxItems: roleIds.length }) },
  closed,
);
export type SetRoles = Static<typeof SetRoles>;

export const SetSites = Type.Object(
  {
    ...WithReason.properties,
    sites: Type.Array(Type.Object(Site.properties, closed), { maxItems: limits.import.sites }),
  },
  closed,
);
export type SetSites = Static<typeof SetSites>;

export const SetEmail = Type.Object(
  { ...WithReason.properties, email: Type.String({ maxLength: limits.import.emailCharacters }) },
  closed,
);
export type SetEmail = Static<typeof SetEmail>;

export const SetName = Type.Object(
  { ...WithReason.properties, name: Type.String({ maxLength: limits.import.nameCharacters }) },
  closed,
);

export const SetLanguage = Type.Object({ ...WithReason.properties, language: Language }, closed);

export const NewAccount = Type.Object(
  {
    ...SetRoles.properties,
    ...SetSites.properties,
    ...SetEmail.properties,
    ...SetName.properties,
    language: Type.Optional(Language),
  },
  closed,
);
export type NewAccount = Static<typeof NewAccount>;

/** Where something was mailed, as `m…@t…`, and until when it can be used, milliseconds since 1970. */
export const Mailed = Type.Object({ mailedTo: Type.String(), expiresAt: Type.Integer() });
export type Mailed = Static<typeof Mailed>;

export const ResetMailed = Type.Object({ ...Mailed.properties, account: SupportedAccount });
export type ResetMailed = Static<typeof ResetMailed>;

/** It carries the code that the owner has read from their mail. */
export const ResetShown = Type.Object(
  { ...WithReason.properties, verification: Type.String({ minLength: 1, maxLength: 40 }) },
  closed,
);
export type ResetShown = Static<typeof ResetShown>;

/** Shown once; what is kept of it is a digest. */
export const ShownCode = Type.Object({ code: Type.String(), expiresAt: Type.Integer(), account: SupportedAccount });
export type ShownCode = Static<typeof ShownCode>;

/** An account in a list of all. */
export const ListedAccount = Type.Object({ ...AccountFacts.properties, ...opening }, closed);
export type ListedAccount = Static<typeof ListedAccount>;

const change = {
  method: 'POST',
  access: 'administrator',
  request: WithReason,
  answer: SupportedAccount,
  problems: ['not-found', 'account-refused'],
} as const;

/** Every change has an address of its own; a reset is support's work too [R3, S8]. */
export const accountsApi = {
  disable: endpoint({ ...change, path: '/api/accounts/disable' }),
  enable: endpoint({ ...change, path: '/api/accounts/enable', secondPerson: 'for administrators' }),
  setRoles: endpoint({ ...change, path: '/api/accounts/roles', request: SetRoles, secondPerson: 'for administrators' }),
  setSites: endpoint({ ...change, path: '/api/accounts/sites', request: SetSites }),
  /** A link that opens the account goes to its owner by mail. */
  create: endpoint({
    ...change,
    path: '/api/accounts/create',
    request: NewAccount,
    answer: ResetMailed,
    secondPerson: 'for administrators',
  }),
  setName: endpoint({ ...change, path: '/api/accounts/name', request: SetName }),
  setLanguage: endpoint({ ...change, path: '/api/accounts/language', request: SetLanguage }),
  setEmail: endpoint({ ...change, path: '/api/accounts/email', request: SetEmail, secondPerson: 'for administrators' }),
  reset: endpoint({ ...change, path: '/api/accounts/reset', access: 'support', answer: ResetMailed }),
  verifyOwner: endpoint({
    ...change,
    path: '/api/accounts/reset/verification',
    access: 'support',
    request: FindAccount,
    answer: Mailed,
  }),
  resetShown: endpoint({
    ...change,
    path: '/api/accounts/reset/shown',
    access: 'support',
    request: ResetShown,
    answer: ShownCode,
  }),
};

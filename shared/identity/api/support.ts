import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';
import { type HistoryEvent, historyEvents } from '../account-history.ts';
import { AccountFacts, Language } from './identity.ts';

/** What ImmTrac2 Customer Support sees of an account, and does for it [S8]. */

const closed = { additionalProperties: false } as const;

const username = Type.String({ minLength: 1, maxLength: limits.signIn.usernameCharacters });

export const supportReason = { minimum: 5, maximum: 200 } as const;

export const FindAccount = Type.Object({ username }, closed);
export type FindAccount = Static<typeof FindAccount>;

/** What support does for an account needs a reason, which the audit trail keeps. */
export const WithReason = Type.Object(
  { username, reason: Type.String({ minLength: supportReason.minimum, maxLength: supportReason.maximum }) },
  closed,
);
export type WithReason = Static<typeof WithReason>;

/** Whether an account can be opened, and by what. */
export const opening = {
  status: Type.Enum(['active', 'disabled']),
  /** Whether there is a password to sign in with; without one only a reset opens the account. */
  passwordSet: Type.Boolean(),
  /** Until when the code of a reset can be used; null where there is none. */
  resetUntil: Type.Union([Type.Integer(), Type.Null()]),
};

/** Milliseconds since 1970 throughout. Never a password, a hash, a question or an answer. */
export const SupportedAccount = Type.Object({
  ...AccountFacts.properties,
  ...opening,
  lock: Type.Union([
    Type.Object({
      since: Type.Integer(),
      /** Absent where no time ends it: only support or a reset does. */
      until: Type.Optional(Type.Integer()),
      /** Wrong passwords that led to it, from these enrolled workstations and from others. */
      failures: Type.Integer(),
      from: Type.Array(Type.String()),
      elsewhere: Type.Boolean(),
    }),
    Type.Null(),
  ]),
  /** Failures in a row, on all workstations. */
  failures: Type.Integer(),
  /** The last of each known workstation, newest first. */
  lastSignIns: Type.Array(Type.Integer()),
  /** Absent where the person has not chosen one. */
  language: Type.Optional(Language),
  questionsSet: Type.Boolean(),
  /** Where the deployment asks for them. */
  questionsMissing: Type.Boolean(),
  passwordExpired: Type.Boolean(),
  /** The agreement that holds now. */
  agreementAccepted: Type.Boolean(),
  /** At how many workstations they are signed in now. */
  signedIn: Type.Integer(),
  sessions: Type.Array(
    Type.Object({
      /** By which one of them is ended. */
      key: Type.String(),
      /** As what it was enrolled; null where it was not. */
      workstation: Type.Union([Type.String(), Type.Null()]),
      since: Type.Integer(),
    }),
  ),
});
export type SupportedAccount = Static<typeof SupportedAccount>;

/** Without `session` all of them. */
export const SignOut = Type.Object(
  { ...WithReason.properties, session: Type.Optional(Type.String({ maxLength: 64 })) },
  closed,
);

/** What the owner has read to whoever helps. */
export const OwnersCode = Type.Object({ username, code: Type.String({ minLength: 1, maxLength: 40 }) }, closed);

export const FoundAccount = Type.Object({ account: Type.Union([SupportedAccount, Type.Null()]) });
export type FoundAccount = Static<typeof FoundAccount>;

/** Parts of a name, a username, an email address or a site. Whoever sees the people of their own sites may leave it empty. */
export const SearchAccounts = Type.Object(
  {
    text: Type.String({ maxLength: limits.accountSearch.textCharacters }),
    /** `next` of the page before. */
    after: Type.Optional(Type.String({ maxLength: limits.accountSearch.cursorCharacters })),
  },
  closed,
);
export type SearchAccounts = Static<typeof SearchAccounts>;

export const FoundPerson = Type.Object({ ...AccountFacts.properties, status: opening.status });
export type FoundPerson = Static<typeof FoundPerson>;

export const FoundPeople = Type.Object({
  people: Type.Array(FoundPerson),
  /** Asks for what follows, which may be nothing: a search reads so many accounts at a time. Absent where all was read. */
  next: Type.Optional(Type.String()),
});
export type FoundPeople = Static<typeof FoundPeople>;

export const AskHistory = Type.Object(
  {
    username,
    /** Goes on below this entry: `next` of the page before. */
    below: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);

export const HistoryEntry = Type.Object({
  n: Type.Integer(),
  at: Type.Integer(),
  event: Type.Enum(Object.keys(historyEvents) as HistoryEvent[]),
  /** The username of whoever did it, or how the audit trail names what did; absent where the owner or the server itself did. */
  by: Type.Optional(Type.String()),
  /** As it was enrolled. */
  workstation: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  /** What it was and what it became, as the audit trail has it: ids with spaces between them. */
  before: Type.Optional(Type.String()),
  after: Type.Optional(Type.String()),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

export const AccountHistory = Type.Object({
  /** Newest first; of those that whoever asks may see. */
  entries: Type.Array(HistoryEntry),
  /** Where it goes on, and how far back it has looked by then; absent at the end. Earlier ones may follow even where it has none. */
  next: Type.Optional(Type.Integer()),
  lookedBackTo: Type.Optional(Type.Integer()),
});
export type AccountHistory = Static<typeof AccountHistory>;

const change = {
  method: 'POST',
  access: 'support',
  request: WithReason,
  answer: SupportedAccount,
  problems: ['not-found'],
} as const;

export const supportApi = {
  search: endpoint({
    method: 'POST',
    path: '/api/support/accounts/search',
    access: 'people',
    request: SearchAccounts,
    answer: FoundPeople,
  }),
  find: endpoint({
    method: 'POST',
    path: '/api/support/accounts/find',
    access: 'people',
    request: FindAccount,
    answer: FoundAccount,
  }),
  /** What was done to an account, and by whom. */
  history: endpoint({
    method: 'POST',
    path: '/api/support/accounts/history',
    access: 'support',
    request: AskHistory,
    answer: AccountHistory,
    problems: ['not-found'],
  }),
  unlock: endpoint({ ...change, path: '/api/support/accounts/unlock' }),
  signOut: endpoint({ ...change, path: '/api/support/accounts/sign-out', request: SignOut }),
  /** Whether the caller is the owner, by the code that was mailed to them; see `verifyOwner` of the accounts' API. */
  verify: endpoint({
    method: 'POST',
    path: '/api/support/accounts/verify',
    access: 'support',
    request: OwnersCode,
    answer: Type.Object({ verified: Type.Boolean() }),
    problems: ['not-found'],
  }),
};

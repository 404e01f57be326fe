import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

/** Looking through the audit trail, with names beside the ids [R4]. */

const closed = { additionalProperties: false } as const;
const { termCharacters, pageEntries } = limits.auditSearch;

const Day = Type.String({ format: 'date', description: 'calendar date of the clinic' });

export const TrailQuery = Type.Object(
  {
    /** The first and the last day. */
    from: Day,
    to: Day,
    /** The beginning of an event's name: `sign-in` finds all of them. */
    event: Type.Optional(Type.String({ maxLength: termCharacters })),
    /** A username: what that person did, and what was done to their account. */
    person: Type.Optional(Type.String({ maxLength: termCharacters })),
    /** Goes on below this entry: `next` of the page before. */
    below: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Integer({ minimum: 1, maximum: pageEntries }),
  },
  closed,
);
export type TrailQuery = Static<typeof TrailQuery>;

export const FoundEntry = Type.Object({
  n: Type.Integer(),
  /** Milliseconds since 1970. */
  at: Type.Integer(),
  event: Type.String(),
  /** The id of the account that it is about, and its username, where there still is one. */
  account: Type.Optional(Type.String()),
  username: Type.Optional(Type.String()),
  workstation: Type.Optional(Type.String()),
  /** As it was enrolled. */
  workstationName: Type.Optional(Type.String()),
  /** Of the network, where the settings want it. */
  address: Type.Optional(Type.String()),
  /** Ids of accounts in it are followed by their usernames. */
  detail: Type.Record(Type.String(), Type.String()),
});
export type FoundEntry = Static<typeof FoundEntry>;

export const trailSearchApi = {
  search: endpoint({
    method: 'POST',
    path: '/api/audit/search',
    access: 'administrator',
    request: TrailQuery,
    answer: Type.Object({
      /** Newest first. */
      entries: Type.Array(FoundEntry),
      /** Where it goes on; absent at the end. There may be more even where nothing was found so far. */
      next: Type.Optional(Type.Integer()),
      /** How far back it has looked by then. */
      lookedBackTo: Day,
    }),
  }),
};

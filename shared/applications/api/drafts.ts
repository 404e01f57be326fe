import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

const closed = { additionalProperties: false } as const;

/** What a person has typed into one form of a bundled application and not sent yet [T4]. */
export const Draft = Type.Object(
  {
    fields: Type.Record(
      Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,63}$' }),
      Type.String({ maxLength: limits.drafts.fieldCharacters }),
      // Names that do not match the pattern are refused, too.
      { ...closed, maxProperties: limits.drafts.fields },
    ),
  },
  closed,
);
export type Draft = Static<typeof Draft>;

/** One of the application's `draftForms`. */
const DraftParams = Type.Object({ form: Type.String({ maxLength: 64 }) }, closed);

export const draftsApi = {
  read: endpoint({
    method: 'GET',
    path: '/api/drafts/:form',
    access: 'signed-in',
    params: DraftParams,
    answer: Draft,
    orNothing: true,
  }),
  keep: endpoint({
    method: 'PUT',
    path: '/api/drafts/:form',
    access: 'signed-in',
    params: DraftParams,
    request: Draft,
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/api/drafts/:form',
    access: 'signed-in',
    params: DraftParams,
  }),
};

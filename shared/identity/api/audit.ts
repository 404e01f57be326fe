import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';
import { eventName, serviceProblems } from './services.ts';

/** What applications write into the audit trail [J2, R4]. */

const closed = { additionalProperties: false } as const;
const { eventCharacters, tokenCharacters, ids } = limits.applicationEntries;

export const ApplicationEntry = Type.Object(
  {
    /** One of those that the application is registered with. */
    event: Type.String({ maxLength: eventCharacters, pattern: eventName }),
    /** Of the person who did it, as this application got it when they signed on: it proves who, and at which workstation. */
    accessToken: Type.String({ minLength: 1, maxLength: tokenCharacters }),
    /** Ids of what it was done to, by their kind. */
    about: Type.Optional(Type.Record(Type.String(), Type.String(), { maxProperties: ids })),
  },
  closed,
);
export type ApplicationEntry = Static<typeof ApplicationEntry>;

export const auditApi = {
  record: endpoint({
    method: 'POST',
    path: '/api/audit/entries',
    access: 'audit',
    request: ApplicationEntry,
    problems: [...serviceProblems, 'not-signed-on'],
  }),
};

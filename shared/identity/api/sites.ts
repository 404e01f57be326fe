import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

/** The sites of a clinic, as administrators keep them [R3]. */

const closed = { additionalProperties: false } as const;

const id = Type.String({ minLength: 1, maxLength: limits.import.siteIdCharacters });

/** What a site is called, and by which id everything else knows it, for good. */
export const NamedSite = Type.Object(
  { id, name: Type.String({ minLength: 1, maxLength: limits.import.nameCharacters }) },
  closed,
);
export type NamedSite = Static<typeof NamedSite>;

export const KeptSite = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** A closed one is given to nobody any more; whoever has it keeps it until somebody changes that. */
  closed: Type.Boolean(),
  /** How many accounts have it. */
  people: Type.Integer({ minimum: 0 }),
});
export type KeptSite = Static<typeof KeptSite>;

const answer = Type.Array(KeptSite);

export const sitesApi = {
  /** All accounts are looked through. */
  list: endpoint({ method: 'GET', path: '/api/sites', access: 'administrator', answer }),
  create: endpoint({
    method: 'POST',
    path: '/api/sites',
    access: 'administrator',
    request: NamedSite,
    answer,
    problems: ['site-refused'],
  }),
  /** Everybody who has it has it under the new name from then on. */
  rename: endpoint({
    method: 'POST',
    path: '/api/sites/rename',
    access: 'administrator',
    request: NamedSite,
    answer,
    problems: ['not-found'],
  }),
  setClosed: endpoint({
    method: 'POST',
    path: '/api/sites/closed',
    access: 'administrator',
    request: Type.Object({ id, closed: Type.Boolean() }, closed),
    answer,
    problems: ['not-found'],
  }),
};

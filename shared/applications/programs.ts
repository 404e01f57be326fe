import { type Static, Type } from 'typebox';

/** What vaccine is given under: a site is enrolled for it, and orders for it. */
export const Program = Type.Enum(['COVID-19', 'TVFC', 'ASN']);
export type Program = Static<typeof Program>;

import { type Static, Type } from 'typebox';

/** In the order in which forms offer them: most orders are for TVFC. */
export const programs = ['TVFC', 'ASN', 'COVID-19'] as const;

/** What vaccine is given under: a site is enrolled for it, and orders for it. */
export const Program = Type.Enum([...programs]);
export type Program = Static<typeof Program>;

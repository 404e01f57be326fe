import { type Static, Type } from 'typebox';

/** What an application may do at the identity server by itself, by a token of its own (RFC 6749, 4.4) [J2]. */

export const serviceScopes = ['notices'] as const;
export type ServiceScope = (typeof serviceScopes)[number];

const closed = { additionalProperties: false } as const;

/** Of an application's registration: each scope that it has, with what that scope is limited to. What is not named is refused. */
export const Services = Type.Object({ notices: Type.Optional(Type.Literal(true)) }, closed);
export type Services = Static<typeof Services>;

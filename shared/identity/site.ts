import { type Static, Type } from 'typebox';

/** Where somebody works, or a system reports for. */
export const Site = Type.Object({ id: Type.String(), name: Type.String() });
export type Site = Static<typeof Site>;

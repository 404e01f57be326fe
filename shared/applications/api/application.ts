import { type Static, Type } from 'typebox';
import { roleIds } from '../../identity/roles.ts';
import { Site } from '../../identity/api/identity.ts';

const closed = { additionalProperties: false } as const;

/** What an application's pages know before anyone has signed in. */
export const ApplicationPlace = Type.Object({ training: Type.Boolean(), portal: Type.String() }, closed);
export type ApplicationPlace = Static<typeof ApplicationPlace>;

/** What each bundled application's pages know about who is here and where the way back leads. */
export const ApplicationContext = Type.Object(
  {
    caller: Type.Object(
      { username: Type.String(), name: Type.String(), roles: Type.Array(Type.Enum(roleIds)), sites: Type.Array(Site) },
      closed,
    ),
    training: Type.Boolean(),
    portal: Type.String(),
    links: Type.Object({ forms: Type.String(), userTraining: Type.String() }, closed),
  },
  closed,
);
export type ApplicationContext = Static<typeof ApplicationContext>;

/** Where signing out of one application continues, to end the session of all. */
export const SignedOut = Type.Object({ continue: Type.String() }, closed);
export type SignedOut = Static<typeof SignedOut>;

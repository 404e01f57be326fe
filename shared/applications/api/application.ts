import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { roleIds } from '../../identity/roles.ts';
import { Density, Language, Site } from '../../identity/api/identity.ts';
import { sessionApi } from '../../identity/api/session.ts';

/** What an application's pages know before anyone has signed in. */
export const ApplicationPlace = Type.Object({ training: Type.Boolean(), portal: Type.String() });
export type ApplicationPlace = Static<typeof ApplicationPlace>;

/** What each bundled application's pages know about who is here and where the way back leads. */
export const ApplicationContext = Type.Object({
  caller: Type.Object({
    username: Type.String(),
    name: Type.String(),
    roles: Type.Array(Type.Enum(roleIds)),
    sites: Type.Array(Site),
    language: Type.Optional(Language),
    density: Type.Optional(Density),
  }),
  training: Type.Boolean(),
  /** What the clinic is called, where that is known. */
  clinic: Type.Optional(Type.String()),
  portal: Type.String(),
  links: Type.Object({ forms: Type.String(), userTraining: Type.String() }),
});
export type ApplicationContext = Static<typeof ApplicationContext>;

/** Where signing out of one application continues, to end the session of all. */
export const SignedOut = Type.Object({ continue: Type.String() });
export type SignedOut = Static<typeof SignedOut>;

/** What every bundled application's server has. */
export const applicationApi = {
  place: endpoint({ method: 'GET', path: '/api/place', access: 'anyone', answer: ApplicationPlace }),
  session: endpoint({ method: 'GET', path: '/api/session', access: 'signed-in', answer: ApplicationContext }),
  signOut: endpoint({ method: 'POST', path: '/api/sign-out', access: 'signed-in', answer: SignedOut }),
  /** The identity server's, passed on. */
  reportActivity: endpoint({
    ...sessionApi.reportActivity,
    access: 'own-session',
    problems: ['sign-in-required', 'portal-unreachable'],
  }),
};

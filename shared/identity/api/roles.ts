import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';
import { roleIds } from '../roles.ts';
import { serviceProblems } from './services.ts';

/** What applications tell of people's roles [J2]. */

export const RoleChange = Type.Object(
  {
    /** The `sub` of a person, or `username` in its place. */
    account: Type.Optional(Type.String({ minLength: 1, maxLength: limits.roleChanges.idCharacters })),
    /** Of somebody whom the application knows by what they sign in with, because they have not come to it yet. */
    username: Type.Optional(Type.String({ minLength: 1, maxLength: limits.roleChanges.idCharacters })),
    /** Ids of sites: nobody is meant who works for none of them, so that nobody reaches, or finds out about, other people. */
    sites: Type.Optional(
      Type.Array(Type.String({ maxLength: limits.roleChanges.idCharacters }), { maxItems: limits.roleChanges.sites }),
    ),
    /** One of those that the application is registered for. */
    role: Type.Enum(roleIds),
    change: Type.Enum(['give', 'take']),
  },
  { additionalProperties: false },
);
export type RoleChange = Static<typeof RoleChange>;

export const rolesApi = {
  change: endpoint({
    method: 'POST',
    path: '/api/roles',
    access: 'roles',
    request: RoleChange,
    problems: serviceProblems,
  }),
};

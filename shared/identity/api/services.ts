import { Type } from 'typebox';
import { type Role, roleIds } from '../roles.ts';

/** What an application may do at the identity server by itself, by a token of its own (RFC 6749, 4.4) [J2]. */

export const serviceScopes = ['notices', 'audit', 'roles'] as const;
export type ServiceScope = (typeof serviceScopes)[number];

/** What an application writes into the audit trail: names of events, each with the kinds of record whose ids it names. */
export type ApplicationEvents = Readonly<Record<string, readonly string[]>>;

/** Of an application's registration: each scope that it has, with what that scope is limited to. What is not named is refused. */
export interface Services {
  readonly notices?: true;
  readonly audit?: { readonly events: ApplicationEvents };
  /** Those that it may give and take. */
  readonly roles?: { readonly may: readonly Role[] };
}

/** Whoever runs the portal is named in the portal, and by no application. */
const ofThePortal: readonly Role[] = ['administrator', 'customer-support'];
const rolesOfApplications = roleIds.filter((role) => !ofThePortal.includes(role));

/** What every endpoint of an application's own may answer. */
export const serviceProblems = ['token-refused', 'scope-refused', 'too-many-calls'] as const;

const closed = { additionalProperties: false } as const;
const words = '[a-z]{1,32}(-[a-z]{1,32}){0,3}';
export const eventName = `^${words}[.]${words}$`;
const kindName = `^${words}$`;

/** The same in a server's settings. */
export const ServiceSettings = Type.Object(
  {
    notices: Type.Optional(Type.Literal(true)),
    audit: Type.Optional(
      Type.Object(
        {
          events: Type.Record(Type.String({ pattern: eventName }), Type.Array(Type.String({ pattern: kindName })), {
            ...closed,
            minProperties: 1,
          }),
        },
        closed,
      ),
    ),
    roles: Type.Optional(
      Type.Object({ may: Type.Array(Type.Enum(rolesOfApplications), { minItems: 1, uniqueItems: true }) }, closed),
    ),
  },
  closed,
);

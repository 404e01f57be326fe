import { type Static, Type } from 'typebox';
import { type Role, roleIds } from '../roles.ts';
import { Site } from '../site.ts';

/** What an application may do at the identity server by itself, by a token of its own (RFC 6749, 4.4) [J2]. */

/** Those of the identity server itself. */
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
  /** What it may ask of the portal's applications: scopes that their manifests offer, and the sites that it works for. */
  readonly applications?: ApplicationCalls;
}

/** `all` is for an application of the product itself, which looks to that. */
export interface ApplicationCalls {
  readonly scopes: readonly string[];
  readonly sites?: 'all' | readonly Site[];
}

/** Whether one of them opens what a scope opens: it itself, or, as SMART spells it, the one for every kind of resource. */
export function isOpenedBy(granted: readonly string[], scope: string): boolean {
  return granted.includes(scope) || granted.includes(scope.replace(/^system\/[A-Za-z]+(?=\.)/, 'system/*'));
}

/** What an application learns of a token that was sent to it (RFC 7662), beside that standard's own members. */
export const CallerOfApplication = Type.Object({
  active: Type.Literal(true),
  client_id: Type.String(),
  client_name: Type.String(),
  scope: Type.String(),
  sites: Type.Union([Type.Literal('all'), Type.Array(Site)]),
});
export type CallerOfApplication = Static<typeof CallerOfApplication>;

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
    applications: Type.Optional(
      Type.Object(
        {
          scopes: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, uniqueItems: true }),
          sites: Type.Optional(Type.Array(Site, { minItems: 1 })),
        },
        closed,
      ),
    ),
  },
  closed,
);

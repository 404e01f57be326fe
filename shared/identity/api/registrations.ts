import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';

/** The applications that sign people on here, as administrators see them: never with a secret. */

export const Registration = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Part of this product. */
  bundled: Type.Boolean(),
  /** Scopes: what it may ask for when people sign on, and for itself. */
  scopes: Type.Array(Type.String()),
  redirectUris: Type.Array(Type.String()),
  postLogoutRedirectUris: Type.Array(Type.String()),
  backchannelLogoutUri: Type.Optional(Type.String()),
  tokenEndpointAuthMethod: Type.String(),
  idTokenSignedResponseAlg: Type.String(),
  /** Whether a request needs a code challenge (RFC 7636). */
  pkce: Type.Boolean(),
});
export type Registration = Static<typeof Registration>;

export const Registered = Type.Object({
  issuer: Type.String(),
  discovery: Type.String(),
  registrations: Type.Array(Registration),
});
export type Registered = Static<typeof Registered>;

/** What became of one address that was tried. */
export const connectionOutcomes = [
  'reached',
  'no-such-page',
  'failing',
  'name-unknown',
  'refused',
  'certificate-untrusted',
  'certificate-other-name',
  'certificate-over',
  'no-answer',
  'unreachable',
] as const;
export type ConnectionOutcome = (typeof connectionOutcomes)[number];

export const ConnectionResult = Type.Object({
  what: Type.Enum(['redirect', 'post-logout', 'backchannel-logout']),
  address: Type.String(),
  outcome: Type.Enum([...connectionOutcomes]),
  /** Of the answer, where there was one. */
  status: Type.Optional(Type.Integer()),
});
export type ConnectionResult = Static<typeof ConnectionResult>;

export const registrationsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/registrations',
    access: 'administrator',
    answer: Registered,
  }),
  test: endpoint({
    method: 'POST',
    path: '/api/registrations/:id/test',
    access: 'administrator',
    params: Type.Object({ id: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
    answer: Type.Object({ results: Type.Array(ConnectionResult) }),
    problems: ['not-found'],
  }),
};

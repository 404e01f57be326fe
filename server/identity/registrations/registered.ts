import type { Registered, Registration } from '../../../shared/identity/api/registrations.ts';
import type { IdentityContext } from '../context.ts';
import type { RegisteredClient } from '../oidc/clients.ts';

/** The applications that sign people on here, and what they are to be set up with. */
export function registered({ clients, origin }: Pick<IdentityContext, 'clients' | 'origin'>): Registered {
  return {
    issuer: origin,
    discovery: `${origin}/.well-known/openid-configuration`,
    registrations: clients.map(registrationOf),
  };
}

/** Field by field, so that nothing that is added to the metadata comes along: a secret stands among it. */
function registrationOf({ id, name, launched, metadata, signing, withoutPkce }: RegisteredClient): Registration {
  const { backchannel_logout_uri: backchannel } = metadata;
  return {
    id,
    name,
    bundled: launched?.bundled ?? false,
    scopes: (metadata.scope ?? '').split(' ').filter(Boolean),
    redirectUris: [...(metadata.redirect_uris ?? [])],
    postLogoutRedirectUris: [...(metadata.post_logout_redirect_uris ?? [])],
    ...(typeof backchannel === 'string' && { backchannelLogoutUri: backchannel }),
    tokenEndpointAuthMethod: metadata.token_endpoint_auth_method ?? 'client_secret_basic',
    idTokenSignedResponseAlg: signing,
    pkce: !withoutPkce,
  };
}

import { type Registration, registrationsApi } from '../../../shared/identity/api/registrations.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import type { RegisteredClient } from '../oidc/clients.ts';
import { testConnection } from './connection-test.ts';

/** Administrators see which applications sign people on here, and try whether they can be reached [J2]. */
export function registrationRoutes(app: HttpServer, context: IdentityContext): void {
  const { clients, origin, audit } = context;

  serve(app, registrationsApi.list, () => ({
    issuer: origin,
    discovery: `${origin}/.well-known/openid-configuration`,
    registrations: clients.map(registrationOf),
  }));

  serve(app, registrationsApi.test, async (request) => {
    const client = clients.find(({ id }) => id === request.params.id);
    if (client === undefined) throw new Problem('not-found', { detail: 'No such application is registered.' });
    const { account, session } = callerOf(request);
    const detail = { application: client.id };
    await audit.record({ event: 'application.tested', account: account.id, workstation: session.workstation, detail });
    return { results: await testConnection(client) };
  });
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

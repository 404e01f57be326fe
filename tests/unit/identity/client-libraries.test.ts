import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import * as openidClient from 'openid-client';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { startTraining } from '../../support/deployment.ts';
import { RelyingParty } from '../../support/relying-party.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor } from '../../support/visitor.ts';

// Two libraries that other people's applications use. They check what they are told, each in its own way.

async function withParty() {
  const party = await RelyingParty.start();
  onTestFinished(() => party.close());
  // The libraries hold what they are told against the real time.
  const { portal } = await startTraining({ clock: systemClock, settings: { clients: [party.settings] } });
  party.issuer = new URL(portal).origin;
  return { party, visitor: await signedInVisitor(portal, 'maria.garcia') };
}

test('[J1] with openid-client: discovery, sign-on, who it is, refresh, introspection, revocation and sign-out', async () => {
  const { party, visitor } = await withParty();
  const { id, secret } = party.settings;
  const options = { execute: [openidClient.allowInsecureRequests] };
  const configuration = await openidClient.discovery(new URL(party.issuer), id, secret, undefined, options);
  const pkceCodeVerifier = openidClient.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [openidClient.randomState(), openidClient.randomNonce()];
  const url = openidClient.buildAuthorizationUrl(configuration, {
    redirect_uri: party.redirectUri,
    scope: 'openid profile email offline_access',
    prompt: 'consent',
    max_age: '60',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await openidClient.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const { way } = await visitor.visit(url.href);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 60, idTokenExpected: true };
  const tokens = await openidClient.authorizationCodeGrant(configuration, way.at(-1)!, checks);
  const { sub } = tokens.claims()!;
  const person = await openidClient.fetchUserInfo(configuration, tokens.access_token, sub);
  expect(person).toMatchObject({ sub, preferred_username: 'maria.garcia' });
  const renewed = await openidClient.refreshTokenGrant(configuration, tokens.refresh_token!);
  const isActive = async () => (await openidClient.tokenIntrospection(configuration, renewed.access_token)).active;
  expect(await isActive()).toBe(true);
  await openidClient.tokenRevocation(configuration, renewed.refresh_token!);
  expect(await isActive()).toBe(false);

  const [bye] = party.settings.postLogoutRedirectUris!;
  const end = { id_token_hint: tokens.id_token!, post_logout_redirect_uri: bye!, state: 'bye' };
  const endUrl = openidClient.buildEndSessionUrl(configuration, end);
  expect((await visitor.visit(endUrl.href)).way.at(-1)!.href).toBe(`${bye}?state=bye`);
  expect((await visitor.send('GET', '/api/session')).status).toBe(401);
});

test('[J1] with oidc-client-ts: sign-on, who it is, a silent sign-on, refresh and sign-out', async () => {
  const { party, visitor } = await withParty();
  const { id, secret } = party.settings;
  const client = new OidcClient({
    authority: party.issuer,
    client_id: id,
    client_secret: secret!,
    client_authentication: 'client_secret_basic',
    redirect_uri: party.redirectUri,
    post_logout_redirect_uri: party.settings.postLogoutRedirectUris![0]!,
    scope: 'openid profile email offline_access',
    loadUserInfo: true,
    filterProtocolClaims: false,
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });
  const signOn = async (how: Parameters<typeof client.createSigninRequest>[0]) => {
    const { url } = await client.createSigninRequest(how);
    return client.processSigninResponse((await visitor.visit(url)).way.at(-1)!.href);
  };
  const first = await signOn({ state: { place: 7 }, nonce: 'n-1' });
  expect(first.profile).toMatchObject({ preferred_username: 'maria.garcia' });
  expect(first.userState).toEqual({ place: 7 });
  expect((await signOn({ prompt: 'none', nonce: 'n-2' })).profile.sub).toBe(first.profile.sub);
  await expect(signOn({ prompt: 'none', max_age: 0 })).rejects.toMatchObject({ error: 'login_required' });

  // Asked for the password, because the application wants that.
  const { url } = await client.createSigninRequest({ prompt: 'login', login_hint: 'maria.garcia' });
  const asked = (await visitor.visit(url)).way.at(-1)!;
  expect(asked.searchParams.get('username')).toBe('maria.garcia');
  await visitor.send('POST', '/api/sign-in', { username: 'maria.garcia', password: trainingPassword, again: true });
  const back = (await visitor.visit(asked.searchParams.get('continue')!)).way.at(-1)!;
  const proved = await client.processSigninResponse(back.href);
  expect(proved.profile.auth_time).toBeGreaterThanOrEqual(first.profile.auth_time!);

  const { profile, id_token, scope, refresh_token } = proved;
  const held = { profile, id_token: id_token!, scope: scope!, refresh_token: refresh_token! };
  const renewed = await client.useRefreshToken({ state: { ...held, session_state: null } });
  expect(renewed.access_token).not.toBe(proved.access_token);
  const out = await client.createSignoutRequest({ id_token_hint: proved.id_token!, state: 'bye' });
  const left = (await visitor.visit(out.url)).way.at(-1)!;
  await client.processSignoutResponse(left.href);
  expect((await visitor.send('GET', '/api/session')).status).toBe(401);
});

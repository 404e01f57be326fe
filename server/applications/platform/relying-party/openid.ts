import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { Check } from 'typebox/schema';
import { CallerOfApplication } from '../../../../shared/identity/api/services.ts';
import type { Site } from '../../../../shared/identity/api/identity.ts';
import { localFetch } from '../../../../shared/contract/local-fetch.ts';
import { isLoopbackHost } from '../../../../shared/contract/loopback.ts';
import { firstSpoken } from '../../../../shared/contract/languages.ts';
import type { Role } from '../../../../shared/identity/roles.ts';
import type { ApplicationSession } from './session.ts';
import type { SignInAttempt } from './sign-in-attempts.ts';

type NewAttempt = Omit<SignInAttempt, 'begunAt'>;

export interface OpenIdSettings {
  /** The identity server's issuer identifier. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** The application's side of OpenID Connect: authorization code with PKCE, ES256, nothing else. */
export class OpenIdClient {
  readonly #settings: OpenIdSettings;
  #discovered: Promise<client.Configuration> | undefined;

  constructor(settings: OpenIdSettings) {
    this.#settings = settings;
  }

  async beginSignIn(place: Pick<NewAttempt, 'returnTo' | 'leftBy'>): Promise<{ url: URL; attempt: NewAttempt }> {
    const attempt = {
      ...place,
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.#settings.redirectUri,
      scope: 'openid profile workstation',
      response_type: 'code',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt };
  }

  /** @param query what the identity server sent back, as it stands in the address */
  async completeSignIn(query: string, attempt: SignInAttempt): Promise<Omit<ApplicationSession, 'id'>> {
    const configuration = await this.#configuration();
    const tokens = await client.authorizationCodeGrant(configuration, new URL(query, this.#settings.redirectUri), {
      pkceCodeVerifier: attempt.codeVerifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const person = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    return {
      sid: claims['sid'] as string,
      idToken: tokens.id_token!,
      accessToken: tokens.access_token,
      caller: {
        accountId: claims.sub,
        username: person.preferred_username ?? claims.sub,
        name: person.name ?? claims.sub,
        roles: (person['roles'] ?? []) as Role[],
        sites: (person['sites'] ?? []) as unknown as Site[],
        workstation: person['workstation'] as string,
        interrupted: person['interrupted'] === true,
        language: firstSpoken([person.locale ?? '']),
      },
    };
  }

  /** For what the application does by itself (RFC 6749, 4.4). @throws where nobody can be asked, or it is not registered */
  async ownToken(scope: string): Promise<string> {
    return (await client.clientCredentialsGrant(await this.#configuration(), { scope })).access_token;
  }

  /** Whether the session that a token was given for still lasts (RFC 7662). @throws where nobody can be asked */
  async isActive(accessToken: string): Promise<boolean> {
    return (await client.tokenIntrospection(await this.#configuration(), accessToken)).active;
  }

  /** Whose token of its own another system has sent (RFC 7662); nobody's that may call this application, without one. */
  async callerOf(token: string): Promise<CallerOfApplication | undefined> {
    const answer = await client.tokenIntrospection(await this.#configuration(), token);
    return Check(CallerOfApplication, answer) ? answer : undefined;
  }

  /**
   * Calls the identity server's own interface for whoever the token was given to.
   * @throws where it cannot be reached
   */
  async call(path: string, accessToken: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${accessToken}` };
    return localFetch(new URL(path, this.#settings.issuer), { ...init, headers, redirect: 'error' });
  }

  /** Where to send a person to end the session of all applications (RP-initiated logout). */
  async endSessionUrl(idToken: string, returnTo: string): Promise<URL> {
    return client.buildEndSessionUrl(await this.#configuration(), {
      id_token_hint: idToken,
      post_logout_redirect_uri: returnTo,
    });
  }

  /** @returns the `sid` of a valid back-channel logout token @throws when it is not one */
  async verifyLogoutToken(token: string): Promise<string> {
    const metadata = (await this.#configuration()).serverMetadata();
    const { payload } = await jwtVerify(token, keysAt(metadata.jwks_uri!), {
      issuer: metadata.issuer,
      audience: this.#settings.clientId,
      algorithms: ['ES256'],
      typ: 'logout+jwt',
      requiredClaims: ['iat', 'jti', 'events', 'sid'],
    });
    const events = payload['events'] as Record<string, unknown>;
    if (!Object.hasOwn(events, logoutEvent) || payload['nonce'] !== undefined) throw new Error('not a logout token');
    return payload['sid'] as string;
  }

  /** Discovered at the first sign-in, and again if that failed: the identity server may start after this one. */
  async #configuration(): Promise<client.Configuration> {
    this.#discovered ??= this.#discover();
    try {
      return await this.#discovered;
    } catch (error) {
      this.#discovered = undefined;
      throw error;
    }
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const { hostname } = new URL(issuer);
    return client.discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: 'ES256' },
      client.ClientSecretBasic(clientSecret),
      {
        execute: isLoopbackHost(hostname) ? [client.allowInsecureRequests] : [],
        [client.customFetch]: (url, init) => localFetch(url, init as RequestInit),
      },
    );
  }
}

function keysAt(address: string): ReturnType<typeof createRemoteJWKSet> {
  return createRemoteJWKSet(new URL(address), { [customFetch]: localFetch });
}

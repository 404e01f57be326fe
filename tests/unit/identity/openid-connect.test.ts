import { createHash, randomBytes } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { Keys } from '../../../server/keys/keys.ts';
import { startTraining } from '../../support/deployment.ts';
import { signedInVisitor } from '../../support/visitor.ts';

// A client that is not ours: it knows the standard, the discovery document and its own registration, nothing else.

async function startForStranger() {
  const masterKey = randomBytes(32);
  const { portal, applications } = await startTraining({ masterKey });
  const issuer = new URL(portal).origin;
  const metadata = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>;
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = new URL('/sign-in/callback', applications.vaos).href;
  const secret = new Keys(masterKey).derive('client/vaos').toString('base64url');
  const authorize = (changes: Record<string, string> = {}) =>
    `${metadata['authorization_endpoint']}?${new URLSearchParams({
      client_id: 'vaos',
      response_type: 'code',
      scope: 'openid profile',
      redirect_uri: redirectUri,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    })}`;
  const redeem = async (code: string, changes: Record<string, string> = {}) => {
    const response = await fetch(metadata['token_endpoint']!, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`vaos:${secret}`).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...changes,
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  /** Follows the authorization until the browser would be back at the client. */
  const obtainCode = async (changes: Record<string, string> = {}) => {
    let address = authorize(changes);
    for (;;) {
      const location = (await visitor.send('GET', address)).headers.get('location')!;
      const next = new URL(location, portal);
      if (next.origin !== issuer) return next.searchParams.get('code')!;
      address = next.href;
    }
  };
  return { issuer, metadata, authorize, redeem, obtainCode, visitor };
}

test('[S1] discovery names the issuer and its endpoints at the portal’s own address', async () => {
  const { issuer, metadata } = await startForStranger();
  expect(metadata['issuer']).toBe(issuer);
  for (const name of [
    'authorization_endpoint',
    'token_endpoint',
    'userinfo_endpoint',
    'jwks_uri',
    'end_session_endpoint',
  ]) {
    expect(new URL(metadata[name]!).origin, name).toBe(issuer);
  }
  expect(metadata['id_token_signing_alg_values_supported']).toEqual(['ES256']);
  expect(metadata['code_challenge_methods_supported']).toEqual(['S256']);
  const { keys } = (await (await fetch(metadata['jwks_uri']!)).json()) as { keys: Record<string, string>[] };
  expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256' });
  expect(keys[0]).not.toHaveProperty('d');
});

test('[S1] a code buys an ES256 ID token and an opaque access token, once', async () => {
  const { redeem, obtainCode, metadata } = await startForStranger();
  const code = await obtainCode();
  const { status, body } = await redeem(code);
  expect(status).toBe(200);
  expect(decodeProtectedHeader(body['id_token']!).alg).toBe('ES256');
  expect(body['access_token']).not.toContain('.');
  const person = await fetch(metadata['userinfo_endpoint']!, {
    headers: { authorization: `Bearer ${body['access_token']}` },
  });
  expect(await person.json()).toMatchObject({ preferred_username: 'maria.garcia' });

  expect((await redeem(code)).body['error']).toBe('invalid_grant');
});

test('[S1] of sixteen uses of one code at the same moment exactly one succeeds', async () => {
  const { redeem, obtainCode } = await startForStranger();
  const code = await obtainCode();
  const outcomes = await Promise.all(Array.from({ length: 16 }, () => redeem(code)));
  expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('[S1] an access token stays good while its person signs on again and again', async () => {
  const { redeem, obtainCode, metadata } = await startForStranger();
  const { body } = await redeem(await obtainCode());
  const done = new AbortController();
  const used: number[] = [];
  const use = async () => {
    while (!done.signal.aborted) {
      const headers = { authorization: `Bearer ${body['access_token']}` };
      used.push((await fetch(metadata['userinfo_endpoint']!, { headers })).status);
    }
  };
  const using = Promise.all([use(), use()]);
  for (let round = 0; round < 5; round++) await obtainCode({ prompt: 'consent' });
  done.abort();
  await using;
  expect(new Set(used)).toEqual(new Set([200]));
});

test('[S1] a code without its verifier, or an authorization without a challenge, is refused', async () => {
  const { redeem, obtainCode, authorize, visitor } = await startForStranger();
  expect((await redeem(await obtainCode(), { code_verifier: 'x'.repeat(43) })).body['error']).toBe('invalid_grant');
  const location = (
    await visitor.send('GET', authorize({ code_challenge: '', code_challenge_method: '' }))
  ).headers.get('location');
  expect(new URL(location!).searchParams.get('error')).toBe('invalid_request');
});

test('[S1] an unknown redirect address gets a page, never a redirect', async () => {
  const { authorize, visitor } = await startForStranger();
  const response = await visitor.send('GET', authorize({ redirect_uri: 'http://evil.example/callback' }));
  expect(response.status).toBe(400);
  expect(response.headers.get('location')).toBeNull();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('[S2] asking without a prompt says that sign-in is needed, and signing out ends the access token', async () => {
  const { authorize, obtainCode, redeem, metadata, visitor } = await startForStranger();
  const { body } = await redeem(await obtainCode());
  await visitor.send('POST', '/api/sign-out');
  const person = await fetch(metadata['userinfo_endpoint']!, {
    headers: { authorization: `Bearer ${body['access_token']}` },
  });
  expect(person.status).toBe(401);
  const location = (await visitor.send('GET', authorize({ prompt: 'none' }))).headers.get('location');
  expect(new URL(location!).searchParams.get('error')).toBe('login_required');
});

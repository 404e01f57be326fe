import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, onTestFinished, test, vi } from 'vitest';
import { limits } from '../../../shared/contract/limits.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { claimsOf, RelyingParty, type Tokens } from '../../support/relying-party.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

// OpenID Connect Core 1.0, as a client that is not ours reads it: what a request may ask for, and what its answers say.

const minute = 60_000;

async function withParty(username = 'maria.garcia') {
  const party = await RelyingParty.start();
  onTestFinished(() => party.close());
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock, settings: { clients: [party.settings] } });
  party.issuer = new URL(portal).origin;
  const visitor = await signedInVisitor(portal, username);
  return { party, clock, portal, applications, visitor };
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

test('[J1] a request is answered with its state and a code, and the ID token has its nonce', async () => {
  const { party, visitor } = await withParty();
  const place = await party.authorize(visitor, { state: 'a/state+with=signs &' });
  expect(place.href.startsWith(`${party.redirectUri}?`)).toBe(true);
  expect(Object.fromEntries(place.searchParams)).toEqual({
    code: expect.any(String) as string,
    state: 'a/state+with=signs &',
    iss: party.issuer,
  });
  const { body } = await party.redeem(place.searchParams.get('code'));
  expect(claimsOf(body)).toMatchObject({ iss: party.issuer, aud: 'party', nonce: 'a nonce' });
});

test.each([
  ['an unknown response type', { response_type: 'nothing' }, 'unsupported_response_type'],
  ['none at all', { response_type: '' }, 'invalid_request'],
  ['a challenge that is missing', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
  ['a prompt that nobody knows', { prompt: 'sometimes' }, 'invalid_request'],
  ['“none” beside another prompt', { prompt: 'none login' }, 'invalid_request'],
  ['a max_age that is no number', { max_age: 'soon' }, 'invalid_request'],
  ['a request object', { request: 'a.b.c' }, 'request_not_supported'],
  ['an ID token that nobody gave', { id_token_hint: 'a.b.c' }, 'invalid_request'],
])('[J1] %s is answered at the client’s own address, with the state', async (_what, changes, error) => {
  const { party, visitor } = await withParty();
  const place = await party.authorize(visitor, changes);
  expect(place.origin + place.pathname).toBe(party.redirectUri);
  expect(Object.fromEntries(place.searchParams)).toMatchObject({ error, state: 'a state', iss: party.issuer });
});

test('[J1] auth_time is when the password was proved, also for a client that comes much later', async () => {
  const { party, clock, visitor } = await withParty();
  const proved = clock.now();
  clock.advance(10 * minute);
  expect(claimsOf(await party.signOn(visitor, { max_age: '3600' }))['auth_time']).toBe(seconds(proved));
});

test('[J1] an older proof than max_age allows is asked for again, by prompt=none with an error', async () => {
  const { party, clock, visitor } = await withParty();
  clock.advance(10 * minute);
  expect((await party.authorize(visitor, { max_age: '600' })).searchParams.has('code')).toBe(true);
  clock.advance(1000);
  const asked = await party.authorize(visitor, { max_age: '600' });
  expect(asked.pathname).toBe('/sign-in');
  expect(asked.searchParams.get('again')).toBe('password');
  const silent = await party.authorize(visitor, { max_age: '600', prompt: 'none' });
  expect(silent.searchParams.get('error')).toBe('login_required');

  clock.advance(minute);
  const again = { username: 'maria.garcia', password: trainingPassword, again: true };
  expect((await visitor.send('POST', '/api/sign-in', again)).status).toBe(200);
  const place = (await visitor.visit(asked.searchParams.get('continue')!)).way.at(-1)!;
  const { body } = await party.redeem(place.searchParams.get('code'));
  expect(claimsOf(body)['auth_time']).toBe(seconds(clock.now()));
});

test.each([{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '0' }, { prompt: 'login consent' }])(
  '[J1] %j asks a person who is signed in for the password, and everything that is open goes on',
  async (changes) => {
    const { party, clock, visitor, applications } = await withParty();
    await visitor.visit(applications.vaos);
    clock.advance(minute);
    const asked = await party.authorize(visitor, changes);
    expect(asked.pathname).toBe('/sign-in');
    const back = asked.searchParams.get('continue')!;
    // Without the password nothing has changed.
    expect((await visitor.visit(back)).way.at(-1)!.pathname).toBe('/sign-in');
    const wrong = { username: 'maria.garcia', password: 'Not-The-Password-1', again: true };
    expect((await visitor.send('POST', '/api/sign-in', wrong)).status).toBe(401);
    expect((await visitor.visit(back)).way.at(-1)!.pathname).toBe('/sign-in');

    await visitor.send('POST', '/api/sign-in', { ...wrong, password: trainingPassword });
    const place = (await visitor.visit(back)).way.at(-1)!;
    const { body } = await party.redeem(place.searchParams.get('code'));
    expect(claimsOf(body)['auth_time']).toBe(seconds(clock.now()));
    expect((await visitor.send('GET', new URL('/api/session', applications.vaos).href)).status).toBe(200);
  },
);

test('[J1] whoever signs in as somebody else where the password was asked for again ends what was open', async () => {
  const { visitor, applications } = await withParty();
  await visitor.visit(applications.vaos);
  const another = { username: 'john.smith', password: trainingPassword, again: true };
  expect((await visitor.send('POST', '/api/sign-in', another)).status).toBe(200);
  const session = (await (await visitor.send('GET', '/api/session')).json()) as { account: { username: string } };
  expect(session.account.username).toBe('john.smith');
  expect((await visitor.send('GET', new URL('/api/session', applications.vaos).href)).status).toBe(401);
});

test('[J1] consent is implied: prompt=consent goes through, with offline_access too', async () => {
  const { party, visitor } = await withParty();
  const tokens = await party.signOn(visitor, { prompt: 'consent', scope: 'openid profile offline_access' });
  expect((await party.refresh(tokens.refresh_token)).status).toBe(200);
});

test('[J1] login_hint fills in the username, and prompt=none never asks', async () => {
  const { party, portal } = await withParty();
  const stranger = new Visitor(portal);
  const asked = await party.authorize(stranger, { login_hint: 'maria.garcia' });
  expect(asked.searchParams.get('username')).toBe('maria.garcia');
  const silent = await party.authorize(stranger, { login_hint: 'maria.garcia', prompt: 'none' });
  expect(silent.searchParams.get('error')).toBe('login_required');
});

test('[J1] prompt=none says of somebody with a step to do first that they have to be asked', async () => {
  const { party, portal } = await withParty();
  const visitor = new Visitor(portal);
  await visitor.signIn('john.smith');
  expect((await party.authorize(visitor, { prompt: 'none' })).searchParams.get('error')).toBe('interaction_required');
});

test('[J1] an ID token of another person gets nobody’s code but theirs', async () => {
  const { party, portal, visitor } = await withParty();
  const { id_token: id_token_hint } = await party.signOn(visitor);
  expect((await party.authorize(visitor, { id_token_hint })).searchParams.has('code')).toBe(true);

  const other = await signedInVisitor(portal, 'john.smith');
  const silent = await party.authorize(other, { id_token_hint, prompt: 'none' });
  expect(silent.searchParams.get('error')).toBe('login_required');
  const asked = await party.authorize(other, { id_token_hint });
  expect(asked.searchParams.get('again')).toBe('person');
  const back = asked.searchParams.get('continue')!;
  await other.signIn('john.smith');
  expect((await other.visit(back)).way.at(-1)!.searchParams.get('error')).toBe('login_required');
  await other.signIn('maria.garcia');
  expect((await other.visit(back)).way.at(-1)!.searchParams.has('code')).toBe(true);
});

test('[J1] a form of another site may send the request', async () => {
  const { party, visitor } = await withParty();
  const [address, query] = party.authorizeUrl().split('?');
  const from = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
  // As browsers do, without cookies: they travel with the redirect.
  const posted = await fetch(address!, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...from, 'content-type': 'application/x-www-form-urlencoded' },
    body: query!,
  });
  expect(posted.status).toBe(303);
  const { way } = await visitor.visit(new URL(posted.headers.get('location')!, party.issuer).href);
  expect(way.at(-1)!.searchParams.has('code')).toBe(true);
  // Nothing else may be sent from there.
  for (const path of ['/oidc/end-session/confirm', '/api/sign-out', '/api/sign-in']) {
    expect((await fetch(party.issuer + path, { method: 'POST', headers: from })).status, path).toBe(403);
  }
});

test('[J1] a resource that a library names by itself changes nothing, and nothing of the server’s library is on the console', async () => {
  const said = (['info', 'warn'] as const).map((level) => vi.spyOn(console, level));
  onTestFinished(() => said.forEach((each) => each.mockRestore()));
  const { party, visitor } = await withParty();
  const resource = 'https://graph.example';
  const place = await party.authorize(visitor, { resource });
  const { status, body } = await party.redeem(place.searchParams.get('code'), { resource });
  expect([status, claimsOf(body).aud]).toEqual([200, 'party']);
  const userInfoFrom = (origin: string) =>
    fetch(`${party.issuer}/oidc/userinfo`, { headers: { origin, authorization: `Bearer ${body.access_token}` } });
  const own = await userInfoFrom(new URL(party.redirectUri).origin);
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([
    200,
    new URL(party.redirectUri).origin,
  ]);
  const foreign = await userInfoFrom('https://elsewhere.example');
  expect([foreign.status, ((await foreign.json()) as { error: string }).error]).toEqual([400, 'invalid_request']);
  for (const each of said) expect(each).not.toHaveBeenCalled();
});

test('[J1] form_post brings the answer, and only this client’s address is let through', async () => {
  const { party, visitor } = await withParty();
  const answer = await visitor.send('GET', party.authorizeUrl({ response_mode: 'form_post' }));
  expect(answer.headers.get('content-security-policy')).toContain(
    `form-action 'self' ${new URL(party.redirectUri).origin};`,
  );
  expect(await answer.text()).toContain(`action="${party.redirectUri}"`);
  const refused = await visitor.send('GET', party.authorizeUrl({ response_mode: 'form_post', prompt: 'sometimes' }));
  expect(refused.headers.get('content-security-policy')).toContain(new URL(party.redirectUri).origin);
  const foreign = { response_mode: 'form_post', redirect_uri: 'https://evil.example/callback' };
  const evil = await visitor.send('GET', party.authorizeUrl(foreign));
  expect(evil.status).toBe(400);
  expect(evil.headers.get('content-security-policy')).toContain("form-action 'self';");
});

test('[J1] sites are told as ids too, for clients that read no objects', async () => {
  const { party, visitor } = await withParty();
  const person = (await (await party.userInfo(await party.signOn(visitor))).json()) as Record<string, unknown>;
  expect(person['site_ids']).toEqual((person['sites'] as { id: string }[]).map(({ id }) => id));
  expect(person['site_ids']).not.toHaveLength(0);
});

test('[J1] a client that wants RS256 gets it, signed by a key of its own, and the others keep ES256', async () => {
  const rsa = await RelyingParty.start({ idTokenSignedResponseAlg: 'RS256' });
  const usual = await RelyingParty.start({ id: 'usual', name: 'Usual' });
  onTestFinished(() => [rsa, usual].forEach((party) => party.close()));
  const { portal } = await startTraining({ settings: { clients: [rsa.settings, usual.settings] } });
  const issuer = new URL(portal).origin;
  const metadata = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    unknown
  >;
  expect(metadata['id_token_signing_alg_values_supported']).toEqual(['ES256', 'RS256']);
  const keys = createRemoteJWKSet(new URL(metadata['jwks_uri'] as string));
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  for (const [party, alg] of [
    [rsa, 'RS256'],
    [usual, 'ES256'],
  ] as const) {
    party.issuer = issuer;
    const { id_token } = await party.signOn(visitor);
    const verified = await jwtVerify(id_token, keys, { issuer, audience: party.settings.id, algorithms: [alg] });
    expect(verified.protectedHeader.alg).toBe(alg);
  }
});

test('[J1] a client that knows no PKCE may be registered so, and has to send a nonce then', async () => {
  const party = await RelyingParty.start({ pkce: 'optional' });
  onTestFinished(() => party.close());
  const { portal } = await startTraining({ settings: { clients: [party.settings] } });
  party.issuer = new URL(portal).origin;
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const without = { code_challenge: '', code_challenge_method: '' };
  const place = await party.authorize(visitor, without);
  const code = place.searchParams.get('code');
  // A verifier where there was no challenge was slipped in by somebody else.
  expect((await party.redeem(code)).body.error).toBe('invalid_grant');
  const another = (await party.authorize(visitor, without)).searchParams.get('code');
  expect((await party.redeem(another, { code_verifier: '' })).status).toBe(200);
  const bare = await party.authorize(visitor, { ...without, nonce: '' });
  expect(bare.searchParams.get('error')).toBe('invalid_request');
});

// Refreshing, and codes that come twice (RFC 9700, 4.14.2).

test('[J1] two windows of one application refresh each for itself, and one that is stopped stops no other', async () => {
  const { party, clock, visitor } = await withParty();
  const [one, other] = [await party.signOn(visitor), await party.signOn(visitor)];
  const renewed = (await party.refresh(one.refresh_token)).body;
  await party.refresh(renewed.refresh_token);
  clock.advance(minute);
  // Long after it was used: somebody has stolen it.
  expect((await party.refresh(one.refresh_token)).body.error).toBe('invalid_grant');
  expect((await party.userInfo(renewed)).status).toBe(401);
  expect((await party.userInfo(other)).status).toBe(200);
  expect((await party.refresh(other.refresh_token)).status).toBe(200);
});

test('[J1] a refresh whose answer was lost may be asked for again for a few seconds, until its successor is used', async () => {
  const { party, clock, visitor } = await withParty();
  const first = await party.signOn(visitor);
  await party.refresh(first.refresh_token);
  clock.advance(limits.tokens.usedAgainWithin - 1);
  const { status, body: second } = await party.refresh(first.refresh_token);
  expect(status).toBe(200);
  expect((await party.userInfo(second)).status).toBe(200);

  await party.refresh(second.refresh_token);
  expect((await party.refresh(first.refresh_token)).body.error).toBe('invalid_grant');
  expect((await party.userInfo(second)).status).toBe(401);
});

test('[J1] a refresh that comes again later than that ends its sign-on', async () => {
  const { party, clock, visitor } = await withParty();
  const first = await party.signOn(visitor);
  const { body: second } = await party.refresh(first.refresh_token);
  clock.advance(limits.tokens.usedAgainWithin);
  expect((await party.refresh(first.refresh_token)).body.error).toBe('invalid_grant');
  expect((await party.refresh(second.refresh_token)).body.error).toBe('invalid_grant');
});

test('[J1] three refreshes at the same moment all get tokens, and each set is good', async () => {
  const { party, visitor } = await withParty();
  const { refresh_token } = await party.signOn(visitor);
  const answers = await Promise.all([1, 2, 3].map(() => party.refresh(refresh_token)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  for (const { body } of answers) expect((await party.userInfo(body)).status).toBe(200);
});

test('[J1] a refresh token is good for its own client alone', async () => {
  const parties = [await RelyingParty.start(), await RelyingParty.start({ id: 'another', name: 'Another' })] as const;
  onTestFinished(() => parties.forEach((party) => party.close()));
  const { portal } = await startTraining({ settings: { clients: parties.map(({ settings }) => settings) } });
  const [party, another] = parties;
  for (const each of parties) each.issuer = new URL(portal).origin;
  const { refresh_token } = await party.signOn(await signedInVisitor(portal, 'maria.garcia'));
  expect((await another.refresh(refresh_token)).body.error).toBe('invalid_grant');
  expect((await party.refresh(refresh_token)).status).toBe(200);
});

test('[J1] a code that comes twice is refused; a moment later its tokens stay good, later they end', async () => {
  const { party, clock, visitor } = await withParty();
  const elsewhere = await party.signOn(visitor);
  const code = (await party.authorize(visitor)).searchParams.get('code');
  const { body: tokens } = await party.redeem(code);
  expect((await party.redeem(code)).body.error).toBe('invalid_grant');
  expect((await party.userInfo(tokens)).status).toBe(200);
  clock.advance(limits.tokens.usedAgainWithin);
  expect((await party.redeem(code)).body.error).toBe('invalid_grant');
  expect((await party.userInfo(tokens)).status).toBe(401);
  expect((await party.userInfo(elsewhere)).status).toBe(200);
});

test('[J1] revoking one window’s refresh token leaves the other windows alone', async () => {
  const { party, visitor } = await withParty();
  const [one, other]: Tokens[] = [await party.signOn(visitor), await party.signOn(visitor)];
  const { id, secret } = party.settings;
  await fetch(`${party.issuer}/oidc/revoke`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ token: one!.refresh_token }),
  });
  expect((await party.userInfo(one!)).status).toBe(401);
  expect((await party.userInfo(other!)).status).toBe(200);
});

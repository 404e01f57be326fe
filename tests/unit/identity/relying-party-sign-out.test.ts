import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { applicationIds } from '../../../shared/applications/applications.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { claimsOf, RelyingParty } from '../../support/relying-party.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

// OpenID Connect RP-Initiated Logout 1.0 and Back-Channel Logout 1.0, as a client that is not ours reads them.

async function withParty(without: ('backchannelLogoutUri' | 'postLogoutRedirectUris')[] = []) {
  const party = await RelyingParty.start();
  for (const setting of without) delete party.settings[setting];
  onTestFinished(() => party.close());
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock, settings: { clients: [party.settings] } });
  party.issuer = new URL(portal).origin;
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const isSignedIn = async () => (await visitor.send('GET', '/api/session')).status === 200;
  const bye = party.settings.postLogoutRedirectUris?.[0] ?? '';
  return { party, clock, portal, applications, visitor, isSignedIn, bye };
}

test('[J1][S1] one request with an ID token of this session ends it everywhere before anything is shown', async () => {
  const { party, visitor, applications, isSignedIn, bye } = await withParty();
  for (const id of applicationIds) await visitor.visit(applications[id]);
  const { id_token: id_token_hint, access_token } = await party.signOn(visitor);
  const request = { id_token_hint, post_logout_redirect_uri: bye, state: 'a state' };
  const answer = await visitor.send('GET', party.endSessionUrl(request));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe(`${bye}?state=a+state`);
  expect(await isSignedIn()).toBe(false);
  expect((await party.userInfo({ access_token })).status).toBe(401);
  for (const id of applicationIds) {
    expect((await visitor.send('GET', new URL('/api/session', applications[id]).href)).status, id).toBe(401);
  }
  // Told by the time the browser is.
  expect(party.arrived.filter(({ url }) => url.pathname === '/backchannel')).toHaveLength(1);
});

test('[J1] without an address to go back to, the portal says that it is done', async () => {
  const { party, visitor, isSignedIn } = await withParty(['postLogoutRedirectUris']);
  const { id_token: id_token_hint } = await party.signOn(visitor);
  const { response } = await visitor.visit(party.endSessionUrl({ id_token_hint }));
  expect(await response.text()).toContain('You are signed out');
  expect(await isSignedIn()).toBe(false);
});

test('[J1] a client without back-channel logout signs people out in one step too', async () => {
  const { party, visitor, isSignedIn } = await withParty(['backchannelLogoutUri']);
  const tokens = await party.signOn(visitor);
  expect(claimsOf(tokens)['sid']).toEqual(expect.any(String));
  await visitor.send('GET', party.endSessionUrl({ id_token_hint: tokens.id_token }));
  expect(await isSignedIn()).toBe(false);
});

test('[J1] an ID token whose time is over still signs out the session that it was given in', async () => {
  const { party, visitor, clock, isSignedIn } = await withParty();
  const { id_token: id_token_hint } = await party.signOn(visitor);
  for (let minutes = 0; minutes < 40; minutes += 10) {
    clock.advance(10 * 60_000);
    await visitor.send('POST', '/api/session/activity', { lastInputAt: clock.now() });
  }
  await visitor.send('GET', party.endSessionUrl({ id_token_hint }));
  expect(await isSignedIn()).toBe(false);
});

test('[J1] a form of another site may send the request', async () => {
  const { party, visitor, isSignedIn, bye } = await withParty();
  const { id_token: id_token_hint } = await party.signOn(visitor);
  const posted = await fetch(`${party.issuer}/oidc/end-session`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ id_token_hint, post_logout_redirect_uri: bye }),
  });
  const { way } = await visitor.visit(new URL(posted.headers.get('location')!, party.issuer).href);
  expect(way.at(-1)!.href).toBe(bye);
  expect(await isSignedIn()).toBe(false);
});

/** Presses the button of the page that asks. */
async function confirm(visitor: Visitor, page: Response, issuer: string) {
  const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(await page.text())!;
  return fetch(`${issuer}/oidc/end-session/confirm`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    body: new URLSearchParams({ xsrf: xsrf!, logout: 'yes' }),
  });
}

test('[J1] a request that proves nothing asks first, and one press then ends everything', async () => {
  const { party, visitor, isSignedIn, bye } = await withParty();
  const { access_token } = await party.signOn(visitor);
  const asked = party.endSessionUrl({ client_id: 'party', post_logout_redirect_uri: bye, state: 's' });
  const page = await visitor.send('GET', asked);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${new URL(bye).origin};`);
  expect(await isSignedIn()).toBe(true);
  expect((await confirm(visitor, page, party.issuer)).headers.get('location')).toBe(`${bye}?state=s`);
  expect(await isSignedIn()).toBe(false);
  expect((await party.userInfo({ access_token })).status).toBe(401);
});

test('[J1] whoever is signed in without an application is asked too, and signed out', async () => {
  const { party, visitor, isSignedIn } = await withParty();
  const page = await visitor.send('GET', party.endSessionUrl({}));
  await confirm(visitor, page, party.issuer);
  expect(await isSignedIn()).toBe(false);
});

test('[J1] an ID token of an earlier session, or of another person, ends nobody’s session unasked', async () => {
  const { party, portal, visitor, isSignedIn } = await withParty();
  const { id_token: earlier } = await party.signOn(visitor);
  const { id_token: others } = await party.signOn(await signedInVisitor(portal, 'john.smith'));
  await visitor.send('POST', '/api/sign-out');
  await visitor.signIn('maria.garcia');
  for (const id_token_hint of [earlier, others]) {
    expect((await visitor.send('GET', party.endSessionUrl({ id_token_hint }))).status).toBe(200);
    expect(await isSignedIn()).toBe(true);
  }
});

test('[J1] where nobody is signed in any more, the request leads back at once', async () => {
  const { party, portal, visitor, bye } = await withParty();
  const { id_token: id_token_hint } = await party.signOn(visitor);
  await visitor.send('POST', '/api/sign-out');
  const request = party.endSessionUrl({ id_token_hint, post_logout_redirect_uri: bye, state: 's' });
  for (const browser of [visitor, new Visitor(portal)]) {
    expect((await browser.send('GET', request)).headers.get('location')).toBe(`${bye}?state=s`);
  }
});

test.each([
  ['an address that is not registered', { post_logout_redirect_uri: 'https://evil.example/' }],
  ['an ID token that nobody gave', { id_token_hint: 'a.b.c' }],
  ['another client than the ID token’s', { client_id: 'vaos' }],
  ['a client that nobody knows', { client_id: 'nobody', id_token_hint: '' }],
])('[J1] %s is refused with a page, and nothing ends', async (_what, changes) => {
  const { party, visitor, isSignedIn } = await withParty();
  const { id_token: id_token_hint } = await party.signOn(visitor);
  const parameters = Object.entries({ id_token_hint, ...changes }).filter(([, value]) => value !== '');
  const address = party.endSessionUrl(Object.fromEntries(parameters));
  const answer = await visitor.send('GET', address, undefined, { accept: 'text/html' });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('location')).toBeNull();
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(await isSignedIn()).toBe(true);
});

test('[J1] a logout token has just the claims that the standard names', async () => {
  const { party, visitor } = await withParty();
  const { sid, sub } = claimsOf(await party.signOn(visitor));
  await visitor.send('POST', '/api/sign-out');
  const told = () => party.arrived.filter(({ url }) => url.pathname === '/backchannel');
  await eventually(() => expect(told()).toHaveLength(1));
  const [{ method, body }] = told() as [(typeof party.arrived)[number]];
  expect(method).toBe('POST');
  const keys = createRemoteJWKSet(new URL('/oidc/jwks', party.issuer));
  const { payload, protectedHeader } = await jwtVerify(body.get('logout_token')!, keys);
  expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'logout+jwt' });
  expect(payload).toEqual({
    iss: party.issuer,
    aud: 'party',
    sub,
    sid,
    iat: expect.any(Number) as number,
    exp: expect.any(Number) as number,
    jti: expect.any(String) as string,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
});
